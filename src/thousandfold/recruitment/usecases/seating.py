# SPDX-License-Identifier: AGPL-3.0-or-later
"""Seating a cohort: people decide; the proposal is theirs to follow or to depart from."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from thousandfold.base import trail
from thousandfold.base.announcements import announce
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import NOBODY, Viewer
from thousandfold.base.ids import code
from thousandfold.base.models import Role
from thousandfold.base.permissions import Permission, require
from thousandfold.base.signing_in.sessions import end_sessions_of
from thousandfold.base.usecases.hosts import account_for
from thousandfold.base.usecases.roles import RoleAlreadyGiven, open_role
from thousandfold.curriculum import queries as curriculum
from thousandfold.people.choices import Post
from thousandfold.people.models import Organisation, Person
from thousandfold.people.usecases.persons import begin_spell, register_person
from thousandfold.recruitment.choices import CallState, MemberState, NominationState
from thousandfold.recruitment.models import (
    Call,
    Cohort,
    Composition,
    Decision,
    Member,
    Nomination,
)
from thousandfold.recruitment.usecases.letters import write_place
from thousandfold.recruitment.usecases.refusals import (
    CohortAlreadySeated,
    NobodyChosen,
    NotAMemberNow,
    NotANominee,
    ReasonNeeded,
)

LIVE = (NominationState.SENT, NominationState.CONFIRMED)
#: Sixty cards of a room at once, and 6,000 tries in its longest session: below 1e-5 with eight.
CARD_LETTERS = 8


def departs(chosen: Collection[str], composition: Composition | None) -> bool:
    """True when a choice is neither the proposal nor one of its alternatives."""
    if composition is None or "cohort" not in composition.result:
        return True
    result = composition.result
    offered = [result["cohort"], *(one["cohort"] for one in result["alternatives"])]
    return set(chosen) not in [set(one) for one in offered]


def seat_cohort(
    *,
    viewer: Viewer,
    call: Call,
    chosen: Collection[str],
    composition: Composition | None,
    reason: str,
    title: str,
    site: str,
    at: datetime,
) -> Cohort:
    """Seat the people chosen (nomination ids) as the cohort of a call.

    Each gets an entry among the people, a card for the room and a word for their
    calendar feed; the programme is pinned by version and digest. Letters to the chosen
    and to the others are drafts in the outbox. Announces ``cohort_seated``.

    Raises:
        NotAllowed: unless the viewer may seat.
        CohortAlreadySeated: when the call has its cohort.
        NobodyChosen: with an empty choice.
        NotANominee: when somebody chosen is withdrawn, merged, or of another call.
        ReasonNeeded: when the choice departs from every proposal without a reason.
    """
    require(viewer, Permission.COHORT_SEAT, call)
    if Cohort.objects.filter(call=call).exists():
        raise CohortAlreadySeated
    rows = _chosen(call, chosen)
    away = departs(chosen, composition)
    if away and not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        cohort = _make(call, title, at)
        for row in rows:
            _seat(viewer, cohort, row, at)
        Decision.objects.create(
            host=call.host,
            cohort=cohort,
            composition=composition,
            account=viewer.account,
            chosen=sorted(chosen),
            departs=away,
            reason=reason.strip(),
            at=at,
        )
        decided = {"state": CallState.DECIDED, "changed_at": at, "version": F("version") + 1}
        Call.objects.filter(pk=call.pk).update(**decided)
        call.refresh_from_db(fields=["state", "changed_at", "version"])
        _write_letters(call, rows, site, at)
        trail.record(viewer, "seated", cohort, at, people=len(rows), departs=away)
        announce("cohort_seated", cohort=cohort.id)
    return cohort


def decline_place(*, viewer: Viewer | None, member: Member, at: datetime) -> Member:
    """Give a place back: by the member with their own link (no viewer), or noted by staff.

    Announces ``place_declined``.

    Raises:
        NotAllowed: unless the viewer may change the cohort.
        NotAMemberNow: when the place was given back before.
    """
    if viewer is not None:
        require(viewer, Permission.COHORT_CHANGE, member.cohort)
    if member.state != MemberState.SEATED:
        raise NotAMemberNow
    with transaction.atomic():
        member.state, member.left_at = MemberState.DECLINED, at
        member.save(update_fields=["state", "left_at"])
        if member.account_id:
            roles = Role.objects.filter(account=member.account_id, kind=RoleKind.MEMBER)
            roles.filter(subject=member.cohort_id, ended_at=None).update(ended_at=at)
            end_sessions_of(member.account_id)
        trail.record(viewer or NOBODY, "declined", member, at)
        announce("place_declined", member=member.id)
    return member


def fill_place(
    *, viewer: Viewer, cohort: Cohort, nomination: Nomination, site: str, at: datetime
) -> Member:
    """Seat one more person, in the place of somebody who gave theirs back.

    Announces ``place_filled``.

    Raises:
        NotAllowed: unless the viewer may change the cohort.
        NotANominee: when the person is withdrawn, of another call, or had a place.
    """
    require(viewer, Permission.COHORT_CHANGE, cohort)
    if nomination.call_id != cohort.call_id or nomination.state not in LIVE:
        raise NotANominee
    if cohort.members.filter(person=nomination.person_id).exists() and nomination.person_id:
        raise NotANominee
    with transaction.atomic():
        member = _seat(viewer, cohort, nomination, at)
        write_place(nomination, True, site, at)
        trail.record(viewer, "filled", member, at)
        announce("place_filled", member=member.id)
    return member


def _chosen(call: Call, chosen: Collection[str]) -> list[Nomination]:
    if not chosen:
        raise NobodyChosen
    try:
        ids = {UUID(one) for one in chosen}
    except ValueError:
        raise NotANominee from None
    rows = list(Nomination.objects.filter(call=call, state__in=LIVE, pk__in=ids))
    if len(rows) != len(ids):
        raise NotANominee
    return rows


def _make(call: Call, title: str, at: datetime) -> Cohort:
    package = curriculum.programme_or_none(call.programme)
    return Cohort.objects.create(
        host=call.host,
        call=call,
        coalition=call.coalition,
        title=title.strip() or call.title,
        programme=call.programme,
        programme_version=package.version if package else "",
        programme_digest=package.digest if package else "",
        seated_at=at,
    )


def _seat(viewer: Viewer, cohort: Cohort, row: Nomination, at: datetime) -> Member:
    person = _person(viewer, row, at)
    row.person = person
    row.save(update_fields=["person"])
    member = Member(
        host=cohort.host,
        cohort=cohort,
        person=person,
        seated_at=at,
        card=_free_card(cohort),
        feed=secrets.token_urlsafe(24),
    )
    _give_role(viewer, member, row, at)
    member.save()
    return member


def _person(viewer: Viewer, row: Nomination, at: datetime) -> Person:
    """The entry of this person: the one with the same name and address, or a new one."""
    if row.person is not None:
        return row.person
    if row.email:
        same = Person.objects.filter(email__iexact=row.email, sort_name=row.sort_name[:160])
        if found := same.first():
            return found
    person = register_person(
        viewer=viewer,
        at=at,
        name=row.name[:160],
        email=row.email[:254],
        phone=row.phone[:40],
        town=row.town[:120],
        languages=row.languages,
    )
    home = Organisation.objects.filter(name__iexact=row.organisation).first()
    if row.post and (home or row.role):
        begin_spell(
            viewer=viewer,
            person=person,
            post=Post(row.post),
            organisation=home,
            title=row.role[:160],
            since=None,
            until=None,
            at=at,
        )
    return person


def _give_role(viewer: Viewer, member: Member, row: Nomination, at: datetime) -> None:
    """Let a member with an address sign in; two who share one address share none."""
    if not row.email:
        return
    account = account_for(row.email, member.person.short, member.host.language)
    try:
        open_role(
            viewer=viewer,
            account=account,
            kind=RoleKind.MEMBER,
            subject=member.cohort_id,
            at=at,
        )
    except RoleAlreadyGiven:
        return
    member.account = account
    if member.person.account_id is None:
        Person.objects.filter(pk=member.person_id).update(account=account)


def _free_card(cohort: Cohort) -> str:
    taken = set(cohort.members.values_list("card", flat=True))
    while (card := code(CARD_LETTERS)) in taken:
        pass
    return card


def _write_letters(call: Call, rows: Iterable[Nomination], site: str, at: datetime) -> None:
    chosen = {row.pk for row in rows}
    for row in rows:
        write_place(row, True, site, at)
    others = Nomination.objects.filter(call=call, state__in=LIVE).exclude(pk__in=chosen)
    for row in others.select_related("call", "call__host").defer("story"):
        write_place(row, False, site, at)
