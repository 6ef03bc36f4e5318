# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading alumni; every function takes the viewer, or the entry that a personal link opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When

from thousandfold.alumni.choices import StepState
from thousandfold.alumni.models import Alumnus, Commitment, ListingConsent
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Role
from thousandfold.base.permissions import Permission, may
from thousandfold.base.scope import every_host
from thousandfold.exercises.models import Place, Room
from thousandfold.exercises.queries import Commitment as Kept
from thousandfold.exercises.queries import commitments_of
from thousandfold.people.models import Spell
from thousandfold.people.queries import at_date
from thousandfold.recruitment.models import Cohort


@dataclass(frozen=True)
class Step:
    """A step as it may be shown now: whose, what, and who asks about it."""

    commitment: Commitment
    words: str
    witness: str


def standing_consents(day: date) -> QuerySet[ListingConsent]:
    """Consents that hold on a day."""
    rows = ListingConsent.objects.filter(ended_at=None)
    return rows.filter(Q(until=None) | Q(until__gte=day))


def listed_for(viewer: Viewer, day: date) -> QuerySet[Alumnus]:
    """The directory: only who consented, as of this day, with roles that are open."""
    if not may(viewer, Permission.ALUMNI_SEE):
        return Alumnus.objects.none()
    said_yes = standing_consents(day).filter(alumnus=OuterRef("pk"))
    now = at_date(Spell.objects.select_related("organisation"), day)
    return (
        Alumnus.objects.filter(Exists(said_yes), withdrawn_at=None)
        .select_related("person", "cohort")
        .prefetch_related(Prefetch("person__spells", queryset=now, to_attr="now"))
    )


def unlisted_count(viewer: Viewer, day: date) -> int | None:
    """How many are not listed: a number, for staff alone."""
    if not may(viewer, Permission.ALUMNI_CHANGE):
        return None
    said_yes = standing_consents(day).filter(alumnus=OuterRef("pk"))
    return Alumnus.objects.filter(~Exists(said_yes), withdrawn_at=None).count()


def cohorts_to_finish(viewer: Viewer) -> QuerySet[Cohort]:
    """Cohorts that have not finished, for staff."""
    rows = Cohort.objects.filter(finished_at=None)
    return rows if may(viewer, Permission.ALUMNI_CHANGE) else rows.none()


def cohorts_with_rooms(viewer: Viewer) -> QuerySet[Cohort]:
    """Cohorts in whose rooms people may have let a step be known, for staff."""
    rows = Cohort.objects.filter(Exists(Room.objects.filter(cohort=OuterRef("pk"))))
    return rows if may(viewer, Permission.ALUMNI_CHANGE) else rows.none()


def own_entries(viewer: Viewer) -> list[Alumnus]:
    """The viewer's own entries, whether listed or not."""
    if viewer.account is None:
        return []
    rows = Alumnus.objects.filter(person__account=viewer.account, withdrawn_at=None)
    return list(rows.select_related("person", "cohort", "host").order_by("-since"))


def entry_of_link(key: str) -> Alumnus | None:
    """The entry that a personal link opens, at whichever host it is."""
    with every_host("a personal link names its entry, whose host is not known yet"):
        rows = Alumnus.objects.select_related("person", "cohort", "host")
        return rows.filter(key=key, withdrawn_at=None).first()


def consents_of(alumnus: Alumnus) -> list[ListingConsent]:
    """What a person said about being listed, newest first; for their own page."""
    return list(alumnus.consents.all())


def consent_now(alumnus: Alumnus, day: date) -> ListingConsent | None:
    """The consent that stands."""
    return standing_consents(day).filter(alumnus=alumnus).first()


def steps_of(viewer: Viewer | None, rows: Iterable[Commitment]) -> list[Step]:
    """These steps as far as their authors let them be read today.

    A step that was taken back or lowered in the room is left out. The harvest of
    each cohort is looked at once.
    """
    rows = list(rows)
    kept = {cohort: _kept(cohort) for cohort in {one.cohort_id for one in rows}}
    found = [(one, now) for one in rows if (now := kept[one.cohort_id].get(one.key))]
    names = _called(now.witness for _, now in found if now.witnessed == "yes")
    return [_step(one, now, names) for one, now in found]


def steps_for(viewer: Viewer, *states: StepState) -> list[Step]:
    """Steps that staff may follow up, soonest first."""
    if not may(viewer, Permission.ALUMNI_CHANGE):
        return []
    rows = _commitments()
    return steps_of(viewer, rows.filter(state__in=states) if states else rows)


def commitments_for(viewer: Viewer) -> QuerySet[Commitment]:
    """What steps stand behind: open ones first, soonest first; then those closed last.

    Cut it into pages before :func:`steps_of` looks into the rooms, one by one.
    """
    if not may(viewer, Permission.ALUMNI_CHANGE):
        return Commitment.objects.none()
    is_open = Case(When(state=StepState.OPEN, then=Value(0)), default=Value(1))
    return _commitments().order_by(is_open, F("closed_at").desc(nulls_first=True), "due_on", "id")


def steps_due(viewer: Viewer, until: date) -> list[Step]:
    """Open steps due by a day that nobody asked about yet, for staff."""
    if not may(viewer, Permission.ALUMNI_CHANGE):
        return []
    rows = _commitments().filter(state=StepState.OPEN, due_on__lte=until, asked_at=None)
    return steps_of(viewer, rows)


def own_steps(alumnus: Alumnus) -> list[Step]:
    """A person's own steps of that cohort, as far as the cohort may read them too."""
    rows = _commitments().filter(cohort=alumnus.cohort_id, member__person=alumnus.person_id)
    return steps_of(None, rows)


def step_for(viewer: Viewer, pk: Any) -> Step | None:
    """One step, for who may follow it up."""
    if not may(viewer, Permission.ALUMNI_CHANGE):
        return None
    return next(iter(steps_of(viewer, _commitments().filter(pk=pk))), None)


def entries_of_person(viewer: Viewer, person: Any) -> list[Alumnus]:
    """A person's times as an alumnus, for staff and for the person."""
    own = viewer.account is not None and person.account_id == viewer.account.id
    if not (own or may(viewer, Permission.ALUMNI_CHANGE)):
        return []
    rows = Alumnus.objects.filter(person=person, withdrawn_at=None)
    return list(rows.select_related("cohort").order_by("since"))


def entries_of_cohort(viewer: Viewer, cohort: Any) -> tuple[int, int] | None:
    """How many alumni a finished cohort has, and how many of them said anything; for staff."""
    if not may(viewer, Permission.ALUMNI_CHANGE):
        return None
    rows = Alumnus.objects.filter(cohort=cohort, withdrawn_at=None)
    return rows.count(), rows.filter(consents__isnull=False).distinct().count()


def _commitments() -> QuerySet[Commitment]:
    return Commitment.objects.select_related("member__person", "cohort")


def _kept(cohort: UUID) -> dict[str, Kept]:
    return {one.key: one for one in commitments_of(None, cohort)}


def _called(places: Iterable[str]) -> dict[str, str]:
    """What these places are called."""
    rows = Place.objects.filter(pk__in=set(places)).values_list("pk", "called")
    return {str(pk): called for pk, called in rows}


def _step(commitment: Commitment, now: Kept, names: dict[str, str]) -> Step:
    """A witness is named only when they said that they will ask."""
    witness = names.get(now.witness, "") if now.witnessed == "yes" else ""
    return Step(commitment, commitment.words or now.text, witness)


def audience_of(alumnus: Alumnus) -> tuple[int, int]:
    """How many staff and how many other alumni would find this person: the exact numbers."""
    staff = Role.objects.filter(kind=RoleKind.STAFF, ended_at=None).values("account").distinct()
    others = Alumnus.objects.filter(withdrawn_at=None).exclude(person=alumnus.person_id)
    return staff.count(), others.values("person").distinct().count()


def roles_of(alumnus: Alumnus, day: date) -> list[Spell]:
    """The roles that would stand beside the name."""
    rows = at_date(Spell.objects.filter(person=alumnus.person_id), day)
    return list(rows.select_related("organisation"))
