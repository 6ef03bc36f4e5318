# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held of recruiting: nominations, marks, imports, cohorts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thousandfold.base.held import FOR_GOOD, WITH_THE_THING
from thousandfold.base.keeping.holdings import (
    A_KEY,
    INSIDE,
    OTHER_PEOPLE,
    OTHERS_WORDS,
    Erased,
    Mention,
    elsewhere,
    hold,
)
from thousandfold.base.keeping.subject import Subject, known_by, rows_at
from thousandfold.base.models import Account
from thousandfold.people.held import THREE_YEARS
from thousandfold.recruitment import models as tables
from thousandfold.recruitment.choices import BatchKind
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.usecases.bulk import refresh_columns
from thousandfold.recruitment.usecases.imports import forget_problems

NOMINATIONS = _(
    "90 days after the decision for who was not chosen; a year after the cohort finished "
    "for its members."
)
SEVEN_DAYS = _("Seven days.")


def by_account(subject: Subject) -> Q:
    """Rows that the person's account made."""
    return Q(account__in=subject.ids(Account) | subject.lent)


BY_ACCOUNT = Mention(by_account, {"account": None})


def _of_name_and_address(subject: Subject) -> Q:
    """Nominations that no key leads to: same name and same address, or made one with theirs."""
    mine = subject.ids(Nomination)
    kept = Nomination._base_manager.filter(pk__in=mine).exclude(merged_into=None)
    question = Q(pk__in=list(kept.values_list("merged_into", flat=True)))
    for name in subject.names:
        for email in subject.emails:
            question |= Q(name__iexact=name, email__iexact=email)
    return question


def _nominated_by(subject: Subject) -> Q:
    question = Q(pk__in=[])
    for email in subject.emails:
        question |= Q(nominator_email__iexact=email)
    return question


NOMINATOR = ("nominator_name", "nominator_organisation", "nominator_email")

hold(
    Nomination,
    _("Your nomination"),
    _("So that a cohort can be chosen fairly, and you can say yes or no."),
    NOMINATIONS,
    same=("person",),
    whose=("merged_into",),
    also=_of_name_and_address,
    withheld={
        "sort_name": INSIDE,
        "nominator_key": A_KEY,
        "nominee_key": A_KEY,
        **dict.fromkeys(NOMINATOR, OTHER_PEOPLE),
    },
    erased=Erased.DELETED,
    mentions=(Mention(_nominated_by, dict.fromkeys(NOMINATOR, "")),),
)
known_by("recruitment.Nomination", emails=["email"], names=["name"])
hold(
    tables.Agreement,
    _("What you agreed to, field by field"),
    _("So that it can be seen to what you said yes, when, and in which words it was asked."),
    NOMINATIONS,
    whose=("nomination",),
    erased=Erased.DELETED,
)
hold(
    tables.Call,
    _("Calls"),
    _("What a cohort is sought for, and until when."),
    FOR_GOOD,
)


def _names(subject: Subject, words: Any) -> bool:
    return bool(words) and subject.is_in(str(words))


def _brought(subject: Subject) -> Q:
    """Spreadsheets that name the person anywhere."""
    return Q(pk__in=subject.once("uploads", lambda: _uploads(subject)))


def _uploads(subject: Subject) -> list[Any]:
    return [
        one.pk
        for one in rows_at_table(tables.Upload, subject)
        if _names(subject, [one.sheet, one.filename, one.choices, one.decisions])
    ]


def rows_at_table(model: Any, subject: Subject) -> Any:
    """Rows of a table that an erasure may look through."""
    from thousandfold.base.keeping.holdings import holding_of

    found = holding_of(model)
    return rows_at(found, subject.host) if found and (subject.emails or subject.names) else []


hold(
    tables.Upload,
    _("A spreadsheet that names you"),
    _("A list that was read in and is not imported yet."),
    SEVEN_DAYS,
    also=_brought,
    withheld=dict.fromkeys(("sheet", "filename", "choices", "decisions"), OTHER_PEOPLE)
    | {"account": OTHERS_WORDS},
    erased=Erased.DELETED,
    mentions=(BY_ACCOUNT,),
    held=False,
)
hold(
    tables.Batch,
    _("Imports"),
    _("What was imported or changed together, so that it can be taken back."),
    _("As long as the call; rows to fix seven days."),
    mentions=(BY_ACCOUNT,),
)
hold(
    tables.BatchChange,
    _("How your nomination was before an import"),
    _("So that an import can be taken back."),
    NOMINATIONS,
    whose=("nomination",),
    erased=Erased.DELETED,
)
hold(tables.Cohort, _("Cohorts"), _("Who learns together."), FOR_GOOD)
hold(
    tables.Member,
    _("Your place in a cohort"),
    _("So that you are expected, and can come in."),
    THREE_YEARS,
    same=("person", "account"),
    withheld={"card": A_KEY, "feed": A_KEY},
    erased=Erased.DELETED,
)
hold(
    tables.ToldApart,
    _("That two nominations are not about one person"),
    _("So that nobody is asked again."),
    NOMINATIONS,
    whose=("first", "second"),
    erased=Erased.DELETED,
)
hold(
    tables.Reviewer,
    _("Your seat on a committee"),
    _("So that you can read and score."),
    WITH_THE_THING,
    whose=("account",),
    erased=Erased.DELETED,
)
hold(
    tables.Mark,
    _("Marks"),
    _("So that a committee can choose together."),
    NOMINATIONS,
    whose=("nomination", "reviewer"),
    written_by={"note": "reviewer", "points": "reviewer"},
    withheld={"reviewer": OTHERS_WORDS},
    erased=Erased.DELETED,
)
hold(tables.Balance, _("The balance that was asked for"), _("Rules without names."), FOR_GOOD)
hold(
    tables.Composition,
    _("Proposals for a cohort"),
    _("How a proposal came about: ids and sums, no names."),
    FOR_GOOD,
    mentions=(BY_ACCOUNT,),
)
hold(
    tables.Decision,
    _("Who decided on a cohort"),
    _("What people decided, and why it departs from the proposal."),
    _("Who and what as long as the host is here; why a year after the cohort finished."),
    mentions=(BY_ACCOUNT,),
)


def _batches(subject: Subject) -> list[Any]:
    rows = rows_at_table(tables.Batch, subject)
    if not rows:
        return []
    open_ones = rows.filter(kind=BatchKind.IMPORT).exclude(counts__has_key="problems_gone")
    return [one for one in open_ones if _names(subject, [one.problems, one.filename])]


def _rows_to_fix(subject: Subject) -> list[str]:
    return [str(one.done_at.date()) for one in _batches(subject)]


@elsewhere(_("Rows to fix of an import that name you"), _rows_to_fix)
def _forget_rows_to_fix(subject: Subject) -> None:
    found = [one.pk for one in _batches(subject)]
    forget_problems(tables.Batch._base_manager.filter(pk__in=found))
    tables.Batch._base_manager.filter(pk__in=found).update(filename="")


def _columns(subject: Subject) -> list[str]:
    return []  # they are counted anew from what stays


@elsewhere(_("Lists of imported values"), _columns)
def _count_columns_anew(subject: Subject) -> None:
    calls = tables.Call._base_manager.exclude(columns={})
    for call in calls.filter(host=subject.host) if subject.host else calls:
        refresh_columns(call)
