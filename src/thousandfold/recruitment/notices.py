# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people are told before they give something: for each field what for, and who reads it.

A notice that changes gets a new number; what somebody agreed to stays with the old one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Notice:
    """Why some fields are asked for and who reads them, in one sentence."""

    fields: tuple[str, ...]
    sentence: Any

    @property
    def labels(self) -> list[Any]:
        """The fields as people read them."""
        return [LABELS[name] for name in self.fields]


#: The number of the words that stand now.
WORDING = 1
NOTICES: dict[int, tuple[Notice, ...]] = {
    1: (
        Notice(
            ("email", "phone"),
            _(
                "So that staff can reach you about this call. Staff read it; the committee does not."
            ),
        ),
        Notice(
            ("name", "town", "languages", "organisation", "sector", "post"),
            _("So that a cohort can be chosen that is balanced. Staff and the committee read it."),
        ),
        Notice(
            ("change", "communities", "why", "ready", "notes"),
            _("So that the committee can choose. Staff and the committee read it, nobody else."),
        ),
    )
}
LABELS: dict[str, Any] = {
    "name": _("Name"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "town": _("Town or district"),
    "languages": _("Languages"),
    "organisation": _("Organisation"),
    "sector": _("Kind of organisation"),
    "post": _("What they do now"),
    "change": _("What they want to change"),
    "communities": _("With which communities"),
    "why": _("Why this person"),
    "ready": _("Where it could lead"),
    "notes": _("Notes"),
}


def notices() -> tuple[Notice, ...]:
    """The notices that stand now."""
    return NOTICES[WORDING]


def sentence_of(field: str, wording: int = WORDING) -> Any:
    """What somebody was told about a field."""
    return next(one.sentence for one in NOTICES[wording] if field in one.fields)
