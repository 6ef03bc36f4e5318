# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a lower stage reaches a higher one: it announces, after the commit.

A name is a past participle (``cohort_seated``). Listeners register in their
app's ``ready``; they get ids and load what they need.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import transaction

Listener = Callable[..., None]
_LISTENERS: dict[str, list[Listener]] = defaultdict(list)


def listen(name: str, listener: Listener) -> None:
    """Call ``listener`` with the announcement's details whenever it is made."""
    if listener not in _LISTENERS[name]:
        _LISTENERS[name].append(listener)


def announce(name: str, **details: Any) -> None:
    """Tell the listeners once the surrounding transaction is committed."""
    for listener in _LISTENERS[name]:
        transaction.on_commit(lambda to=listener: to(**details))
