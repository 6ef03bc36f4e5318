# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of recruiting is kept for how long: nominations, uploads, rows to fix."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from thousandfold.base.keeping.retention import keeps
from thousandfold.base.models import Message
from thousandfold.recruitment.choices import BatchKind, CallState, MemberState
from thousandfold.recruitment.models import Batch, Call, Decision, Member, Nomination, Upload
from thousandfold.recruitment.usecases.bulk import refresh_columns
from thousandfold.recruitment.usecases.imports import forget_problems


def _delete(rows: QuerySet[Upload]) -> None:
    rows.delete()


def _forget_nominations(rows: QuerySet[Nomination]) -> None:
    """Delete them with their marks, their history and the letters about them."""
    found = dict(rows.values_list("pk", "call"))
    Message.objects.filter(about="nomination", about_id__in=list(found)).delete()
    Nomination.objects.filter(pk__in=list(found)).delete()
    for call in Call.objects.filter(pk__in=set(found.values())):
        refresh_columns(call)


def _took_part() -> Exists:
    """Whether the person of a nomination has or had a place in the cohort of its call.

    A nomination that was made one with another goes with that one.
    """
    states = (MemberState.SEATED, MemberState.LEFT)
    own = Q(person=OuterRef("person")) | Q(person=OuterRef("merged_into__person"))
    return Exists(Member.objects.filter(own, cohort__call=OuterRef("call"), state__in=states))


@keeps("upload", began="uploaded_at", forget=_delete)
def _uploads() -> QuerySet[Upload]:
    return Upload.objects.all()


@keeps("problems", began="done_at", forget=forget_problems)
def _problems() -> QuerySet[Batch]:
    rows = Batch.objects.filter(kind=BatchKind.IMPORT)
    return rows.exclude(counts__has_key="problems_gone")


@keeps("not-chosen", began="call__cohort__decision__at", forget=_forget_nominations)
def _not_chosen() -> QuerySet[Nomination]:
    rows = Nomination.objects.filter(call__cohort__decision__isnull=False)
    return rows.exclude(_took_part())


@keeps("undecided", began="call__closes_on", forget=_forget_nominations, by_day=True)
def _undecided() -> QuerySet[Nomination]:
    return Nomination.objects.exclude(call__state=CallState.DECIDED)


@keeps("member", began="call__cohort__finished_at", forget=_forget_nominations)
def _of_members() -> QuerySet[Nomination]:
    rows = Nomination.objects.filter(call__cohort__finished_at__isnull=False)
    return rows.filter(_took_part())


def _forget_reasons(rows: QuerySet[Decision]) -> None:
    """The decision stays with who was chosen; why goes."""
    Decision.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(reason=None)


@keeps("decision", began="cohort__finished_at", forget=_forget_reasons)
def _decisions() -> QuerySet[Decision]:
    return Decision.objects.filter(cohort__finished_at__isnull=False, reason__isnull=False)
