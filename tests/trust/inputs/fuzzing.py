"""Sending forms the way nobody should, and seeing whether the site keeps its feet."""

from __future__ import annotations

import logging
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from random import Random
from typing import Any
from unittest.mock import patch
from urllib.parse import quote, quote_plus, urljoin

from django.core.signals import got_request_exception
from django.template.response import SimpleTemplateResponse

from access.asking import LEADS
from trust.inputs import hostile
from trust.inputs.answering import Way, undone, with_own_cookies
from trust.inputs.forms_found import Field, Found

PLAIN = "application/x-www-form-urlencoded"
BOUNDARY = "a-line-between"
#: Fields that only guard a form; left as they are, or nothing behind them would be tried.
GUARDS = {"csrfmiddlewaretoken", "once"}
WORDS = ("Ana Ruiz", "A home that one can pay for", "Nguyễn Thị Hà", "2", "yes", "San José")
USUAL = {
    "email": ("ana@x.example", "bo@x.example"),
    "number": ("1", "2", "3", "10"),
    "date": ("2026-03-14", "2026-09-01"),
    "datetime-local": ("2026-03-14T09:00",),
    "time": ("09:00", "17:30"),
    "url": ("https://x.example/",),
    "tel": ("+1 408 555 0100",),
}


@dataclass
class Tally:
    """What came of many cases."""

    cases: int = 0
    went_well: int = 0
    broken: dict[str, str] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    looked_at: int = 0


class Fuzzer:
    """Sends forms with values of every sort; all is undone after each."""

    def __init__(self, forms: list[Found], seed: int) -> None:
        self.forms, self.chance, self.tally = forms, Random(seed), Tally()
        self._faults: list[str] = []

    def sends(self, cases: int) -> Tally:
        """So many cases, the forms in turn."""
        with self._hears_faults(), quiet():
            for number in range(cases):
                self._one(self.forms[number % len(self.forms)])
        return self.tally

    def asks(self, ways: list[Way], words: set[str], cases: int) -> Tally:
        """So many addresses, with words and arguments that nobody expects."""
        names = sorted(words)
        with self._hears_faults(), quiet(), bare():
            for number in range(cases):
                way = ways[number % len(ways)]
                picked = self.chance.sample(names, 3)
                chosen = [(name, hostile.short(self.chance)) for name in picked]
                path = self._spoilt(way) if self.chance.random() < 0.3 else way.path
                whole = f"{path}?{encoded(chosen).decode()}"
                form = Found(whole, way.looker)
                with undone():
                    self._counts(form, chosen, "", self._asks(form, "GET", whole))
        return self.tally

    def _spoilt(self, way: Way) -> str:
        """A path whose last part is something else."""
        end = hostile.short(self.chance).encode("utf-8", "surrogatepass")
        return f"{way.path.rstrip('/').rpartition('/')[0]}/{quote(end)}/"

    def _one(self, form: Found) -> None:
        chosen = list(self.values(form))
        kind, body = self._body(chosen)
        with undone():
            # Painting costs most: of ten answers one is painted, of twelve acts one is looked at.
            with nullcontext() if self.chance.random() < 0.1 else bare():
                reply = self._asks(form, "POST", form.action, body, kind)
            self._counts(form, chosen, kind, reply)
            if reply.status_code == 302 and self.chance.random() < 0.08:
                self.tally.looked_at += 1
                self._looks_again(form, reply.headers["Location"], chosen)

    def values(self, form: Found) -> Iterator[tuple[str, str]]:
        """What is sent: as a person would fill it in, with nothing, a few or all fields spoilt."""
        spoilt = self.chance.choice((0.0, 0.15, 0.15, 0.5, 1.0))
        pressed = [one for one in form.fields if one.kind == "submit"]
        for one in form.fields:
            if one.kind == "submit" and (one is not pressed[0] or self.chance.random() < 0.1):
                continue
            if one.name in GUARDS:
                yield one.name, one.value if one.name != "once" else str(self.chance.random())
            elif self.chance.random() < spoilt:
                yield from ((one.name, hostile.value(self.chance)) for _ in range(self._times()))
            elif one.kind != "checkbox" or self.chance.random() < 0.5:
                yield one.name, self._usual(one)

    def _times(self) -> int:
        """Usually once; sometimes a field is sent twice, or not at all."""
        return self.chance.choice((1, 1, 1, 1, 2, 0))

    def _usual(self, one: Field) -> str:
        if one.options:
            return self.chance.choice(one.options)
        if one.kind == "hidden" or (one.value and self.chance.random() < 0.5):
            return one.value
        return self.chance.choice(USUAL.get(one.kind, WORDS))

    def _body(self, chosen: list[tuple[str, str]]) -> tuple[str, bytes]:
        sort = self.chance.random()
        if sort < 0.86:
            return PLAIN, encoded(chosen)
        if sort < 0.93:
            return f"multipart/form-data; boundary={BOUNDARY}", multipart(chosen)
        if sort < 0.96:
            whole = multipart(chosen)
            return f"multipart/form-data; boundary={BOUNDARY}", whole[: len(whole) // 2]
        return self.chance.choice(ODD_KINDS), encoded(chosen)

    def _looks_again(self, form: Found, to: str, chosen: list[tuple[str, str]]) -> None:
        """The page it led to, and the one it came from, can still be shown."""
        for address in dict.fromkeys((urljoin(form.action, to), form.action)):
            if address.startswith("/"):
                reply = self._asks(form, "GET", address)
                if reply.status_code >= 500:
                    self._breaks(f"then GET {address}", chosen, reply)

    def _asks(self, form: Found, method: str, path: str, body: bytes = b"", kind: str = "") -> Any:
        client = with_own_cookies(form.looker)
        more = {"content_type": kind} if kind else {}
        return client.generic(method, path, body, secure=True, **more)

    def _counts(self, form: Found, chosen: Any, kind: str, reply: Any) -> None:
        self.tally.cases += 1
        self.tally.statuses[reply.status_code] += 1
        lead = reply.headers.get("Location", "").partition("?")[0]
        self.tally.went_well += reply.status_code < 400 and lead not in LEADS
        if reply.status_code >= 500 or self._faults:
            self._breaks(f"{form.action[:90]} ({kind[:40]})", chosen, reply)

    def _breaks(self, said: str, chosen: Any, reply: Any) -> None:
        short = [(name, one[:40]) for name, one in chosen if name not in GUARDS]
        why = self._faults[-1] if self._faults else ""
        self.tally.broken[why or said] = f"{reply.status_code} {said}: {why} {short!r}"
        self._faults.clear()

    @contextmanager
    def _hears_faults(self) -> Iterator[None]:
        def heard(sender: Any, request: Any = None, **more: Any) -> None:
            self._faults.append(place_of_fault())

        got_request_exception.connect(heard)
        try:
            yield
        finally:
            got_request_exception.disconnect(heard)


def place_of_fault() -> str:
    """The last line of ours that the fault at hand went through, and what it said."""
    fault = sys.exc_info()[1]
    frames = traceback.extract_tb(fault.__traceback__) if fault else []
    ours = [one for one in frames if "thousandfold" in one.filename] or frames
    where = f"{ours[-1].filename.rpartition('/src/')[2]}:{ours[-1].lineno}" if ours else ""
    return f"{where} {type(fault).__name__} {str(fault)[:80]!r}"


def bare() -> Any:
    """Pages are made ready and not painted."""
    return patch.object(SimpleTemplateResponse, "rendered_content", "")


@contextmanager
def quiet() -> Iterator[None]:
    """Thousands of refusals need not be told one by one."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


ODD_KINDS = (
    "application/json",
    "text/plain",
    "application/octet-stream",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "b" * 300,
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=no-such",
)


def encoded(chosen: list[tuple[str, str]]) -> bytes:
    """As a browser sends it; half characters too, as no browser would."""
    pairs = ((name, one.encode("utf-8", "surrogatepass")) for name, one in chosen)
    return "&".join(f"{quote_plus(name)}={quote_plus(one)}" for name, one in pairs).encode()


def multipart(chosen: list[tuple[str, str]]) -> bytes:
    """As a form with a file in it is sent."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n'
        for name, one in chosen
    ]
    return "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode("utf-8", "surrogatepass")
