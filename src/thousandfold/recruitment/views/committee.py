# SPDX-License-Identifier: AGPL-3.0-or-later
"""The committee: who sits on it, reading and scoring, opening the marks."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission, may
from thousandfold.base.site import HERE
from thousandfold.base.views import FormPage, Page
from thousandfold.base.views.pages import not_open
from thousandfold.people.choices import Sector
from thousandfold.recruitment.choices import MarkKind
from thousandfold.recruitment.forms.calls import InviteForm, MarkForm
from thousandfold.recruitment.models import Reviewer
from thousandfold.recruitment.queries.calls import LIVE, counts_of
from thousandfold.recruitment.queries.marks import (
    committee_for,
    own_mark,
    own_marks,
    progress_of,
    reviewer_for,
)
from thousandfold.recruitment.queries.nominations import nominations_for
from thousandfold.recruitment.usecases import committee
from thousandfold.recruitment.usecases.reading import open_stories
from thousandfold.recruitment.views.calls import CallAct
from thousandfold.recruitment.views.common import OfCall, OfNomination
from thousandfold.recruitment.views.public import story_rows


class CommitteePage(OfCall, FormPage):
    """Who reads and decides, how far each is, and which parts of the coalition they come from."""

    permission = Permission.CALL_SEE
    template_name = "recruitment/committee.html"
    form_class = InviteForm
    title = _("Committee")
    lead = _(
        "They read every nomination and score it. Nobody sees the others' scores before all are done."
    )
    action = _("Invite")
    tab = "committee"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Inviting is for who may change the call."""
        if not may(self.viewer, Permission.CALL_CHANGE, self.call):
            return not_open(request, Permission.CALL_CHANGE)
        return super().post(request, *args, **kwargs)

    def save(self, form: InviteForm) -> str:
        """Invite somebody."""
        reviewer = committee.invite_to_committee(
            viewer=self.viewer,
            call=self.call,
            site=HERE,
            at=timezone.now(),
            **form.cleaned_data,
        )
        words = say("%(name)s is on the committee. A message to them waits in the outbox.")
        messages.success(self.request, words % {"name": reviewer.account})
        return self.url("committee")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Members, progress, and who is missing at the table."""
        rows = list(committee_for(self.viewer, self.call))
        counts = counts_of(self.viewer, self.call)
        sectors = Counter(row.organisation.sector for row in rows if row.organisation)
        labels = dict(Sector.choices)
        wanted = ("government", "union", "community", "faith")
        return super().get_context_data(
            rows=rows,
            total=counts["sent"] + counts["confirmed"],
            locked=sum(1 for row in rows if row.locked_at),
            table=[(labels[key], count) for key, count in sectors.most_common()],
            missing=[labels[key] for key in wanted if not sectors[key]] if rows else [],
            change=may(self.viewer, Permission.CALL_CHANGE, self.call),
            **kwargs,
        )


class CommitteeAct(CallAct):
    """A button beside one member of the committee."""

    def _reviewer(self) -> Reviewer:
        return get_object_or_404(self.call.reviewers, pk=self.kwargs["pk"])

    def after_refusal(self) -> str:
        """The committee's page."""
        return self.url("committee")


class CommitteeLeave(CommitteeAct):
    """Take somebody off."""

    def act(self) -> Any:
        """Take them off."""
        committee.leave_committee(viewer=self.viewer, reviewer=self._reviewer(), at=timezone.now())
        return _("Taken off the committee. Their marks stay.")


class CommitteeUnlock(CommitteeAct):
    """Let somebody change their marks again."""

    def act(self) -> Any:
        """Unlock them."""
        committee.unlock_marks(viewer=self.viewer, reviewer=self._reviewer(), at=timezone.now())
        return _("They can change their marks again.")


class MarksOpen(CommitteeAct):
    """Open the marks before everybody has locked."""

    def act(self) -> Any:
        """Open them."""
        committee.open_marks(viewer=self.viewer, call=self.call, at=timezone.now())
        return _("The marks are open: staff and committee see averages, nobody changes a mark now.")


class ReviewPage(OfCall, Page):
    """A reviewer's own list: what is marked, what is not, and locking."""

    permission = Permission.NOMINATION_SCORE
    template_name = "recruitment/review.html"
    title = _("Read and score")
    lead = _("One person at a time. Your scores and notes are yours until everybody is done.")
    tab = "review"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Own progress and own marks."""
        reviewer = reviewer_for(self.viewer, self.call)
        if reviewer is None:
            raise Http404
        marks = own_marks(self.viewer, self.call)
        rows = list(nominations_for(self.viewer, self.call).filter(state__in=LIVE))
        for row in rows:
            row.mark = marks.get(str(row.pk))
        return super().get_context_data(
            reviewer=reviewer,
            progress=progress_of(reviewer),
            rows=rows,
            closed=bool(reviewer.locked_at or self.call.marks_opened_at),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lock one's marks."""
        committee.lock_marks(viewer=self.viewer, call=self.call, at=timezone.now())
        messages.success(
            request, _("Your marks are locked. You see everybody's once all are done.")
        )
        return HttpResponseRedirect(self.after_refusal())


class ScorePage(OfNomination, FormPage):
    """One nominee to read and score; saving leads to the next."""

    permission = Permission.NOMINATION_SCORE
    template_name = "recruitment/score.html"
    form_class = MarkForm
    tab = "review"

    def get_title(self) -> str:
        """The person's name."""
        return self.thing.name

    def get_initial(self) -> dict[str, Any]:
        """One's own mark as it stands."""
        mark = own_mark(self.viewer, self.thing)
        return {"points": mark.points, "note": mark.note} if mark else {}

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        """A score is needed only for scoring."""
        form = super().get_form(data, files)
        form.keeps_focus_away = not form.is_bound
        form.fields["points"].required = self._kind() == MarkKind.SCORED
        return form

    def _kind(self) -> MarkKind:
        word = self.request.POST.get("kind", MarkKind.SCORED)
        return MarkKind(word) if word in MarkKind.values else MarkKind.SCORED

    def save(self, form: MarkForm) -> str:
        """Keep the mark and go to the next without one."""
        committee.mark_nominee(
            viewer=self.viewer,
            nomination=self.thing,
            kind=self._kind(),
            at=timezone.now(),
            **form.cleaned_data,
        )
        reviewer = reviewer_for(self.viewer, self.call)
        nearest = reviewer and progress_of(reviewer, self.thing).next
        if nearest and nearest.pk != self.thing.pk:
            messages.success(self.request, _("Kept. Here is the next."))
            return self.url("score", nearest.pk)
        messages.success(self.request, _("Kept. You have read everybody."))
        return self.url("review")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is known, own progress, and the way past."""
        reviewer = reviewer_for(self.viewer, self.call)
        if reviewer is None:
            raise Http404
        progress = progress_of(reviewer, self.thing)
        open_stories(viewer=self.viewer, nominations=[self.thing], at=timezone.now())
        return super().get_context_data(
            row=self.thing,
            story=story_rows(self.thing),
            sources=[one for one in (self.thing, *self.thing.merged.all()) if one.nominator_name],
            progress=progress,
            mark=own_mark(self.viewer, self.thing),
            closed=bool(reviewer.locked_at or self.call.marks_opened_at),
            skip=self.url("score", progress.next.pk) if progress.next else self.url("review"),
            draft=f"score:{reviewer.pk}:{self.thing.pk}",
            **kwargs,
        )
