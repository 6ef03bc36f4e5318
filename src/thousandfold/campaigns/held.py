# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held of platforms: common work, which stays when a person goes."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thousandfold.base.held import FOR_GOOD
from thousandfold.base.keeping.holdings import Mention, hold
from thousandfold.base.keeping.subject import Subject
from thousandfold.campaigns import staying
from thousandfold.campaigns.models import (
    Adoption,
    Approvals,
    Derivation,
    Plank,
    PlankVersion,
    Platform,
)

#: Importing it registers what a person is asked before an erasure.
STAYING = staying.BRANCH
COMMON = _("What the cohort wants together, as it was agreed.")


def _brought_by(subject: Subject) -> Q:
    question = Q(pk__in=[])
    for name in subject.names:
        question |= Q(owner__iexact=name)
    return question


hold(Platform, _("Platforms"), COMMON, FOR_GOOD)
hold(
    Plank,
    _("Planks"),
    COMMON,
    FOR_GOOD,
    mentions=(Mention(_brought_by, {"owner": ""}),),
)
hold(PlankVersion, _("Earlier wordings of planks"), COMMON, FOR_GOOD)
hold(
    Derivation,
    _("Where planks come from"),
    _("Which words a plank grew from, by keys that name nobody."),
    _("As long as the plank; the words themselves go with their author or their term."),
    no_clock="A key that names nobody; what it leads to goes by the clock of what was said. "
    "Words that stay are the cohort's: their author said so and no link to them is left.",
)
hold(
    Approvals,
    _("Approvals"),
    _("Counts and slips that nobody signed."),
    _("A year after the platform was adopted."),
)
hold(
    Adoption,
    _("Adoptions"),
    _("How many agreed, and how far."),
    FOR_GOOD,
    no_clock="Numbers of people, which the adopted platform carries; nobody is in them.",
)
