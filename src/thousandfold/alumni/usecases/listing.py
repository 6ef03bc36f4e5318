# SPDX-License-Identifier: AGPL-3.0-or-later
"""Being listed: a consent that its giver makes, changes and takes back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thousandfold.alumni.choices import WORDING_VERSION, ListingReach
from thousandfold.alumni.models import Alumnus, ListingConsent
from thousandfold.alumni.usecases.refusals import EndsInThePast, NotListed, NotYourEntry
from thousandfold.base import trail
from thousandfold.base.doorway.viewer import NOBODY, Viewer


def consent_to_listing(
    *,
    viewer: Viewer | None,
    alumnus: Alumnus,
    reach: ListingReach,
    until: date | None,
    language: str,
    at: datetime,
) -> ListingConsent:
    """Let oneself be found, as far and as long as one says. An earlier consent ends.

    ``viewer`` None means that the person came by their own link.

    Raises:
        NotYourEntry: for anybody else, staff included.
        EndsInThePast: when the last day is past.
    """
    _must_be_own(viewer, alumnus)
    if until is not None and until < at.date():
        raise EndsInThePast
    with transaction.atomic():
        _end(alumnus, at)
        made = ListingConsent.objects.create(
            host_id=alumnus.host_id,
            alumnus=alumnus,
            reach=reach,
            wording=WORDING_VERSION,
            language=language,
            at=at,
            until=until,
        )
        trail.record(viewer or NOBODY, "consented", made, at, reach=str(reach))
    return made


def withdraw_listing(*, viewer: Viewer | None, alumnus: Alumnus, at: datetime) -> None:
    """Take the consent back. It holds on the next view.

    Raises:
        NotYourEntry: for anybody else.
        NotListed: when none stands.
    """
    _must_be_own(viewer, alumnus)
    with transaction.atomic():
        if not _end(alumnus, at):
            raise NotListed
        trail.record(viewer or NOBODY, "withdrew_consent", alumnus, at)


def _must_be_own(viewer: Viewer | None, alumnus: Alumnus) -> None:
    if viewer is None:
        return
    if viewer.account is None or alumnus.person.account_id != viewer.account.id:
        raise NotYourEntry


def _end(alumnus: Alumnus, at: datetime) -> int:
    return ListingConsent.objects.filter(alumnus=alumnus, ended_at=None).update(ended_at=at)
