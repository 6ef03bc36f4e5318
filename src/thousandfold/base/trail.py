# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the trail: one line for each act, with ids only; and the words it is read in."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from thousandfold.base import linking
from thousandfold.base.doorway import acting
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import TrailEnd, TrailEntry
from thousandfold_core import chain

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

    ``details`` may hold ids, numbers and state names; never words people wrote. The line is
    linked to the host's last one, whose row stays locked until the act's transaction ends.
    """
    acting.note_act()
    host: Any = getattr(thing, "host", None) or viewer.host
    entry = TrailEntry(
        host=host,
        at=at,
        actor=viewer.actor,
        verb=verb,
        thing=thing._meta.label_lower,
        thing_id=thing.pk,
        details=details,
    )
    with transaction.atomic(savepoint=False):
        end = _locked_end(host)
        _link(entry, end)
        entry.save(force_insert=True)
        TrailEnd.objects.filter(pk=end.pk).update(number=entry.number, link=entry.link)
    return entry


def _locked_end(host: Any) -> TrailEnd:
    rows = TrailEnd.objects.select_for_update()
    begin = chain.beginning(linking.key(), str(host.pk))
    return (
        rows.filter(host=host).first() or rows.get_or_create(host=host, defaults={"link": begin})[0]
    )


def _link(entry: TrailEntry, end: TrailEnd) -> None:
    key = linking.key()
    entry.number = end.number + 1
    entry.salt = secrets.token_hex(16)
    entry.mark = chain.mark_of(key, entry.salt, linking.details_of(entry))
    entry.link = chain.link_of(key, end.link, entry.number, linking.facts_of(entry), entry.mark)
