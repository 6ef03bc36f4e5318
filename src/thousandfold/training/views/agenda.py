# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing what fills a day: lengths, order, something more, something less."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.views import EditPage
from thousandfold.base.views.pages import Page
from thousandfold.curriculum import running
from thousandfold.curriculum.queries import programme_or_none
from thousandfold.training.agenda import end_of, timetable
from thousandfold.training.choices import SlotKind
from thousandfold.training.forms import LengthsForm, SlotForm
from thousandfold.training.usecases.agenda import add_slot, move_slot, remove_slot, stretch_slots
from thousandfold.training.usecases.refusals import NoSuchSlot
from thousandfold.training.views.days import day_title, undo_of
from thousandfold.training.views.of import OfDay


class AgendaPage(OfDay, Page):
    """The agenda of a day as one form. Any button also saves the lengths that were typed."""

    permission = Permission.SESSION_CHANGE
    template_name = "training/agenda.html"
    lead = _("Change a length or move a line: everything after it finds its new time.")

    def get_title(self) -> str:
        """Which day's agenda."""
        return say("Agenda of %(day)s") % {"day": day_title(self.thing, self.language)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each line with its times and its field."""
        day, slots = self.thing, list(self.thing.slots.all())
        form = kwargs.pop("form", None) or LengthsForm(slots=slots)
        lines = running.lines(
            timetable(day), programme_or_none(day.session.programme), self.language
        )
        rows = [
            {"slot": slot, "line": line, "field": form[form.name_of(slot)]}
            for slot, line in zip(slots, lines, strict=True)
        ]
        return super().get_context_data(
            form=form,
            rows=rows,
            ends=end_of(day),
            undo=undo_of(self),
            version=day.version,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save lengths, then do what the button says; both or neither."""
        form = LengthsForm(request.POST, slots=self.thing.slots.all())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        verb, _colon, slot = request.POST.get("do", "lengths").partition(":")
        with transaction.atomic():
            said = [self._stretch(form), self._change(verb, slot)]
        for one in filter(None, said):
            messages.success(request, one)
        if not any(said):
            messages.info(request, say("No length was changed."))
        return HttpResponseRedirect(request.path)

    def _stretch(self, form: LengthsForm) -> str:
        lengths = form.changed_lengths()
        if not lengths:
            return ""
        stretch_slots(minutes=lengths, **self._asked())
        self.after_first = True
        return say("The lengths are saved and the day is timed anew.")

    def _change(self, verb: str, slot: str) -> str:
        if verb == "off":
            remove_slot(slot=_uuid(slot), **self._asked())
            return say("The line is taken off. What follows moved up.")
        if verb in ("up", "down"):
            move_slot(slot=_uuid(slot), by=-1 if verb == "up" else 1, **self._asked())
            return say("The line is moved and the day is timed anew.")
        return ""

    def _asked(self) -> dict[str, Any]:
        """Who asks, for which day, seen at which version; fresh after a first change."""
        first = not getattr(self, "after_first", False)
        day = self.thing if first else self.find()
        based_on = self.based_on if first else day.version
        return {"viewer": self.viewer, "day": day, "based_on": based_on, "at": timezone.now()}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchSlot from None


class SlotAdd(OfDay, EditPage):
    """Put something more into a day."""

    permission = Permission.SESSION_CHANGE
    template_name = "base/form.html"
    form_class = SlotForm
    title = _("Add to the agenda")
    lead = _("A break, a meal, an activity of the programme, or something of your own.")
    action = _("Add it")
    done = _("It is on the agenda. What follows moved along.")

    def form_arguments(self) -> dict[str, Any]:
        """The lines of the day and the programme's activities."""
        package = programme_or_none(self.thing.session.programme)
        return {
            "slots": self.thing.slots.all(),
            "activities": package.activities.values() if package else (),
            "language": self.language,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back."""
        return super().get_context_data(cancel_url=self.to("agenda", self.thing.id), **kwargs)

    def save(self, form: SlotForm) -> str:
        """Add it."""
        typed = form.cleaned_data
        add_slot(
            viewer=self.viewer,
            day=self.thing,
            kind=SlotKind(typed["kind"]),
            minutes=typed["minutes"],
            after=UUID(typed["after"]) if typed["after"] else None,
            activity=typed["activity"],
            words=typed["words"],
            language=self.language,
            based_on=self.based_on,
            at=timezone.now(),
        )
        return self.to("agenda", self.thing.id)
