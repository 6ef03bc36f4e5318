# SPDX-License-Identifier: AGPL-3.0-or-later
"""Legal holds: placing one, lifting it, ending those whose day has passed.

The list apart from the database learns of a hold before it is kept and of its lifting after:
a crash in between leaves a hold too many there, never one too few (docs/decisions/0135).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.db.transaction import on_commit

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.keeping import held_list
from thousandfold.base.models import HeldThing, Host, LegalHold
from thousandfold.base.permissions import Permission, require
from thousandfold_core.errors import Refusal


class NothingToHold(Refusal):
    """No thing was named."""

    code = "nothing-to-hold"
    text = "Choose at least one person, cohort or call that must be kept."


class EndsInThePast(Refusal):
    """The last day is over already."""

    code = "hold-ends-in-the-past"
    text = "That day is over. Give a day to come, or none."


class AlreadyLifted(Refusal):
    """The hold does not count any more."""

    code = "hold-already-lifted"
    text = "This hold was lifted before."


def place_hold(
    *, viewer: Viewer, things: Sequence[Model], reason: str, until: date | None, at: datetime
) -> LegalHold:
    """Keep these things, and all that belongs to them, from every deletion.

    Raises:
        NotAllowed: unless the viewer is an administrator.
        NothingToHold, EndsInThePast.
    """
    require(viewer, Permission.HOLD_PLACE)
    host = viewer.host
    assert host is not None
    if not things:
        raise NothingToHold
    if until and until < host.day_at(at):
        raise EndsInThePast
    with transaction.atomic():
        made = LegalHold.objects.create(
            host=host, reason=reason, placed_by=viewer.account, since=at, until=until
        )
        HeldThing.objects.bulk_create(
            HeldThing(host=host, hold=made, label=one._meta.label, key=str(one.pk))
            for one in dict.fromkeys(things)
        )
        trail.record(viewer, "placed", made, at, things=len(set(things)))
        held_list.note_placed(made, [(one._meta.label, one.pk) for one in dict.fromkeys(things)])
    return made


def lift_hold(*, viewer: Viewer, hold: LegalHold, at: datetime) -> LegalHold:
    """Let deletion go on; what fell due meanwhile goes at the next look.

    Raises:
        NotAllowed: unless the viewer is an administrator.
        AlreadyLifted.
    """
    require(viewer, Permission.HOLD_PLACE)
    with transaction.atomic():
        if not LegalHold.objects.filter(pk=hold.pk, lifted_at=None).update(lifted_at=at):
            raise AlreadyLifted
        hold.refresh_from_db()
        trail.record(viewer, "lifted", hold, at)
        on_commit(lambda: held_list.note_lifted(hold, at), robust=True)
    return hold


def end_holds_that_are_over(*, host: Host, at: datetime) -> int:
    """Lift the holds of the host in scope whose last day has passed; return how many."""
    over = LegalHold.objects.filter(lifted_at=None, until__lt=host.day_at(at))
    for hold in over:
        LegalHold.objects.filter(pk=hold.pk).update(lifted_at=at)
        trail.record(Viewer(host=host), "ended_by_its_day", hold, at)
        on_commit(lambda one=hold: held_list.note_lifted(one, at), robust=True)
    return len(over)
