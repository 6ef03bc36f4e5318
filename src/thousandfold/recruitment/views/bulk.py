# SPDX-License-Identifier: AGPL-3.0-or-later
"""One action on many nominations: first what it would do, then doing it, then undo."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.base import trail
from thousandfold.base.files.attachments import attachment
from thousandfold.base.permissions import Permission
from thousandfold.base.signing_in.proving import must_prove, to_prove
from thousandfold.base.views import Page
from thousandfold.recruitment.exports import export_rows
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.queries.nominations import (
    batches_for,
    nominations_for,
    with_average,
)
from thousandfold.recruitment.usecases.bulk import (
    ACTIONS,
    UNDO_DAYS,
    do_in_bulk,
    fitting,
    undo_batch,
)
from thousandfold.recruitment.usecases.refusals import NothingToDo
from thousandfold.recruitment.views.common import OfCall
from thousandfold.recruitment.views.nominations import BULK, NominationList
from thousandfold_core.sheets.writing import to_csv, to_xlsx

SHOWN = 12
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BulkPage(OfCall, Page):
    """What an action on the chosen rows would do; posting it again with "go" does it."""

    permission = Permission.NOMINATION_CHANGE
    template_name = "recruitment/bulk.html"
    title = _("One action on several people")
    lead = _("Nothing has been done yet. Look at the numbers, then go on.")
    tab = "nominations"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without a choice there is nothing to look at."""
        return HttpResponseRedirect(self.after_refusal())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show, download, or do. Who takes a list along proves that it is them."""
        action = request.POST.get("action", "")
        if action not in BULK:
            return HttpResponseRedirect(self.after_refusal())
        if action not in ACTIONS and must_prove(request):
            return to_prove(request)
        rows = self._rows()
        if not rows:
            raise NothingToDo
        if "go" not in request.POST:
            return self._preview(action, rows)
        if action in ACTIONS:
            return self._do(action, rows)
        trail.record(self.viewer, "exported", self.call, timezone.now(), rows=len(rows))
        return download(export_rows(self.call, rows), action, self.call.title)

    def after_refusal(self) -> str:
        """The list, with its filters."""
        query = self.request.GET.urlencode()
        return self.url("nominations") + (f"?{query}" if query else "")

    def _everything(self) -> Any:
        """All rows that the list's filters leave."""
        page = NominationList()
        page.setup(self.request, **self.kwargs)
        rows, _filters = page._filtered(page._searched(page.rows()))
        return page._sorted(rows).defer(None).defer("story")

    def _rows(self) -> list[Nomination]:
        if "everything" in self.request.POST:
            return list(self._everything())
        ids = [one for one in self.request.POST.getlist("row") if _is_id(one)]
        rows = nominations_for(self.viewer, self.call).filter(pk__in=ids)
        return list(with_average(rows) if self.call.marks_opened_at else rows)

    def _preview(self, action: str, rows: list[Nomination]) -> HttpResponse:
        touched = fitting(action, rows) if action in ACTIONS else rows
        everything = "everything" in self.request.POST
        total = len(rows) if everything else self._everything().count()
        context = self.get_context_data(
            action_word=action,
            action_label=BULK[action],
            rows=rows,
            touched=len(touched),
            left=len(rows) - len(touched),
            shown=touched[:SHOWN],
            more=max(0, len(touched) - SHOWN),
            everything=everything,
            total=total if total > len(rows) else 0,
            downloads=action not in ACTIONS,
            back=self.after_refusal(),
        )
        return self.render_to_response(context)

    def _do(self, action: str, rows: list[Nomination]) -> HttpResponse:
        batch = do_in_bulk(
            viewer=self.viewer, call=self.call, action=action, rows=rows, at=timezone.now()
        )
        return HttpResponseRedirect(self.url("batch", batch.pk))


class BatchList(OfCall, Page):
    """What was done to many at once, each with its undo."""

    permission = Permission.NOMINATION_CHANGE
    template_name = "recruitment/batches.html"
    title = _("What was done to many at once")
    lead = _("Imports, actions on several people, and merges. Each can be undone for 30 days.")
    tab = "nominations"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Batches, newest first."""
        return super().get_context_data(batches=batches_for(self.viewer, self.call)[:100], **kwargs)


class BatchPage(OfCall, Page):
    """What one batch did, with its undo and its file of rows to fix."""

    permission = Permission.NOMINATION_CHANGE
    template_name = "recruitment/batch.html"
    tab = "nominations"

    def find(self) -> Any:
        """The batch that the address names."""
        rows = batches_for(self.viewer, self.call)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_title(self) -> Any:
        """What was done."""
        return self.thing.get_kind_display()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Counts in words."""
        batch = self.thing
        return super().get_context_data(
            batch=batch,
            lines=batch_lines(batch),
            problems=bool(batch.problems) and max(0, len(batch.problems) - 1),
            until=batch.done_at + timedelta(days=UNDO_DAYS),
            **kwargs,
        )


def batch_lines(batch: Any) -> list[str]:
    """What a batch did, in words."""
    counts = batch.counts
    if batch.kind == "import":
        return import_lines(counts)
    done = counts.get("done", 0)
    if batch.kind == "merge":
        return [say("Two nominations now stand as one.")]
    text = ngettext("%(n)s person: %(what)s.", "%(n)s people: %(what)s.", done)
    found = [text % {"n": done, "what": BULK.get(batch.action, batch.action)}]
    if counts.get("left"):
        text = ngettext(
            "%(n)s was left as it was: the action did not fit.",
            "%(n)s were left as they were: the action did not fit.",
            counts["left"],
        )
        found.append(text % {"n": counts["left"]})
    return found


def import_lines(counts: dict[str, int]) -> list[str]:
    """What an import does or did, in words; only what there is."""
    texts = {
        "created": ngettext(
            "%(n)s person new on the list", "%(n)s people new on the list", counts.get("created", 0)
        ),
        "updated": ngettext(
            "%(n)s person with something new",
            "%(n)s people with something new",
            counts.get("updated", 0),
        ),
        "same": ngettext("%(n)s person unchanged", "%(n)s people unchanged", counts.get("same", 0)),
        "skipped": ngettext("%(n)s row left out", "%(n)s rows left out", counts.get("skipped", 0)),
        "duplicate_suspect": ngettext(
            "%(n)s row looks like somebody here and waits for you",
            "%(n)s rows look like somebody here and wait for you",
            counts.get("duplicate_suspect", 0),
        ),
    }
    return [text % {"n": f"{counts[key]:,}"} for key, text in texts.items() if counts.get(key)]


class BatchUndo(BatchPage):
    """Undo a batch."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Undo it and say what stayed."""
        done = undo_batch(viewer=self.viewer, batch=self.thing, at=timezone.now())
        text = ngettext("Undone for %(n)s person.", "Undone for %(n)s people.", done.back)
        messages.success(request, text % {"n": f"{done.back:,}"})
        if done.kept:
            text = ngettext(
                "%(n)s was left as it is now, because somebody has worked on it since.",
                "%(n)s were left as they are now, because somebody has worked on them since.",
                done.kept,
            )
            messages.warning(request, text % {"n": f"{done.kept:,}"})
        return HttpResponseRedirect(self.after_refusal())

    def after_refusal(self) -> str:
        """The batch's page."""
        return self.url("batch", self.thing.pk)


class BatchProblems(BatchPage):
    """The rows to fix, as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Download it."""
        return download(self.thing.problems or [[]], "csv", say("rows to fix"))


def download(rows: list[list[Any]], kind: str, name: str) -> HttpResponse:
    """Rows as a file; no cell of it is ever a formula."""
    data = to_csv(rows) if kind == "csv" else to_xlsx(rows)
    known = {"csv": "text/csv; charset=utf-8", "xlsx": _XLSX}
    return attachment(data, known[kind], f"{name}.{kind}")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
