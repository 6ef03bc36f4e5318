# SPDX-License-Identifier: AGPL-3.0-or-later
"""Beginning to look as somebody else, and stopping."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import RoleKind
from thousandfold.base.forms import LookForm
from thousandfold.base.hooks import names_of_subjects
from thousandfold.base.models import Account
from thousandfold.base.permissions import SIGNED_IN, Permission
from thousandfold.base.queries import to_look_as
from thousandfold.base.signing_in.looking import WORD, going_on
from thousandfold.base.usecases.viewing import begin_viewing, end_viewing
from thousandfold.base.views.forms import FormPage
from thousandfold.base.views.pages import Page
from thousandfold.base.views.permissions import called


class Look(FormPage):
    """Choose whose eyes to borrow, and say why."""

    permission = Permission.HOST_LOOK_AS
    asks_again = True
    form_class = LookForm
    template_name = "base/look.html"
    title = _("See pages as somebody else")
    lead = _("To help somebody who asks “where is it?”, or to check what a role can see.")
    action = _("Look for a quarter of an hour")
    section = "host"

    def form_arguments(self) -> dict[str, Any]:
        """Roles and people of this host."""
        return {"choices": self._choices()}

    def _choices(self) -> list[tuple[Any, list[tuple[str, Any]]]]:
        roles, people = to_look_as(self.viewer)
        subjects = {subject for _kind, subject in roles if subject}
        names = names_of_subjects(self.request, subjects) if subjects else {}
        as_role = [(f"{kind}:{key or ''}", _said(kind, names.get(key))) for kind, key in roles]
        return [
            (_("A role"), as_role),
            (_("A person"), [(f"person:{one.pk}", called(one)) for one in people]),
        ]

    def save(self, form: LookForm) -> str:
        """Begin, and go to Today as they see it."""
        kind, _colon, key = form.cleaned_data["eyes"].partition(":")
        person = kind == "person"
        viewing = begin_viewing(
            viewer=self.viewer,
            of=get_object_or_404(Account, pk=key) if person else None,
            kind=None if person else RoleKind(kind),
            subject=UUID(key) if key and not person else None,
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )
        self.request.session[WORD] = str(viewing.pk)
        return reverse("pages:today", args=[self.request.host.slug])  # type: ignore[attr-defined]


def _said(kind: str, name: str | None) -> str:
    """A role's name without its explanation, and what it is limited to."""
    role = str(RoleKind(kind).label).partition(":")[0]
    return f"{role}, {name}" if name else role


class StopLooking(Page):
    """Stop, and be oneself again."""

    permission = SIGNED_IN
    while_looking = True
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it and go back to one's own host page."""
        viewing = going_on(request)
        request.session.pop(WORD, None)
        if viewing is None:
            return HttpResponseRedirect(reverse("pages:first"))
        end_viewing(viewer=self.viewer, viewing=viewing, at=timezone.now())
        return HttpResponseRedirect(reverse("base:host", args=[viewing.host.slug]))
