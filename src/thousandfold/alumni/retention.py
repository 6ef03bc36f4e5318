# SPDX-License-Identifier: AGPL-3.0-or-later
"""People's entries, three years after the last contact; their steps, a year (trust row 3.1)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from thousandfold.alumni.models import Commitment, ListingConsent
from thousandfold.base.keeping.retention import keeps
from thousandfold.base.models import Role
from thousandfold.base.usecases.erasing import erase_when_due
from thousandfold.people.models import Person, Spell
from thousandfold.power.models import Sitting
from thousandfold.recruitment.models import Member, Nomination


def _latest(rows: QuerySet[Any], field: str) -> Any:
    """The newest moment among a person's rows; the entry's own where there is none."""
    newest = rows.order_by().values("person").annotate(last=Max(field)).values("last")
    return Coalesce(Subquery(newest), F("changed_at"))


def _are_with_us() -> Q:
    """People with a role or a seat now, in a cohort that goes on, or listed with their yes."""
    me = OuterRef("pk")
    goes_on = Member.objects.filter(person=me, cohort__finished_at=None)
    listed = ListingConsent.objects.filter(alumnus__person=me, ended_at=None)
    signs_in = Role.objects.filter(account=OuterRef("account"), ended_at=None)
    return (
        Exists(Spell.objects.filter(person=me, until=None))
        | Exists(Sitting.objects.filter(person=me, until=None))
        | Exists(goes_on)
        | Exists(listed)
        | Exists(signs_in)
    )


@keeps("contact", began="last_contact", forget=erase_when_due, no_sooner_than="changed_at")
def _people() -> QuerySet[Person]:
    mine = OuterRef("pk")
    return Person.objects.exclude(_are_with_us()).annotate(
        last_contact=Greatest(
            F("changed_at"),
            Coalesce(F("account__last_login"), F("changed_at")),
            _latest(Member.objects.filter(person=mine), "cohort__finished_at"),
            _latest(Nomination.objects.filter(person=mine), "answered_at"),
        )
    )


def _forget_steps(rows: QuerySet[Commitment]) -> None:
    Commitment.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()


@keeps("step", began="last_word", forget=_forget_steps, no_sooner_than="changed_at")
def _steps() -> QuerySet[Commitment]:
    return Commitment.objects.annotate(
        last_word=Greatest(F("changed_at"), Coalesce("cohort__finished_at", "changed_at"))
    )
