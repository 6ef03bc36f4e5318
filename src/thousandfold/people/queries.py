# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading people and coalitions; every function takes the viewer."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, may
from thousandfold.people.models import (
    Adoption,
    Coalition,
    Membership,
    Organisation,
    Person,
    Principles,
    Spell,
)
from thousandfold.people.sorting import sort_name
from thousandfold_core.coalitions.balance import INSIDE_POSTS, OUTSIDE_POSTS, Heads


def at_date(rows: QuerySet, day: date) -> QuerySet:
    """Rows with since and until that held on a day; an unknown beginning counts as before."""
    begun = Q(since__lte=day) | Q(since__isnull=True)
    return rows.filter(begun).filter(Q(until=None) | Q(until__gte=day))


def coalitions_for(viewer: Viewer) -> QuerySet[Coalition]:
    """The host's coalitions."""
    rows = Coalition.objects.all()
    return rows if may(viewer, Permission.COALITION_SEE) else rows.none()


def organisations_for(viewer: Viewer) -> QuerySet[Organisation]:
    """Organisations with the number of people known there now.

    ``told_base``: what staff wrote about the base, for those who may read it (else nothing).
    """
    rows = Organisation.objects.all()
    if not may(viewer, Permission.COALITION_SEE):
        return rows.none()
    people = (
        Spell.objects.filter(organisation=OuterRef("pk"), until=None)
        .order_by()
        .values("organisation")
        .annotate(n=Count("person", distinct=True))
        .values("n")
    )
    rows = rows.annotate(told_base=told(viewer, "base_words"))
    return rows.annotate(people=Coalesce(Subquery(people), 0))


def told(viewer: Viewer, field: str) -> F | Value:
    """A field of class P2 beside fields of class P1: its text for staff, nothing for others."""
    return F(field) if may(viewer, Permission.PERSON_SEE) else Value("")


def people_for(viewer: Viewer) -> QuerySet[Person]:
    """People of the host; a person without a wider role sees only their own entry."""
    rows = Person.objects.all()
    if may(viewer, Permission.PERSON_SEE):
        return rows
    return rows.filter(account=viewer.account) if viewer.account else rows.none()


def named(word: str) -> Q:
    """People with a word in a name or their town; accents and case may be left out of names."""
    return (
        Q(sort_name__contains=sort_name(word)) | Q(called__icontains=word) | Q(town__icontains=word)
    )


def at_organisation(word: str) -> Q:
    """People who are or were at an organisation with a word in its name."""
    named = Organisation.objects.filter(name__icontains=word)  # this host's alone
    there = Spell.objects.filter(organisation__in=named.order_by().values("pk"))
    return Q(pk__in=there.order_by().values("person"))


def members_on(viewer: Viewer, coalition: Coalition, day: date) -> QuerySet[Membership]:
    """Memberships that held on a day."""
    rows = Membership.objects.filter(coalition=coalition).select_related("organisation")
    if not may(viewer, Permission.COALITION_SEE):
        return rows.none()
    return at_date(rows, day).order_by("organisation__name")


def spells_on(viewer: Viewer, coalition: Coalition, day: date) -> QuerySet[Spell]:
    """Times in a role that held on a day, of people in the coalition's organisations or inside."""
    rows = Spell.objects.select_related("organisation", "person")
    if not may(viewer, Permission.PERSON_SEE):
        return rows.none()
    members = members_on(viewer, coalition, day).values("organisation")
    return at_date(rows, day).filter(Q(organisation__in=members) | Q(organisation=None))


def heads(spells: QuerySet[Spell]) -> Heads:
    """People in these times in a role, counted by the database. Two queries."""
    rows = spells.order_by()

    def people(**wanted: Any) -> Count:
        return Count("person", distinct=True, filter=Q(**wanted))

    by_post = dict(rows.values_list("post").annotate(many=people()))
    sides = {"inside": INSIDE_POSTS, "outside": OUTSIDE_POSTS}
    counts = {name: people(post__in=posts) for name, posts in sides.items()}
    return Heads(**rows.aggregate(people=people(), **counts), by_post=by_post)


def principles_on(viewer: Viewer, coalition: Coalition, day: date) -> tuple[Principles, int] | None:
    """The newest version proposed by the end of a day, and how many had adopted it then."""
    end = timezone.make_aware(datetime.combine(day, time.max))
    newest = principles_for(viewer, coalition).filter(proposed_at__lte=end).first()
    if newest is None:
        return None
    return newest, sum(one.adopted_on <= day for one in newest.adoptions.all())


def principles_for(viewer: Viewer, coalition: Coalition) -> QuerySet[Principles]:
    """Versions, newest first, with their adoptions.

    ``told_signer`` of an adoption: who signed, for those who may see people (else nothing).
    """
    adoptions = Adoption.objects.select_related("organisation").order_by("adopted_on", "id")
    adoptions = adoptions.annotate(told_signer=told(viewer, "signer"))
    rows = Principles.objects.filter(coalition=coalition)
    rows = rows.prefetch_related(Prefetch("adoptions", queryset=adoptions))
    return rows if may(viewer, Permission.COALITION_SEE) else rows.none()


def adoptions_of(viewer: Viewer, principles: Principles) -> QuerySet[Adoption]:
    """Who adopted a version, oldest first."""
    rows = principles.adoptions.select_related("organisation").order_by("adopted_on")
    return rows if may(viewer, Permission.COALITION_SEE) else rows.none()
