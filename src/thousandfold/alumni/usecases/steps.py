# SPDX-License-Identifier: AGPL-3.0-or-later
"""Following up a step: asked about once, then done, changed or let go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thousandfold.alumni import queries
from thousandfold.alumni.choices import StepState
from thousandfold.alumni.models import Alumnus, Commitment
from thousandfold.alumni.usecases.letters import write_about_step
from thousandfold.alumni.usecases.refusals import (
    NoAddressToAsk,
    NotYourEntry,
    StepNotOpen,
    StepTakenBack,
)
from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import NOBODY, Viewer
from thousandfold.base.permissions import Permission, require


def ask_about_step(
    *, viewer: Viewer, commitment: Commitment, site: str, at: datetime
) -> Commitment:
    """Put one message to its author into the outbox. It holds no word of the step.

    Raises:
        NotAllowed: unless the viewer may change alumni.
        StepTakenBack: when its author keeps it to themselves now.
        StepNotOpen: when it is closed.
        NoAddressToAsk: when there is no e-mail address.
    """
    require(viewer, Permission.ALUMNI_CHANGE)
    _must_stand(commitment)
    if commitment.state != StepState.OPEN:
        raise StepNotOpen
    person = commitment.member.person
    if not person.email:
        raise NoAddressToAsk(name=person.short)
    entry = Alumnus.objects.filter(person=person, cohort=commitment.cohort_id).first()
    with transaction.atomic():
        write_about_step(commitment, entry, site, at)
        asked = save_edited(commitment, commitment.version, asked_at=at)
        trail.record(viewer, "asked_about", commitment, at)
    return asked  # type: ignore[return-value]


def close_step(
    *,
    viewer: Viewer | None,
    commitment: Commitment,
    entry: Alumnus | None,
    state: StepState,
    words: str,
    at: datetime,
) -> Commitment:
    """Say how a step went, or open it again. No answer is better than another.

    By staff after asking, or by its author: signed in, or by the own link, whose
    ``entry`` is then given. ``words`` are the author's own, about what it became.

    Raises:
        NotAllowed: when neither holds.
        NotYourEntry: when the link is somebody else's.
        StepTakenBack: when its author keeps it to themselves now.
    """
    own = entry is not None
    if entry is not None and commitment.member.person_id != entry.person_id:
        raise NotYourEntry
    if not own:
        require(viewer or NOBODY, Permission.ALUMNI_CHANGE)
    _must_stand(commitment)
    changes = {"state": state, "closed_at": None if state == StepState.OPEN else at}
    if own:
        changes["words"] = " ".join(words.split()) if state == StepState.CHANGED else ""
    with transaction.atomic():
        saved = save_edited(commitment, commitment.version, **changes)
        trail.record(viewer or NOBODY, "closed_step", commitment, at, state=state.value)
    return saved  # type: ignore[return-value]


def _must_stand(commitment: Commitment) -> None:
    if not queries.steps_of(None, [commitment]):
        raise StepTakenBack
