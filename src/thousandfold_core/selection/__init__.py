# SPDX-License-Identifier: Apache-2.0
"""Choosing a cohort: the best group that meets the balance, with reasons.

``pool`` people, ``rules`` what is asked, ``compose`` the best group,
``explain`` why each person is in or out, ``alternatives`` others nearly as
good, ``repair`` the smallest change when the rules cannot be met, ``replace``
drop-outs. ``check`` reads the rules anew and trusts none of the others.
"""

from .alternatives import Alternative, alternatives
from .check import Violation, check
from .clauses import Clause
from .cohort import Cohort, RulesContradict
from .compose import compose
from .explain import Explainer, Reason, explain, why
from .facts import plain_facts
from .pool import Person, Pool
from .repair import Change, Repair, repairs
from .replace import Alternates, Replacement, alternates, replace_missing
from .rules import Apart, AtMostPerOrganisation, Must, MustNot, Rule, Size, Target, Together
from .sentences import CATALOGUE, Sentence
from .table import read_pool

__all__ = [
    "CATALOGUE",
    "Alternates",
    "Alternative",
    "Apart",
    "AtMostPerOrganisation",
    "Change",
    "Clause",
    "Cohort",
    "Explainer",
    "Must",
    "MustNot",
    "Person",
    "Pool",
    "Reason",
    "Repair",
    "Replacement",
    "Rule",
    "RulesContradict",
    "Sentence",
    "Size",
    "Target",
    "Together",
    "Violation",
    "alternates",
    "alternatives",
    "check",
    "compose",
    "explain",
    "plain_facts",
    "read_pool",
    "repairs",
    "replace_missing",
    "why",
]
