# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held of people and coalitions."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thousandfold.base.held import FOR_GOOD, WITH_THE_THING
from thousandfold.base.keeping.holdings import INSIDE, Erased, Mention, hold
from thousandfold.base.keeping.subject import Subject, known_by
from thousandfold.people.models import (
    Adoption,
    Coalition,
    Membership,
    Organisation,
    Person,
    Principles,
    Spell,
)

THREE_YEARS = _("Three years after the last contact.")

hold(
    Person,
    _("Your entry"),
    _("So that your host knows who you are, how to reach you and what you need."),
    THREE_YEARS,
    same=("account",),
    withheld={"sort_name": INSIDE},
    erased=Erased.DELETED,
)
known_by("people.Person", emails=["email"], names=["name"])
hold(
    Spell,
    _("Your roles over time"),
    _("So that the coalition's balance can be seen at any date."),
    THREE_YEARS,
    whose=("person",),
    erased=Erased.DELETED,
)
hold(Organisation, _("Organisations"), _("Who works together here."), FOR_GOOD)
hold(Coalition, _("The coalition"), _("What it is for, and where."), FOR_GOOD)
hold(Membership, _("Memberships of organisations"), _("Who belongs to it, since when."), FOR_GOOD)
hold(Principles, _("Principles"), _("What members agreed on."), FOR_GOOD)


def _signed(subject: Subject) -> Q:
    question = Q(pk__in=[])
    for name in subject.names:
        question |= Q(signer__iexact=name)
    return question


hold(
    Adoption,
    _("Who adopted the principles"),
    _("Which organisation agreed, when, and who signed for it."),
    WITH_THE_THING,
    mentions=(Mention(_signed, {"signer": ""}),),
)
