# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people type about sessions and days: shapes only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.curriculum.queries import said
from thousandfold.curriculum.running import part_name
from thousandfold.training.choices import SlotKind
from thousandfold.training.models import Slot
from thousandfold_core.curricula.package import Activity, Package

MOST_MINUTES = 16 * 60


class DateBox(forms.DateInput):
    """A date as browsers take and show it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeBox(forms.TimeInput):
    """A time of day as browsers take and show it."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WhereFields(forms.Form):
    """Where people meet: in a place, online, or both."""

    place = forms.CharField(
        label=_("Place"),
        max_length=160,
        required=False,
        help_text=_("The name people know, for example Tamien Community Hall."),
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=300,
        required=False,
        help_text=_("With what helps people arrive: bus, parking, which door, a ramp."),
    )
    link = forms.URLField(
        label=_("Online link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_(
            "Only the people of this cohort, its facilitators and staff see where you meet."
        ),
    )


class PlanForm(WhereFields):
    """The first day of each session, and where the cohort meets."""

    take_present = forms.BooleanField(
        label=_("Plan with the text that is here now"), required=False
    )
    field_order = ("place", "address", "link", "take_present")

    def __init__(
        self, *args: Any, package: Package, language: str, changed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not changed:
            del self.fields["take_present"]
        self.first_days = []
        for number, session in enumerate(package.sessions, start=1):
            name = f"first_{number}"
            title = said(session.title, language, package.source)
            days = len(session.days)
            self.fields[name] = forms.DateField(
                label=_("%(number)s. %(title)s: first day") % {"number": number, "title": title},
                widget=DateBox(),
                help_text=_("%(days)s days in a row.") % {"days": days} if days > 1 else "",
            )
            self.first_days.append(name)
        self.order_fields([*self.first_days, *self.field_order])


class DayForm(WhereFields):
    """A day's date, times and place."""

    date = forms.DateField(label=_("Date"), widget=DateBox())
    starts = forms.TimeField(
        label=_("Starts at"),
        widget=TimeBox(),
        help_text=_("Everything on the agenda moves along."),
    )
    ends_by = forms.TimeField(
        label=_("Must be over by"),
        widget=TimeBox(),
        required=False,
        help_text=_("For example when the building closes. The agenda will not run past it."),
    )
    room = forms.CharField(label=_("Room"), max_length=80, required=False)
    notes = forms.CharField(
        label=_("Notes for everybody"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What people should know or bring. They see it in their calendar too."),
    )
    field_order = ("date", "starts", "ends_by", "place", "room", "address", "link", "notes")


class LengthsForm(forms.Form):
    """Minutes of each line of a day."""

    def __init__(self, *args: Any, slots: Iterable[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = list(slots)
        for slot in self.slots:
            self.fields[self.name_of(slot)] = forms.IntegerField(
                label=_("Minutes"),
                min_value=1,
                max_value=MOST_MINUTES,
                initial=slot.minutes,
            )

    @staticmethod
    def name_of(slot: Slot) -> str:
        """The field of a slot."""
        return f"minutes-{slot.id}"

    def changed_lengths(self) -> dict[Any, int]:
        """Slot id to minutes, where they differ from what stands."""
        typed = {slot: self.cleaned_data[self.name_of(slot)] for slot in self.slots}
        return {slot.id: value for slot, value in typed.items() if value != slot.minutes}


class SlotForm(forms.Form):
    """Something more on a day."""

    kind = forms.ChoiceField(label=_("What"), choices=SlotKind.choices, initial=SlotKind.BREAK)
    activity = forms.ChoiceField(
        label=_("Which activity"), required=False, help_text=_("Only for an activity.")
    )
    words = forms.CharField(
        label=_("What it is called"),
        max_length=120,
        required=False,
        help_text=_("Needed for something else; the others have a name already."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=MOST_MINUTES, initial=15
    )
    after = forms.ChoiceField(label=_("Comes after"), required=False)

    def __init__(
        self,
        *args: Any,
        slots: Iterable[Slot],
        activities: Iterable[Activity],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        first = [("", say("nothing: it comes first"))]
        lines = [(str(one.id), _label(one, language)) for one in slots]
        self.fields["after"].choices = first + lines  # type: ignore[attr-defined]
        rows = sorted(((one.id, one.title(language)) for one in activities), key=lambda r: r[1])
        self.fields["activity"].choices = [("", "–"), *rows]  # type: ignore[attr-defined]
        if lines:
            self.fields["after"].initial = lines[-1][0]


def _label(slot: Slot, language: str) -> str:
    title = said(slot.title, language) or str(SlotKind(slot.kind).label)
    return f"{title} ({part_name(slot.part)})" if slot.part else title
