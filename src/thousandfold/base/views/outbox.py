# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outbox: reading, changing, sending and discarding messages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.base.choices import MessageState
from thousandfold.base.forms import MessageForm
from thousandfold.base.permissions import Permission
from thousandfold.base.queries import outbox_for
from thousandfold.base.usecases.messages import (
    UNSENT,
    MessageNotDraft,
    change_message,
    discard_message,
    send_message,
)
from thousandfold.base.views.forms import FormPage
from thousandfold.base.views.lists import Filter, ListPage
from thousandfold.base.views.pages import Page


def folder_of_messages() -> str:
    """Where messages go without a mail server; empty with one."""
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return ""
    return str(settings.EMAIL_FILE_PATH)


class Outbox(ListPage):
    """Every message, drafts first."""

    permission = Permission.OUTBOX_SEE
    template_name = "base/outbox.html"
    title = _("Outbox")
    lead = _("Every message is a draft until somebody sends it. Nothing leaves unseen.")
    section = "outbox"
    search_in = ("to", "subject")
    sorts = {"drafted": ("drafted_at", "id"), "to": ("to",), "state": ("state", "-drafted_at")}
    default_sort = "-drafted"

    def rows(self) -> Any:
        """All messages of the host."""
        return outbox_for(self.viewer).defer("body")

    def filters(self) -> list[Filter]:
        """By state."""
        return [Filter("state", _("State"), "state", MessageState.choices)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where messages go, and what can be done with many."""
        drafts = outbox_for(self.viewer).filter(state=MessageState.DRAFT).count()
        return super().get_context_data(
            folder=folder_of_messages(), drafts=drafts, unsent=UNSENT, **kwargs
        )


class MessagePage(Page):
    """One message, to the letter."""

    permission = Permission.OUTBOX_SEE
    template_name = "base/message.html"
    section = "outbox"

    def find(self) -> Any:
        """The message that the address names."""
        return get_object_or_404(outbox_for(self.viewer), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        """Its subject."""
        return self.thing.subject

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where it goes."""
        unsent = self.thing.state in UNSENT
        return super().get_context_data(folder=folder_of_messages(), unsent=unsent, **kwargs)


class MessageEdit(FormPage):
    """Change a draft's words."""

    permission = Permission.OUTBOX_SEND
    form_class = MessageForm
    template_name = "base/message_edit.html"
    title = _("Change a message")
    done = _("The message was changed. It is still a draft.")
    section = "outbox"
    find = MessagePage.find

    def get_initial(self) -> dict[str, Any]:
        """What stands."""
        return {"subject": self.thing.subject, "body": self.thing.words}

    def save(self, form: MessageForm) -> str:
        """Save against the words that the form was filled from."""
        was = tuple(
            _lines(self.request.POST.get(f"was_{name}", "")) for name in ("subject", "body")
        )
        change_message(
            viewer=self.viewer,
            message=self.thing,
            was=was,  # type: ignore[arg-type]
            subject=form.cleaned_data["subject"],
            body=_lines(form.cleaned_data["body"]),
            at=timezone.now(),
        )
        return reverse("base:message", args=[self.request.host.slug, self.thing.pk])  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The words that stand go along, so that a meanwhile change is seen."""
        self.thing.refresh_from_db()
        back = reverse("base:message", args=[self.request.host.slug, self.thing.pk])  # type: ignore[attr-defined]
        return super().get_context_data(cancel_url=back, **kwargs)


def _lines(text: str) -> str:
    """Browsers send lines with carriage returns; messages are kept without."""
    return text.replace("\r\n", "\n")


class OutboxAct(Page):
    """Send or discard one message or many: first it says how many, then it does it."""

    permission = Permission.OUTBOX_SEND
    template_name = "base/outbox_act.html"
    section = "outbox"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what it would do; with a yes, do it."""
        chosen = self._chosen()
        if not chosen:
            messages.error(request, say("Tick at least one message that is not sent yet."))
            return HttpResponseRedirect(self._outbox())
        if request.POST.get("yes") != "yes":
            return self.render_to_response(self.get_context_data(chosen=chosen))
        done = sum(self._act(one) for one in chosen)
        messages.success(request, self._said(done))
        return HttpResponseRedirect(self._outbox())

    @property
    def sends(self) -> bool:
        """True to send, False to discard."""
        return self.request.POST.get("action") != "discard"

    def get_title(self) -> str:
        """How many messages it touches."""
        number = len(self._chosen())
        if self.sends:
            text = ngettext("This sends %(n)d message", "This sends %(n)d messages", number)
        else:
            text = ngettext("This discards %(n)d message", "This discards %(n)d messages", number)
        return text % {"n": number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was asked for, and what it leaves alone."""
        left = len(self.request.POST.getlist("row")) - len(kwargs.get("chosen", ()))
        return super().get_context_data(
            sends=self.sends,
            left=max(0, left),
            folder=folder_of_messages(),
            cancel_url=self._outbox(),
            **kwargs,
        )

    def _chosen(self) -> list[Any]:
        rows = outbox_for(self.viewer).filter(state__in=UNSENT)
        if self.request.POST.get("all") == "drafts":
            return list(rows.filter(state=MessageState.DRAFT))
        return list(rows.filter(pk__in=_ids(self.request.POST.getlist("row"))))

    def _act(self, message: Any) -> bool:
        act = send_message if self.sends else discard_message
        try:
            saved = act(viewer=self.viewer, message=message, at=timezone.now())
        except MessageNotDraft:
            return False
        return saved.state != MessageState.FAILED

    def _said(self, done: int) -> str:
        if self.sends:
            text = ngettext("%(n)d message was sent.", "%(n)d messages were sent.", done)
        else:
            text = ngettext("%(n)d message was discarded.", "%(n)d messages were discarded.", done)
        return text % {"n": done}

    def _outbox(self) -> str:
        return reverse("base:outbox", args=[self.request.host.slug])  # type: ignore[attr-defined]


def _ids(typed: list[str]) -> list[Any]:
    """Ids that are ids; anything else in the post is left out."""
    from uuid import UUID

    found = []
    for text in typed:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
