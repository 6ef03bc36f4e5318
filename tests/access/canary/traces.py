"""What a request leaves behind besides its answer: letters, mails, log lines, machine's notes."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging.config import DictConfigurator
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db.models.signals import post_save

from access.canary.planting import OURS, Canary, Planted, place_of, texts_of
from access.canary.shapes import is_of_the_machine
from access.canary.ties import Ties
from thousandfold.base.models import Message
from thousandfold.base.models.session import AccountSession
from thousandfold.base.secrets import SealedText

#: Letters may say who it is about and open their page; confidential words stay on the page.
IN_LETTERS = {"P0", "P1", "P2"}


class Traces:
    """Listens while somebody asks."""

    def __init__(self, planted: Planted, ties: Ties) -> None:
        self.planted, self.ties = planted, ties
        self.lines: list[str] = []
        self.saved: list[Any] = []

    @contextmanager
    def listening(self) -> Iterator[Traces]:
        """Hear every log line as the site writes it, and see every row that is saved."""
        handler = Hearing(self.lines)
        logging.root.addHandler(handler)
        post_save.connect(self._keep)
        try:
            yield self
        finally:
            post_save.disconnect(self._keep)
            logging.root.removeHandler(handler)

    def _keep(self, sender: Any, instance: Any, **_more: Any) -> None:
        self.saved.append(instance)

    def left(self, may: Callable[[Canary], bool] = lambda _canary: False) -> list[str]:
        """What the last request left where it may not; then nothing is remembered.

        ``may``: what who asked may see; their own session may say it back to them once.
        """
        found = [*self._lines(), *self._mails(), *self._cache()]
        for row in self.saved:
            if isinstance(row, Message):
                found += self._letter(row)
            elif isinstance(row, AccountSession):
                found += self._session(row, may)
            else:
                found += self._notes(row)
        self.saved.clear()
        self.lines.clear()
        mail.outbox.clear()
        return found

    def _lines(self) -> Iterator[str]:
        for canary in self.planted.found_in("\n".join(self.lines)):
            yield f"log: {canary}"

    def _cache(self) -> Iterator[str]:
        held = " ".join(f"{key} {value!r}" for key, value in getattr(cache, "_cache", {}).items())
        for canary in self.planted.found_in(held):
            yield f"cache: {canary}"

    def _mails(self) -> Iterator[str]:
        """Mails that were sent at once: sign-in codes, to the address alone."""
        for one in getattr(mail, "outbox", []):
            to = " ".join(one.to)
            mine = {canary.pk for canary in self.planted.found_in(to)}
            for canary in self.planted.found_in(f"{one.subject}\n{one.body}\n{one.extra_headers}"):
                if canary.kind > "P0" and not (canary.pk in mine and canary.kind in IN_LETTERS):
                    yield f"mail: {canary}"

    def _letter(self, row: Message) -> Iterator[str]:
        """Letters hold words about the one they go to, or their host's common ones."""
        to = [(one.pk, self.ties.of(one.row).person) for one in self.planted.found_in(row.to)]
        for canary in self.planted.found_in(f"{row.subject}\n{row.body}"):
            persons = self.ties.of(canary.row).person
            common = canary.kind in ("P0", "P1") and canary.host in (row.host_id, None)
            theirs = any(canary.pk == pk or persons & whose for pk, whose in to)
            own = canary.kind in IN_LETTERS and theirs
            was_there = canary.pk == row.pk
            if not (common or own or was_there):
                yield f"letter about {row.about}: {canary}"

    def _session(self, row: AccountSession, may: Callable[[Canary], bool]) -> Iterator[str]:
        """What the next page will say to the one whose session it is, and nothing sealed."""
        said = json.dumps(row.get_decoded(), default=str)
        for canary in self.planted.found_in(said):
            if canary.kind not in IN_LETTERS or not may(canary):
                yield f"session: {canary}"

    def _notes(self, row: Any) -> Iterator[str]:
        """What the machine notes for itself: the trail, sessions, queues, keys of forms."""
        for one in texts_of(type(row)):
            where = place_of(type(row), one.name)
            ours = row._meta.app_label in OURS
            if (ours and not is_of_the_machine(where)) or isinstance(one, SealedText):
                continue
            value = getattr(row, one.name)
            text = value if isinstance(value, str) else json.dumps(value, default=str)
            for canary in self.planted.found_in(text):
                yield f"{where}: {canary}"


class Hearing(logging.Handler):
    """Keeps lines as the site's own handler writes them."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines
        written = settings.LOGGING["formatters"][
            settings.LOGGING["handlers"]["console"]["formatter"]
        ]
        self.setFormatter(DictConfigurator({}).configure_formatter(dict(written)))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(self.format(record))
