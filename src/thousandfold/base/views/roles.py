# SPDX-License-Identifier: AGPL-3.0-or-later
"""Roles: who has which, giving one, ending one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import RoleKind
from thousandfold.base.forms import GiveRoleForm, NothingAsked
from thousandfold.base.hooks import names_of_subjects
from thousandfold.base.permissions import Permission
from thousandfold.base.queries import roles_for, with_second_factor
from thousandfold.base.rules import asks_second_factor
from thousandfold.base.signing_in.sessions import renew
from thousandfold.base.usecases.hosts import account_for
from thousandfold.base.usecases.roles import end_role, give_role
from thousandfold.base.usecases.second_factor import take_off_second_factor
from thousandfold.base.views.forms import FormPage
from thousandfold.base.views.lists import Filter, ListPage


class RoleList(ListPage):
    """Everybody with a role at this host."""

    permission = Permission.ROLE_GIVE
    template_name = "base/roles.html"
    title = _("Roles")
    lead = _("Who may do what here. A role ends when you end it, and its sign-ins end with it.")
    section = "host"
    search_in = ("account__name", "account__email")
    sorts = {
        "person": ("account__name", "account__email"),
        "role": ("kind", "account__name"),
        "since": ("since",),
    }
    default_sort = "person"

    def rows(self) -> Any:
        """Open roles."""
        return roles_for(self.viewer)

    def filters(self) -> list[Filter]:
        """By kind."""
        return [Filter("kind", _("Role"), "kind", RoleKind.choices)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Second factors and the names of calls and cohorts, looked up once."""
        context = super().get_context_data(**kwargs)
        rows = list(context["rows"])
        subjects = {one.subject for one in rows if one.subject}
        names = names_of_subjects(self.request, subjects) if subjects else {}
        behind = with_second_factor([one.account_id for one in rows])
        for one in rows:
            one.subject_name = names.get(one.subject)
            one.behind_second_factor = one.account_id in behind
            one.needs_second_factor = asks_second_factor(self.request.host, one.kind)  # type: ignore[attr-defined]
        return context | {"rows": rows}


class RoleGive(FormPage):
    """Give somebody a role by their e-mail address."""

    permission = Permission.ROLE_GIVE
    asks_again = True
    form_class = GiveRoleForm
    template_name = "base/role_give.html"
    title = _("Give a role")
    lead = _("The person signs in with this address and a code; there is no password to send.")
    action = _("Give the role")
    section = "host"

    def get_initial(self) -> dict[str, Any]:
        """Staff, as most are."""
        return {"kind": RoleKind.STAFF}

    def save(self, form: GiveRoleForm) -> str:
        """Give it and say what comes next."""
        given = form.cleaned_data
        with transaction.atomic():  # no account without its role
            account = account_for(given["email"], given["name"], self.request.host.language)  # type: ignore[attr-defined]
            role = give_role(
                viewer=self.viewer,
                account=account,
                kind=RoleKind(given["kind"]),
                subject=None,
                at=timezone.now(),
            )
        if account == self.viewer.account:
            renew(self.request)
        messages.success(self.request, _what_next(role))
        return reverse("base:roles", args=[self.request.host.slug])  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back."""
        back = reverse("base:roles", args=[self.request.host.slug])  # type: ignore[attr-defined]
        return super().get_context_data(cancel_url=back, **kwargs)


def _what_next(role: Any) -> str:
    if role.kind == RoleKind.ADMINISTRATOR:
        text = say(
            "%(who)s is an administrator now. They can act once they have set up a second factor."
        )
    else:
        text = say("%(who)s has the role now. Tell them to sign in with that address.")
    return text % {"who": role.account}


class RoleEnd(FormPage):
    """End a role, after saying what that does."""

    permission = Permission.ROLE_GIVE
    asks_again = True
    form_class = NothingAsked
    template_name = "base/role_end.html"
    title = _("End a role")
    action = _("End the role")
    section = "host"

    def find(self) -> Any:
        """The open role that the address names."""
        return get_object_or_404(roles_for(self.viewer), pk=self.kwargs["pk"])

    def save(self, form: NothingAsked) -> str:
        """End it; who ends their own last role lands outside."""
        role = end_role(viewer=self.viewer, role=self.thing, at=timezone.now())
        if role.account_id == self.viewer.account.id:
            return reverse("pages:first")
        messages.success(
            self.request, say("The role of %(who)s has ended.") % {"who": role.account}
        )
        return reverse("base:roles", args=[self.request.host.slug])  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back, and whether it is the reader's own role."""
        back = reverse("base:roles", args=[self.request.host.slug])  # type: ignore[attr-defined]
        own = self.thing.account_id == self.viewer.account.id
        return super().get_context_data(cancel_url=back, own=own, **kwargs)


class SecondFactorOff(FormPage):
    """Take somebody's second factor off, when their phone is lost."""

    permission = Permission.ROLE_GIVE
    asks_again = True
    form_class = NothingAsked
    template_name = "base/second_factor_off.html"
    title = _("Take a second factor off")
    action = _("Take it off")
    section = "host"
    find = RoleEnd.find

    def save(self, form: NothingAsked) -> str:
        """Take it off and say what comes next."""
        account = self.thing.account
        take_off_second_factor(viewer=self.viewer, account=account, at=timezone.now())
        text = say("Done. %(who)s signs in with a code by mail and sets up a new second factor.")
        messages.success(self.request, text % {"who": account})
        return reverse("base:roles", args=[self.request.host.slug])  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back."""
        back = reverse("base:roles", args=[self.request.host.slug])  # type: ignore[attr-defined]
        return super().get_context_data(cancel_url=back, **kwargs)
