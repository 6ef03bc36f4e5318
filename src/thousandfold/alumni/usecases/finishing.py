# SPDX-License-Identifier: AGPL-3.0-or-later
"""A cohort finishes: its members become alumni, unlisted until they say otherwise."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.dateparse import parse_date

from thousandfold.alumni.models import Alumnus, Commitment
from thousandfold.alumni.usecases.letters import write_to_alumnus
from thousandfold.alumni.usecases.refusals import CohortAlreadyFinished, CohortIsEmpty
from thousandfold.base import trail
from thousandfold.base.announcements import announce
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.exercises.queries import Commitment as Kept
from thousandfold.exercises.queries import commitments_of
from thousandfold.recruitment.choices import MemberState
from thousandfold.recruitment.models import Cohort, Member


def finish_cohort(
    *, viewer: Viewer, cohort: Cohort, site: str, on: date, at: datetime
) -> list[Alumnus]:
    """Finish with a cohort: everybody seated becomes an alumnus, listed nowhere.

    A draft with their own link waits in the outbox for each who has an address.
    Steps that people let the cohort know by name are kept for following up.
    ``site`` is the start of links, such as https://host.example.

    Raises:
        NotAllowed: unless the viewer may change alumni.
        CohortAlreadyFinished, CohortIsEmpty.
    """
    require(viewer, Permission.ALUMNI_CHANGE)
    if cohort.finished_at:
        raise CohortAlreadyFinished(title=cohort.title)
    members = list(_seated(cohort))
    if not members:
        raise CohortIsEmpty
    with transaction.atomic():
        made = [_alumnus(member, on) for member in members]
        Cohort.objects.filter(pk=cohort.pk).update(finished_at=at, version=F("version") + 1)
        steps = keep_steps(cohort, members)
        for one in made:
            write_to_alumnus(one, site, at)
        trail.record(viewer, "finished", cohort, at, people=len(made), steps=steps)
        announce("cohort_finished", cohort=cohort.id)
    cohort.refresh_from_db()
    return made


def bring_steps(*, viewer: Viewer, cohort: Cohort, at: datetime) -> int:
    """Take in steps that people let the cohort know since; return how many are new.

    Raises:
        NotAllowed: unless the viewer may change alumni.
    """
    require(viewer, Permission.ALUMNI_CHANGE)
    with transaction.atomic():
        new = keep_steps(cohort, list(_seated(cohort)))
        if new:
            trail.record(viewer, "took_in_steps", cohort, at, steps=new)
    return new


def keep_steps(cohort: Cohort, members: list[Member]) -> int:
    """Remember the keys of steps that go with a name; words stay in the room."""
    known = set(Commitment.objects.filter(cohort=cohort).values_list("key", flat=True))
    by_id = {one.pk: one for one in members}
    new = [
        one for one in commitments_of(None, cohort) if one.key not in known and one.member in by_id
    ]
    for one in new:
        _keep(cohort, by_id[one.member], one)  # type: ignore[index]
    return len(new)


def _seated(cohort: Cohort) -> list[Member]:
    rows = cohort.members.filter(state=MemberState.SEATED)
    return list(rows.select_related("person", "cohort", "host"))


def _alumnus(member: Member, on: date) -> Alumnus:
    made, _ = Alumnus.objects.get_or_create(
        host_id=member.host_id, person=member.person, cohort=member.cohort, defaults={"since": on}
    )
    return made


def _keep(cohort: Cohort, member: Member, one: Kept) -> None:
    Commitment.objects.create(
        host_id=cohort.host_id,
        cohort=cohort,
        member=member,
        key=one.key,
        run=one.run,
        due_on=_day(one.due),
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
