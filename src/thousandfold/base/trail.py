# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the trail: one line for each act, with ids only; and the words it is read in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model

from thousandfold.base import acting
from thousandfold.base.models import TrailEntry
from thousandfold.base.viewer import Viewer

#: By kind of thing and verb: what was done, as a short sentence.
_WORDS: dict[tuple[str, str], Any] = {}


def add_acts(thing: str, words: dict[str, Any]) -> None:
    """Add an app's words: for a kind of thing (``"people.person"``), verb to a lazy text."""
    _WORDS.update({(thing, verb): text for verb, text in words.items()})


def act_words(thing: str, verb: str) -> Any:
    """What was done, in the language of the moment; the verb itself where nobody gave words."""
    return _WORDS.get((thing, verb), verb)


def worded_acts() -> frozenset[tuple[str, str]]:
    """Kinds of things and verbs that have words."""
    return frozenset(_WORDS)


def record(
    viewer: Viewer, verb: str, thing: Model, at: datetime, **details: str | int | bool | None
) -> TrailEntry:
    """Record that the viewer did ``verb`` to ``thing``; its words stand in the app's ``acts.py``.

    ``details`` may hold ids, numbers and state names; never words people wrote.
    """
    acting.note_act()
    host: Any = getattr(thing, "host", None) or viewer.host
    return TrailEntry.objects.create(
        host=host,
        at=at,
        actor=viewer.actor,
        verb=verb,
        thing=thing._meta.label_lower,
        thing_id=thing.pk,
        details=details,
    )
