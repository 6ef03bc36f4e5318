# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cohorts: the list, and one as a path through its phases."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base import hooks
from thousandfold.base.choices import RoleKind
from thousandfold.base.permissions import Permission, may
from thousandfold.base.signing_in.sessions import renew
from thousandfold.base.usecases.hosts import account_for
from thousandfold.base.usecases.roles import give_role
from thousandfold.base.views import FormPage, ListPage, Page
from thousandfold.base.views.lists import Filter
from thousandfold.pages import queries
from thousandfold.pages.cohort_doors import doors_of
from thousandfold.pages.forms import FacilitatorForm
from thousandfold.recruitment.choices import CohortState


class CohortList(ListPage):
    """Every cohort that the viewer may see."""

    permission = Permission.COHORT_SEE
    template_name = "pages/cohorts.html"
    title = _("Cohorts")
    lead = _("Each cohort is a path: from the call through its sessions to alumni.")
    section = "cohorts"
    search_in = ("title",)
    sorts = {"title": ("title",), "people": ("seated", "title"), "since": ("seated_at",)}
    default_sort = "-since"

    def rows(self) -> Any:
        """The cohorts."""
        return queries.cohorts_for(self.viewer, timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where each stands, in words."""
        context = super().get_context_data(**kwargs)
        return context | {"rows": queries.in_words(context["rows"])}

    def filters(self) -> list[Filter]:
        """By where they stand."""
        return [Filter("state", _("Where it stands"), "state", CohortState.choices)]


class CohortPage(Page):
    """One cohort: phases with what is owed, its people, the next session, the room."""

    permission = Permission.COHORT_SEE
    template_name = "pages/cohort.html"
    section = "cohorts"

    def find(self) -> Any:
        """The cohort that the address names."""
        cohort = queries.find_cohort(self.viewer, self.kwargs["pk"], timezone.now())
        if cohort is None:
            raise Http404
        return cohort

    def get_title(self) -> str:
        """Its title."""
        return self.thing.title

    @property
    def here(self) -> str:
        """The cohort's own address."""
        return reverse("pages:cohort", args=[self.request.host.slug, self.thing.pk])  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The path, and everything a step away."""
        scope = {"label": self.thing.title, "url": self.here}
        self.request.cohort_scope = scope  # type: ignore[attr-defined]
        phases = hooks.all_phases(self.request, self.thing)
        return super().get_context_data(
            phases=phases,
            now=next((one for one in phases if one.state == "now"), None),
            steps=_steps(phases),
            today=timezone.localdate(),
            owing=[one for one in phases if one.tasks],
            members=queries.members_for(self.viewer, self.thing),
            doors=doors_of(self.request, self.thing),
            gives_roles=may(self.viewer, Permission.ROLE_GIVE),
            **kwargs,
        )


def _steps(phases: list[hooks.PhaseState]) -> list[dict[str, Any]]:
    """The path stands at one place: what has begun further on keeps its note there."""
    at = next((number for number, one in enumerate(phases) if one.state == "now"), None)
    return [
        {
            "label": one.label,
            "state": "todo" if one.state == "now" and number != at else one.state,
            "count": one.note,
            "url": one.url,
        }
        for number, one in enumerate(phases)
    ]


class FacilitatorGive(FormPage):
    """Make somebody a facilitator of one cohort."""

    permission = Permission.ROLE_GIVE
    asks_again = True
    form_class = FacilitatorForm
    title = _("Make somebody a facilitator")
    lead = _("They lead this cohort in the room, take attendance and see its sessions.")
    action = _("Give the role")
    section = "cohorts"
    find = CohortPage.find
    here = CohortPage.here

    def save(self, form: FacilitatorForm) -> str:
        """Give the role for this cohort only."""
        given = form.cleaned_data
        with transaction.atomic():  # no account without its role
            account = account_for(given["email"], given["name"], self.request.host.language)  # type: ignore[attr-defined]
            give_role(
                viewer=self.viewer,
                account=account,
                kind=RoleKind.FACILITATOR,
                subject=self.thing.pk,
                at=timezone.now(),
            )
        if account == self.viewer.account:
            renew(self.request)
        text = say("%(who)s leads this cohort now. Tell them to sign in with that address.")
        messages.success(self.request, text % {"who": account})
        return self.here

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back, and the cohort in the scope."""
        scope = {"label": self.thing.title, "url": self.here}
        self.request.cohort_scope = scope  # type: ignore[attr-defined]
        return super().get_context_data(cancel_url=self.here, **kwargs)
