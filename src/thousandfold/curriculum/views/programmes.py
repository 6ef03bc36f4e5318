# SPDX-License-Identifier: AGPL-3.0-or-later
"""The programmes, and one programme."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.rules import is_administrator, is_staff
from thousandfold.base.views import Page
from thousandfold.curriculum import queries
from thousandfold.curriculum.passages import choices_of, language_name, passages
from thousandfold.curriculum.sayings import finding_text
from thousandfold_core.curricula.agenda import timetable
from thousandfold_core.curricula.package import Aim, Package

#: The three tenets, the yardstick of every programme (method row A1).
TENETS = {
    "values": _("Leading from values"),
    "collective": _("Leading together"),
    "power": _("Building power to govern"),
}


class ProgrammeOf(Page):
    """A page about a programme, or about something in it. ``?in=es`` chooses its language."""

    permission = Permission.PROGRAMME_SEE
    section = "train"

    def find(self) -> Package:
        """The programme that the address names."""
        package = queries.programme_or_none(self.kwargs["programme_slug"])
        if package is None:
            raise Http404
        return package

    @property
    def language(self) -> str:
        """The chosen language if the programme has it; else the reader's; else the source's."""
        package = self.thing
        mine = (get_language() or "en").split("-")[0]
        for each in (self.request.GET.get("in", ""), mine):
            if each in package.languages:
                return str(each)
        return str(package.source)

    def said(self, words: Any) -> str:
        """Words of the package in the chosen language."""
        return queries.said(words, self.language, self.thing.source)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The programme and its languages."""
        return super().get_context_data(
            package=self.thing,
            programme_title=self.said(self.thing.title),
            text_language=self.language,
            text_languages=choices_of(self.thing.languages, self.language),
            **kwargs,
        )


class ProgrammesPage(Page):
    """Every programme that is here."""

    permission = Permission.PROGRAMME_SEE
    template_name = "curriculum/programmes.html"
    title = _("Programmes")
    lead = _("What can be taught here: each programme with its sessions, notes and handouts.")
    section = "train"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One row a programme."""
        language = get_language() or "en"
        rows = [
            {
                "package": each,
                "title": queries.said(each.title, language, each.source),
                "sessions": len(each.sessions),
                "days": sum(len(session.days) for session in each.sessions),
                "activities": len(each.activities),
                "languages": [(code, language_name(code)) for code in each.languages],
            }
            for each in queries.programmes()
        ]
        return super().get_context_data(programmes=rows, **kwargs)


class ProgrammePage(ProgrammeOf):
    """One programme: aims by tenet, arc, sessions with times, and where it comes from."""

    template_name = "curriculum/programme.html"
    levels: ClassVar[dict[str, Any]] = {
        "error": _("Must be mended"),
        "warning": _("Look at this"),
        "note": _("Note"),
    }

    def get_title(self) -> str:
        """The programme's own title."""
        return self.said(self.thing.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Aims, words, sessions, and the linter's findings for who can act on them."""
        package, language = self.thing, self.language
        return super().get_context_data(
            tenets=self._aims(),
            passages=passages(package.programme.texts, package.source, language, 2),
            sessions=[self._session(each) for each in package.sessions],
            activities=sorted(
                ((one.id, one.title(language)) for one in package.activities.values()),
                key=lambda row: row[1].casefold(),
            ),
            findings=self._findings(),
            credits=[self._credit(each) for each in package.credits],
            **kwargs,
        )

    def _aims(self) -> list[tuple[Any, list[str]]]:
        by_tenet: dict[str, list[Aim]] = {}
        for aim in self.thing.programme.aims:
            by_tenet.setdefault(aim.tenet, []).append(aim)
        return [
            (TENETS.get(tenet, tenet), [self.said(aim.text) for aim in aims])
            for tenet, aims in by_tenet.items()
        ]

    def _session(self, session: Any) -> dict[str, Any]:
        days = []
        for day in session.days:
            slots = timetable(day)
            ends = slots[-1].ends if slots else day.starts
            days.append({"title": self.said(day.title), "starts": day.starts, "ends": ends})
        return {"id": session.id, "title": self.said(session.title), "days": days}

    def _findings(self) -> list[tuple[Any, Any, str]]:
        if not (is_staff(self.viewer) or is_administrator(self.viewer)):
            return []
        found = queries.findings_of(self.thing, timezone.localdate())
        return [(self.levels[one.level], one, finding_text(one)) for one in found]

    @staticmethod
    def _credit(credit: Any) -> str:
        if isinstance(credit, dict):
            return ", ".join(
                str(credit[key]) for key in ("name", "for", "licence") if key in credit
            )
        return str(credit)
