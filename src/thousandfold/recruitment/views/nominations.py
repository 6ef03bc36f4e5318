# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nominations of a call: the list, one of them, a new one by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import CharField, F, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thousandfold.base.doorway.typed import whole
from thousandfold.base.keeping.retention import kept_until
from thousandfold.base.models import TrailEntry
from thousandfold.base.permissions import Permission, may
from thousandfold.base.rules import is_staff
from thousandfold.base.site import HERE
from thousandfold.base.views import EditPage, FormPage, ListPage, Page
from thousandfold.base.views.lists import Filter
from thousandfold.people.choices import Side
from thousandfold.recruitment.choices import NominationSource, NominationState
from thousandfold.recruitment.features import value_label
from thousandfold.recruitment.forms.nominate import StaffNominationForm
from thousandfold.recruitment.queries.marks import open_marks, own_mark
from thousandfold.recruitment.queries.nominations import (
    nominations_for,
    with_average,
    words_of,
)
from thousandfold.recruitment.usecases.bulk import ACTIONS, do_in_bulk
from thousandfold.recruitment.usecases.nominate import change_nomination, nominate_person
from thousandfold.recruitment.usecases.reading import open_stories
from thousandfold.recruitment.views.common import OfCall, OfNomination
from thousandfold.recruitment.views.public import initial_of, story_rows

_STATES = (NominationState.SENT, NominationState.CONFIRMED, NominationState.WITHDRAWN)


#: Columns that the list does not show; not reading them keeps a long page quick.
_NOT_LISTED = ("others", "languages", "nominator_name", "nominator_organisation", "nominator_email")


class NominationList(OfCall, ListPage):
    """Everybody put forward, with search, filters, sort, paging and actions on many."""

    permission = Permission.NOMINATION_SEE
    template_name = "recruitment/nominations.html"
    title = _("Nominations")
    lead = _("Everybody put forward for this cohort.")
    tab = "nominations"
    search_in = ("name", "organisation", "town", "role")
    sorts = {
        "name": ("sort_name", "id"),
        "organisation": ("organisation", "sort_name", "id"),
        "sector": ("sector", "sort_name", "id"),
        "town": ("town", "sort_name", "id"),
        "state": ("state", "sort_name", "id"),
        "average": (F("average").asc(nulls_first=True), "sort_name", "id"),
        "date": ("created_at", "id"),
    }
    default_sort = "name"

    def rows(self) -> Any:
        """Without the withdrawn, unless they are asked for."""
        rows = nominations_for(self.viewer, self.call).defer("story", *_NOT_LISTED)
        if not self.request.GET.get("state"):
            rows = rows.exclude(state=NominationState.WITHDRAWN)
        if heading := self._column():
            rows = rows.annotate(
                chosen_column=Value(self.request.GET["column"], CharField()),
                chosen_value=Cast(KeyTextTransform(heading, F("others")), CharField()),
            )
        return with_average(rows) if self.call.marks_opened_at else rows

    def _sorted(self, rows: Any) -> Any:
        word = self._sort_word()
        if word.lstrip("-") != "average":
            return super()._sorted(rows)
        if not self.call.marks_opened_at:
            return rows
        best = F("average").desc(nulls_last=True) if word == "-average" else F("average").asc()
        return rows.order_by(best, "sort_name", "id")

    def _column(self) -> str:
        word = self.request.GET.get("column", "")
        columns = list(self.call.columns)
        place = whole(word, len(columns))
        return columns[place] if place < len(columns) else ""

    def filters(self) -> list[Filter]:
        """By state, organisation, sector, side, and any imported column."""
        homes = [(one, one) for one in words_of(self.viewer, self.call, "organisation")]
        sectors = words_of(self.viewer, self.call, "sector")
        found = [
            Filter("state", _("State"), "state", [(one.value, one.label) for one in _STATES]),
            Filter("organisation", _("Organisation"), "organisation", homes),
            Filter(
                "sector", _("Sector"), "sector", [(s, value_label("sector", s)) for s in sectors]
            ),
            Filter("side", _("Inside or outside"), "side", Side.choices),
        ]
        columns = list(self.call.columns)
        if columns:
            options = [(str(place), heading) for place, heading in enumerate(columns)]
            found.append(Filter("column", _("Another column"), "chosen_column", options))
        if heading := self._column():
            values = [(one, one) for one in self.call.columns[heading]]
            found.append(Filter("value", heading, "chosen_value", values))
        return [one for one in found if one.options]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Views, and what can be done with many."""
        context = super().get_context_data(**kwargs)
        change = may(self.viewer, Permission.NOMINATION_CHANGE, self.call)
        for row in context["rows"]:
            row.sector_label = value_label("sector", row.sector)
            row.state_label = _ONE.get(row.state, row.state)
        return {
            **context,
            "change": change,
            "views": self._views(),
            "bulk": self._bulk() if change else None,
            "averages": self.call.marks_opened_at is not None,
        }

    def _views(self) -> list[dict[str, Any]]:
        state, here = self.request.GET.get("state", ""), self.url("nominations")
        named = [("", _("On the list"))] + [(one.value, _SHORT[one]) for one in _STATES]
        return [
            {
                "label": label,
                "url": f"{here}?state={word}" if word else here,
                "current": word == state,
            }
            for word, label in named
        ]

    def _bulk(self) -> dict[str, Any]:
        query = self.request.GET.urlencode()
        return {
            "url": self.url("bulk") + (f"?{query}" if query else ""),
            "actions": [{"value": key, "label": label} for key, label in BULK.items()],
        }


_SHORT = {
    NominationState.SENT: _("Waiting for their yes"),
    NominationState.CONFIRMED: _("Said yes"),
    NominationState.WITHDRAWN: _("Withdrawn"),
    NominationState.DRAFT: _("Draft"),
    NominationState.MERGED: _("Merged"),
}
#: The same of one person, where a language says it otherwise.
_ONE = {**_SHORT, NominationState.CONFIRMED: pgettext_lazy("one person", "Said yes")}
#: What can be done with many, in the words of the page.
BULK = {
    "confirm": _("note that they said yes"),
    "withdraw": _("take them off the list"),
    "restore": _("put them back on the list"),
    "csv": _("download them (CSV)"),
    "xlsx": _("download them (XLSX)"),
}


class NominationPage(OfNomination, Page):
    """One nomination: who, why, by whom, and where it stands."""

    permission = Permission.NOMINATION_SEE
    template_name = "recruitment/nomination.html"

    def get_title(self) -> str:
        """The person's name."""
        return self.thing.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Facts, sources, marks once open. The committee sees no addresses."""
        row = self.thing
        staff = is_staff(self.viewer)
        _opened, *merged = open_stories(
            viewer=self.viewer, nominations=[row, *row.merged.all()], at=timezone.now()
        )
        return super().get_context_data(
            row=row,
            lead=_ONE.get(row.state, ""),
            story=story_rows(row),
            staff=staff,
            sources=_sources(row, merged),
            mark=own_mark(self.viewer, row),
            marks=list(open_marks(self.viewer, row)),
            past=_past(row) if staff else [],
            kept=kept_until(row) if staff else None,
            live=row.state in (NominationState.SENT, NominationState.CONFIRMED),
            **kwargs,
        )


def _sources(row: Any, merged: list[Any]) -> list[dict[str, Any]]:
    """Everybody whose nomination this is, the merged ones with their words."""
    found = [{"row": row, "story": []}]
    found += [{"row": one, "story": story_rows(one)} for one in merged]
    labels = dict(NominationSource.choices)
    return [{**one, "by": labels[one["row"].source]} for one in found]


_VERBS = {
    "nominated": _("nominated"),
    "changed": _("changed by staff"),
    "changed_by_nominator": _("changed by the nominator"),
    "changed_by_nominee": _("changed by the nominee"),
    "confirmed_by_nominee": _("the nominee said yes"),
    "withdrawn_by_nominee": _("the nominee said no"),
    "withdrawn_by_nominator": _("withdrawn by the nominator"),
    "merged": _("made one with another nomination"),
    "told_apart": _("told apart from another nomination"),
}


def _past(row: Any) -> list[tuple[Any, Any]]:
    entries = TrailEntry.objects.filter(thing_id=row.pk).order_by("-at")[:20]
    return [(one.at, _VERBS[one.verb]) for one in entries if one.verb in _VERBS]


class NominationNew(OfCall, FormPage):
    """Add somebody by hand."""

    permission = Permission.NOMINATION_CHANGE
    template_name = "recruitment/nomination_form.html"
    form_class = StaffNominationForm
    title = _("Add somebody by hand")
    lead = _("For names that reach you by phone or on paper.")
    action = _("Add to the list")
    tab = "nominations"

    def save(self, form: StaffNominationForm) -> str:
        """Add them; a letter waits in the outbox if there is an address."""
        made = nominate_person(
            viewer=self.viewer,
            call=self.call,
            site=HERE,
            at=timezone.now(),
            **form.cleaned_data,
        )
        if made.email:
            words = say("%(name)s is on the list. A message to them waits in the outbox.")
        else:
            words = say(
                "%(name)s is on the list. There is no e-mail address, so ask them yourself."
            )
        messages.success(self.request, words % {"name": made.name})
        return self.url("nomination", made.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A way back."""
        return super().get_context_data(cancel_url=self.url("nominations"), **kwargs)


class NominationEdit(OfNomination, EditPage):
    """Correct a nomination."""

    permission = Permission.NOMINATION_CHANGE
    template_name = "recruitment/nomination_form.html"
    form_class = StaffNominationForm
    title = _("Correct a nomination")
    done = _("Saved.")
    fields = (
        "name",
        "email",
        "phone",
        "town",
        "organisation",
        "post",
        "role",
        "nominator_name",
        "nominator_organisation",
        "nominator_email",
    )

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        """Imported words for a sector stay as they are unless somebody chooses one."""
        form = super().get_form(data, files)
        sector = self.thing.sector
        known = dict(form.fields["sector"].choices)
        if sector and sector not in known:
            form.fields["sector"].choices = [*form.fields["sector"].choices, (sector, sector)]
        return form

    def get_initial(self) -> dict[str, Any]:
        """What stands now; whoever corrects it reads it."""
        open_stories(viewer=self.viewer, nominations=[self.thing], at=timezone.now())
        return initial_of(self.thing, (*self.fields, "sector"))

    def save(self, form: StaffNominationForm) -> str:
        """Save and show."""
        change_nomination(
            viewer=self.viewer,
            nomination=self.thing,
            based_on=self.based_on,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return self.url("nomination", self.thing.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A way back."""
        return super().get_context_data(cancel_url=self.url("nomination", self.thing.pk), **kwargs)


class NominationAct(OfNomination, Page):
    """One button on a nomination's page: they said yes, off the list, back on it."""

    permission = Permission.NOMINATION_CHANGE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it as a batch of one, so that it can be undone like any other."""
        action = request.POST.get("action", "")
        if action in ACTIONS:
            do_in_bulk(
                viewer=self.viewer,
                call=self.call,
                action=action,
                rows=[self.thing],
                at=timezone.now(),
            )
            messages.success(request, _SAID[action])
        return HttpResponseRedirect(self.after_refusal())

    def after_refusal(self) -> str:
        """The nomination's page."""
        return self.url("nomination", self.thing.pk)


_SAID = {
    "confirm": _("Noted: they said yes."),
    "withdraw": _("Taken off the list. You find them under Withdrawn."),
    "restore": _("Back on the list."),
}
