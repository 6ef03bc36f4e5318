# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may do what, in words; and why somebody may or may not."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.viewer import viewer_at
from thousandfold.base.forms import WhyForm
from thousandfold.base.models import Account
from thousandfold.base.permissions import Permission, may, whole_table, why
from thousandfold.base.queries import people_with_roles_for
from thousandfold.base.views.pages import Page
from thousandfold.base.wording import allowed_words

#: What the stages' tables are about, for headings.
STAGES = {
    "base": _("The host"),
    "people": _("Coalition and people"),
    "curriculum": _("Programmes"),
    "power": _("Governing bodies"),
    "recruitment": _("Calls and cohorts"),
    "training": _("Sessions"),
    "exercises": _("The room"),
    "campaigns": _("Platform"),
    "alumni": _("Alumni"),
}


class PermissionsPage(Page):
    """The whole table, and a question to it."""

    permission = Permission.HOST_SEE
    template_name = "base/permissions.html"
    title = _("Permissions")
    lead = _("Who may do what here. What no line allows, nobody may do.")
    section = "host"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The table by stage; the question only for who gives roles."""
        return super().get_context_data(stages=table_in_words(), **self._question(), **kwargs)

    def _question(self) -> dict[str, Any]:
        if not may(self.viewer, Permission.ROLE_GIVE):
            return {}
        people = people_with_roles_for(self.viewer)
        choices = [(str(one.pk), called(one)) for one in people]
        asked = self.request.GET if "account" in self.request.GET else None
        form = WhyForm(asked, accounts=choices)
        if asked is None or not form.is_valid():
            return {"form": form}
        return {"form": form, **self._answer(form, people)}

    def _answer(self, form: WhyForm, people: list[Account]) -> dict[str, Any]:
        chosen = UUID(form.cleaned_data["account"])
        person = next(one for one in people if one.pk == chosen)
        permission = Permission(form.cleaned_data["asked"])
        answer = why(viewer_at(person, self.request.host), permission)  # type: ignore[attr-defined]
        return {"answer": answer, "person": person, "asked": allowed_words(permission)}


def called(account: Account) -> str:
    """A person as administrators tell them apart: two may share a name."""
    return f"{account.name} ({account.email})" if account.name and account.email else str(account)


def table_in_words() -> list[tuple[Any, list[tuple[Any, str, list[Any]]]]]:
    """Stages in life-cycle order, each with (what, code, who may)."""
    rows = whole_table()
    found = {
        app: [
            (allowed_words(one), one.value, [each.sentence for each in alternatives])
            for _app, one, alternatives in group
        ]
        for app, group in groupby(rows, key=lambda row: row[0])
    }
    known = [app for app in STAGES if app in found]
    return [
        (STAGES.get(app, app), found[app]) for app in [*known, *sorted(set(found) - set(known))]
    ]
