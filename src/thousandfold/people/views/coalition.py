# SPDX-License-Identifier: AGPL-3.0-or-later
"""The coalition: who is in, the balance at a date, what is missing, the principles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.views import EditPage, FormPage, Page
from thousandfold.people import queries
from thousandfold.people.forms import CoalitionForm, LeaveForm
from thousandfold.people.models import Membership
from thousandfold.people.presenting import shares
from thousandfold.people.usecases.coalitions import change_coalition
from thousandfold.people.usecases.organisations import leave_coalition
from thousandfold_core.coalitions.balance import balance

#: So many organisations and times in a role stand in the tables; all count in the balance.
MOST_NAMED = 50


class CoalitionPages(Page):
    """Pages about one coalition; the host's first one when none is named."""

    section = "people"

    def find(self) -> Any:
        """The coalition that the address names."""
        rows = queries.coalitions_for(self.viewer)
        if "coalition" in self.kwargs:
            return get_object_or_404(rows, pk=self.kwargs["coalition"])
        return rows.first()

    def address(self, name: str = "coalition", *more: Any) -> str:
        """An address below this host."""
        return reverse(f"people:{name}", args=[self.request.host.slug, *more])  # type: ignore[attr-defined]


class CoalitionPage(CoalitionPages):
    """Who is in, inside and outside, at any date."""

    permission = Permission.COALITION_SEE
    template_name = "people/coalition.html"
    lead = _("Who governs together here, inside and outside government, and who is still missing.")

    def get_title(self) -> Any:
        """The coalition's name."""
        return self.thing.name if self.thing else _("Your coalition")

    @property
    def day(self) -> date:
        """The date asked for, or today."""
        return parse_date(self.request.GET.get("on", "")) or timezone.localdate()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Members, spells and balance on that day."""
        if self.thing is None:
            return super().get_context_data(**kwargs)
        members = list(queries.members_on(self.viewer, self.thing, self.day))
        spells = queries.spells_on(self.viewer, self.thing, self.day)
        # Everybody counts in the balance; the table names the newest.
        newest = list(spells[: MOST_NAMED + 1])
        found = balance((m.organisation.sector for m in members), queries.heads(spells))
        return super().get_context_data(
            day=self.day,
            today=timezone.localdate(),
            members=members[:MOST_NAMED],
            in_all=len(members),
            spells=newest[:MOST_NAMED],
            are_more=len(newest) > MOST_NAMED,
            balance=shares(found),
            principles=queries.principles_on(self.viewer, self.thing, self.day),
            **kwargs,
        )


class CoalitionEdit(CoalitionPages, EditPage):
    """Change name, region and purpose."""

    permission = Permission.COALITION_CHANGE
    form_class = CoalitionForm
    fields = ("name", "region", "purpose")
    title = _("Change the coalition")
    lead = _("Its name, its region and what it is for.")
    done = _("The coalition was changed.")

    def save(self, form: CoalitionForm) -> str:
        """Save and go back."""
        change_coalition(
            viewer=self.viewer,
            coalition=self.thing,
            based_on=self.based_on,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return self.address()


class MembershipEnd(FormPage):
    """A member leaves."""

    permission = Permission.COALITION_CHANGE
    form_class = LeaveForm
    lead = _("Its past in the coalition stays; from the day after it no longer counts.")
    action = _("End the membership")
    done = _("The membership was ended.")
    section = "people"

    def find(self) -> Membership:
        """The membership that the address names."""
        return get_object_or_404(
            Membership.objects.select_related("organisation"), pk=self.kwargs["pk"]
        )

    def get_title(self) -> str:
        """Whose membership it is."""
        return say("End the membership of %(name)s") % {"name": self.thing.organisation.name}

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"until": timezone.localdate()}

    def save(self, form: LeaveForm) -> str:
        """End it and go back."""
        leave_coalition(
            viewer=self.viewer,
            membership=self.thing,
            until=form.cleaned_data["until"],
            at=timezone.now(),
        )
        return reverse("people:coalition", args=[self.request.host.slug])  # type: ignore[attr-defined]
