# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a nominee gave and agreed to, for their own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from thousandfold.recruitment.models import Agreement, Nomination
from thousandfold.recruitment.notices import LABELS, WORDING, sentence_of

#: Without it nobody can be considered; who wants it out takes themselves off the list.
STAYS = ("name",)


@dataclass(frozen=True)
class Given:
    """One field: what for and who reads it in the words that were agreed to, and the yes."""

    field: str
    label: Any
    sentence: Any
    agreed: Agreement | None
    may_go: bool

    @property
    def language(self) -> Any:
        """The language of the words that were agreed to, by its name."""
        code = self.agreed.language if self.agreed else ""
        return dict(settings.LANGUAGES).get(code, code)


def given_by(nomination: Nomination) -> list[Given]:
    """Every field that holds something, with the yes that stands, if one does. One query."""
    standing = {one.field: one for one in nomination.agreements.filter(ended_at=None)}
    return [_given(field, standing.get(field)) for field in filled(nomination)]


def _given(field: str, agreed: Agreement | None) -> Given:
    wording = agreed.wording if agreed else WORDING
    return Given(field, LABELS[field], sentence_of(field, wording), agreed, field not in STAYS)


def filled(nomination: Nomination) -> dict[str, Any]:
    """What is kept of a nominee, by field: words of theirs and words about them."""
    told = nomination.story or {}
    values = {name: told.get(name, getattr(nomination, name, "")) for name in LABELS}
    return {name: value for name, value in values.items() if value}
