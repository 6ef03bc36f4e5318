# SPDX-License-Identifier: AGPL-3.0-or-later
"""The import door: choose a file, say what its columns are, look, import."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.typed import whole
from thousandfold.base.permissions import Permission
from thousandfold.base.refusals import wording
from thousandfold.base.views import FormPage, Page
from thousandfold.recruitment.features import value_label
from thousandfold.recruitment.forms.imports import UploadForm
from thousandfold.recruitment.importing import fields, mapping_of, settle
from thousandfold.recruitment.models import Batch, Upload
from thousandfold.recruitment.speaking import note_text, suspect_text
from thousandfold.recruitment.usecases import imports
from thousandfold.recruitment.views.bulk import batch_lines, download, import_lines
from thousandfold.recruitment.views.common import OfCall
from thousandfold_core.errors import Refusal
from thousandfold_core.sheets.limits import MAX_BYTES
from thousandfold_core.sheets.outcomes import STATUSES, Change, PlannedRow
from thousandfold_core.sheets.reading import Sheet

#: Rows from which looking takes long enough to say so first.
MANY = 2_000
SAMPLE = 5
PAGE = 50


class ImportList(OfCall, FormPage):
    """Choose a file; uploads that wait, and what was imported before."""

    permission = Permission.NOMINATION_IMPORT
    leaves = False
    template_name = "recruitment/imports.html"
    form_class = UploadForm
    title = _("Import a list")
    lead = _("Bring a spreadsheet as it is. You see what would happen before anything does.")
    action = _("Read the file")
    tab = "import"

    def save(self, form: UploadForm) -> str:
        """Read it and go on to its columns."""
        file = form.cleaned_data["file"]
        upload = imports.upload_sheet(
            viewer=self.viewer,
            call=self.call,
            data=file.read(MAX_BYTES + 1),  # more is refused; nobody reads the rest
            filename=file.name,
            at=timezone.now(),
        )
        return self.url("import-map", upload.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What waits, and what was done."""
        waiting = Upload.objects.filter(call=self.call).defer("sheet").select_related("account")
        batches = Batch.objects.filter(call=self.call, kind="import").defer("problems")
        past = [(one, batch_lines(one)) for one in batches[:10]]
        return super().get_context_data(waiting=waiting, past=past, **kwargs)


class OfUpload(OfCall):
    """Mixin of pages about an upload."""

    tab = "import"

    def find(self) -> Upload:
        """The upload that the address names."""
        rows = Upload.objects.select_related("call", "call__host")
        return get_object_or_404(rows, pk=self.kwargs["pk"], call=self.call)

    def after_refusal(self) -> str:
        """Where the files are."""
        return self.url("imports")


class MapPage(OfUpload, Page):
    """Which column is which, with a preview of the first rows."""

    permission = Permission.NOMINATION_IMPORT
    template_name = "recruitment/import_map.html"
    title = _("Which column is which")
    lead = _(
        "We made a guess for each column. Change what is wrong; below you see the first people."
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The mapper as it stands."""
        return self._show(self.thing.choices, self.thing.policy)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the preview anew, or keep the choices and go on."""
        sheet = imports.sheet_of(self.thing, timezone.now())
        choices = chosen(request, sheet)
        policy = request.POST.get("policy", "keep-existing")
        if "look" in request.POST:
            return self._show(choices, policy)
        try:
            imports.map_columns(
                viewer=self.viewer,
                upload=self.thing,
                choices=choices,
                policy=policy if policy in POLICIES else "keep-existing",
                at=timezone.now(),
            )
        except Refusal as refusal:
            return self._show(choices, policy, wording(refusal), status=422)
        return HttpResponseRedirect(self.url("import-look", self.thing.pk))

    def _show(
        self, choices: dict[str, str], policy: str, problem: str = "", status: int = 200
    ) -> HttpResponse:
        sheet = imports.sheet_of(self.thing, timezone.now())
        context = self.get_context_data(
            upload=self.thing,
            policy=policy,
            policies=POLICIES,
            notes=[note_text(one) for one in sheet.notes],
            **mapper(sheet, choices, problem),
        )
        return self.render_to_response(context, status=status)


POLICIES = {
    "keep-existing": _("Keep what is here; fill only what is blank"),
    "use-file": _("Take the file's word where it differs"),
}


class MapPreview(OfUpload, Page):
    """The piece of the mapper that changes while somebody chooses."""

    permission = Permission.NOMINATION_IMPORT
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The preview for these choices; nothing is kept."""
        sheet = imports.sheet_of(self.thing, timezone.now())
        return render(
            request, "recruitment/_import_preview.html", mapper(sheet, chosen(request, sheet))
        )


def chosen(request: HttpRequest, sheet: Sheet) -> dict[str, str]:
    """What was chosen for each column, by heading; columns are numbered in the form."""
    found = {}
    for place, header in enumerate(sheet.headers):
        choice = request.POST.get(f"column-{place}")
        if choice:
            found[header] = choice
    return found


def mapper(sheet: Sheet, choices: dict[str, str], problem: str = "") -> dict[str, Any]:
    """Columns with their use and samples, and the first people as they would become."""
    try:
        mapping = mapping_of(sheet, choices)
    except Refusal as refusal:
        problem = problem or wording(refusal)
        mapping = mapping_of(sheet, {})
    columns = []
    for place, column in enumerate(mapping.columns):
        use = f"field:{column.field}" if column.use == "field" else column.use
        columns.append(
            {
                "place": place,
                "header": column.header,
                "use": choices.get(column.header, use) if use != "never" else "never",
                "why": note_text(column.why),
                "sure": column.confidence,
                "samples": _samples(sheet, place) if use != "never" else [],
            }
        )
    return {
        "columns": columns,
        "problem": problem,
        "uses": [(f"field:{one.key}", one.label) for one in fields()],
        "people": [] if problem else _people(sheet, mapping),
        "never": [one for one in columns if one["use"] == "never"],
    }


def _samples(sheet: Sheet, place: int) -> list[str]:
    found: dict[str, None] = {}
    for row in sheet.rows[:200]:
        if row.cells[place]:
            found.setdefault(row.cells[place][:60])
        if len(found) == 3:
            break
    return list(found)


def _people(sheet: Sheet, mapping: Any) -> list[dict[str, Any]]:
    """The first rows as they would become: a name, and (label, value) for all that is kept."""
    few = Sheet(sheet.headers, sheet.rows[:SAMPLE], (), sheet.source_format)
    settled = settle(few, mapping)
    labels = {one.key: one.label for one in fields()}
    found = []
    for row in settled.sheet.rows:
        pairs = list(zip(settled.mapping.columns, row.cells, strict=True))
        name = next((cell for column, cell in pairs if column.field == "full_name"), "")
        said = [
            (labels.get(column.field or "", column.header), value_label(column.field or "", cell))
            for column, cell in pairs
            if cell and column.field != "full_name"
        ]
        found.append({"name": name, "said": said})
    return found


class LookPage(OfUpload, Page):
    """The dry run: what would happen to each row, and why."""

    permission = Permission.NOMINATION_IMPORT
    template_name = "recruitment/import_look.html"
    title = _("Look before you import")
    lead = _("Nothing has been written yet. This is what the import would do.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The dry run; for a long list first a page that says that it takes a moment."""
        long = self.thing.row_count >= MANY and not imports.is_planned(self.thing)
        if long and "go" not in request.GET:
            return self._wait()
        return super().get(request, *args, **kwargs)

    def _wait(self) -> HttpResponse:
        query = self.request.GET.copy()
        query["go"] = "1"
        context = self.get_context_data_bare(again=f"?{query.urlencode()}")
        return render(self.request, "recruitment/import_wait.html", context)

    def get_context_data_bare(self, **kwargs: Any) -> dict[str, Any]:
        """The page without its plan."""
        return super().get_context_data(upload=self.thing, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep decisions about rows that look like somebody here."""
        decisions = {
            number: value
            for name, value in request.POST.items()
            if name.startswith("row-") and (number := whole(name.removeprefix("row-"))) is not None
        }
        if "all_new" in request.POST:
            found, _mapping, _settled = imports.planned(self.thing, timezone.now())
            waiting = [row for row in found.rows if row.status == "duplicate_suspect"]
            decisions = {row.numbers[0]: "new" for row in waiting}
        imports.decide_rows(
            viewer=self.viewer, upload=self.thing, decisions=decisions, at=timezone.now()
        )
        messages.success(request, _("Your decisions are kept. This is what would happen now."))
        return HttpResponseRedirect(request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Counts, notes, and a page of rows."""
        found, mapping, settled = imports.planned(self.thing, timezone.now())
        status = self.request.GET.get("status", "")
        rows = [row for row in found.rows if row.status == status] if status else found.rows
        page = Paginator(rows, PAGE).get_page(self.request.GET.get("page"))
        counts = found.counts
        problems = imports.errors_table(
            found, imports.sheet_of(self.thing, timezone.now()), mapping
        )
        return self.get_context_data_bare(
            counts=counts,
            lines=import_lines(counts),
            status=status if status in STATUSES else "",
            views=self._views(counts, status),
            page=page,
            rows=[_shown(row, self.thing.decisions) for row in page],
            notes=[note_text(one) for one in found.notes],
            cut=settled.cut,
            never=[(one.header, note_text(one.why)) for one in mapping.never],
            changed=[(_label(key), count) for key, count in found.field_counts.items()],
            problems=len(problems) - 1,
            seen=imports.fingerprint(self.call),
            ready=bool(counts["created"] or counts["updated"]),
            long=self.thing.row_count >= MANY,
            **kwargs,
        )

    def _views(self, counts: dict[str, int], status: str) -> list[dict[str, Any]]:
        rows = [("", _("All"), sum(counts.values()))]
        rows += [(key, STATUS_WORDS[key], counts[key]) for key in STATUSES if counts[key]]
        return [
            {
                "label": f"{label} ({count:,})",
                "url": f"?status={key}" if key else "?",
                "current": key == status,
            }
            for key, label, count in rows
        ]


STATUS_WORDS = {
    "created": _("new"),
    "updated": _("changed"),
    "same": _("unchanged"),
    "skipped": _("left out"),
    "duplicate_suspect": _("looks like somebody here"),
}


def _label(key: str) -> Any:
    labels = {one.key: one.label for one in fields()}
    return labels.get(key, key.removeprefix("column:"))


def _said(change: Change) -> tuple[Any, Any, Any]:
    """What a change is about, and both values as they are called on pages."""
    before, after = (value_label(change.field, one) for one in (change.before, change.after))
    return _label(change.field), before, after


def _shown(row: PlannedRow, decisions: dict[str, str]) -> dict[str, Any]:
    """One row of the dry run as the page shows it."""
    name = row.values.get("full_name") or row.values.get("email") or row.values.get("reference")
    options = [
        ("", _("decide later: leave out")),
        ("new", _("a new person")),
        ("skip", _("leave out")),
    ]
    for one in row.suspects:
        value = one.known_id or f"row:{one.row}"
        options.append((value, say("the same as %(name)s") % {"name": suspect_text(one)}))
    return {
        "number": row.numbers[0],
        "numbers": ", ".join(f"{one:,}" for one in row.numbers),
        "name": name or "–",
        "status": row.status,
        "status_word": STATUS_WORDS[row.status],
        "why": note_text(row.why),
        "warnings": [note_text(one) for one in row.warnings],
        "changes": [_said(change) for change in row.changes],
        "kept": [_said(change) for change in row.kept],
        "options": options if row.suspects else [],
        "decision": decisions.get(str(row.numbers[0]), ""),
    }


class ApplyImport(OfUpload, Page):
    """Import what the dry run showed."""

    permission = Permission.NOMINATION_IMPORT
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One batch; the next page says what happened and offers undo. A long list takes longer."""
        if self.thing.row_count >= MANY:
            return self._later()
        batch = imports.apply_upload(
            viewer=self.viewer,
            upload=self.thing,
            seen=request.POST.get("seen", ""),
            at=timezone.now(),
        )
        return HttpResponseRedirect(self.url("batch", batch.pk))

    def _later(self) -> HttpResponse:
        job = imports.apply_upload_later(
            viewer=self.viewer,
            upload=self.thing,
            seen=self.request.POST.get("seen", ""),
            came_from=self.after_refusal(),
            at=timezone.now(),
        )
        return HttpResponseRedirect(reverse("base:job", args=[self.call.host.slug, job.pk]))

    def after_refusal(self) -> str:
        """The dry run again."""
        return self.url("import-look", self.thing.pk)


class DiscardImport(OfUpload, Page):
    """Forget an upload."""

    permission = Permission.NOMINATION_IMPORT
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Forget it."""
        imports.discard_upload(viewer=self.viewer, upload=self.thing, at=timezone.now())
        messages.success(request, _("The file is forgotten. Nothing was imported."))
        return HttpResponseRedirect(self.url("imports"))


class ImportProblems(OfUpload, Page):
    """The rows to fix, before importing."""

    permission = Permission.NOMINATION_IMPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Download them."""
        at = timezone.now()
        found, mapping, _settled = imports.planned(self.thing, at)
        table = imports.errors_table(found, imports.sheet_of(self.thing, at), mapping)
        return download(table, "csv", say("rows to fix"))
