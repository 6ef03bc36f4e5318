"""Filling every text of every row with a word of its own, so that it is known wherever it turns up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from access.canary.shapes import CHOSEN, KEYS, SHAPES, WRITTEN, is_of_the_machine
from thousandfold.base.privacy import Class, class_of
from thousandfold.base.scope import every_host
from thousandfold.base.secrets import SealedJSON, SealedText

#: Two letters that no text of ours holds together, and five that are counted.
FORM = re.compile(r"zq[a-z2-7]{5}")
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
#: How words that open something look in an address: long, or a room's short code read aloud.
KEY_FORM = re.compile(r"[\w-]{9,}|\b[A-Z0-9]{3} ?[A-Z0-9]{3}\b")
OURS = {app.label for app in apps.get_app_configs() if app.name.startswith("thousandfold.")} | {
    "account",
    "mfa",
}


@dataclass(frozen=True)
class Canary:
    """One word: what it stands in, how confidential that is, and whose row it is."""

    word: str
    where: str
    kind: Class
    pk: Any
    host: Any
    row: Any = field(compare=False, hash=False)
    reach: int | None = None

    def __str__(self) -> str:
        reach = "" if self.reach is None else f" at reach {self.reach}"
        return f"{self.where} ({self.kind}{reach})"


class Planted:
    """Every word that was planted, by the word."""

    def __init__(self) -> None:
        self.known: dict[str, Canary] = {}
        self.count = 0

    def word(self) -> str:
        """A word that was never used."""
        self.count += 1
        number, letters = self.count, ""
        for _each in range(5):
            number, rest = divmod(number, len(LETTERS))
            letters = LETTERS[rest] + letters
        return f"zq{letters}"

    def note(self, word: str, row: models.Model, name: str, reach: int | None = None) -> str:
        """Remember where a word was planted."""
        where = place_of(type(row), name)
        kind = class_of(type(row), name)
        host = getattr(row, "host_id", None) or (row.pk if where.startswith("base.Host.") else None)
        assert kind is not None, f"{where} has no privacy class"
        self.known[word] = Canary(word, where, kind, row.pk, host, row, reach)
        return word

    def found_in(self, text: str) -> set[Canary]:
        """The canaries that a text holds, in whatever case."""
        words = set(FORM.findall(text.lower())) | set(KEY_FORM.findall(text))
        return {self.known[word] for word in words & self.known.keys()}


def place_of(model: type[models.Model], name: str) -> str:
    """A field's whole name."""
    return f"{model._meta.app_label}.{model.__name__}.{name}"


def every_table() -> list[type[models.Model]]:
    """Every table of ours, and those of libraries that hold something of people."""
    return [one for one in apps.get_models() if one._meta.app_label in OURS]


def plant() -> Planted:
    """Fill every text of every row there is.

    Raises:
        AssertionError: for a field of a kind that nobody said how to fill.
    """
    planted = Planted()
    with every_host("canaries are planted in every host"):
        for model in every_table():
            for row in model._base_manager.order_by("pk"):
                _fill(planted, row)
    return planted


def texts_of(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """Fields that hold words, whoever wrote them."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    for one in model._meta.concrete_fields:
        if isinstance(one, kinds) and not one.choices:
            yield one


def _fill(planted: Planted, row: models.Model) -> None:
    plain: dict[str, Any] = {}
    sealed: list[str] = []
    for one in texts_of(type(row)):
        where, value = place_of(type(row), one.name), getattr(row, one.name)
        if is_of_the_machine(where):
            continue
        if where in KEYS:
            for form in _forms(value):
                planted.note(form, row, one.name)
            continue
        if isinstance(one, SealedJSON | models.JSONField):
            new = _json(planted, row, one.name, value)
        else:
            new = _shaped(one, planted.note(planted.word(), row, one.name))
        if isinstance(one, SealedText):
            setattr(row, one.name, new)
            sealed.append(one.name)
        else:
            plain[one.name] = new
    if sealed:
        row.save(update_fields=sealed)
    if plain:
        type(row)._base_manager.filter(pk=row.pk).update(**plain)


def _forms(value: str) -> Iterator[str]:
    """A word that opens something, as it is and as it is read aloud."""
    if value:
        yield value
    if 5 < len(value) < 9:
        yield f"{value[:3]} {value[3:]}"


def _shaped(one: models.Field[Any, Any], word: str) -> str:
    if isinstance(one, models.EmailField) or one.name in ("email", "nominator_email"):
        return f"{word}@x.example"
    is_address = isinstance(one, models.URLField) or one.name == "link"
    return f"https://{word}.example/" if is_address else word


def _json(planted: Planted, row: Any, name: str, was: Any) -> Any:
    where = place_of(type(row), name)
    if where == "exercises.StoredAnswer.said":
        return _said(planted, row, was)
    if where not in SHAPES and not was:
        return was
    if where not in SHAPES:
        raise AssertionError(
            f"Nobody says how canaries go into {where}. Add it to SHAPES in"
            " tests/access/canary/shapes.py, or to MACHINE if people never write in it."
        )
    return SHAPES[where](lambda: planted.note(planted.word(), row, name), was)


def _said(planted: Planted, row: Any, was: dict[str, Any]) -> dict[str, Any]:
    """An answer: the words in it are new, what it chose and points to stays."""
    unknown = was["body"].keys() - WRITTEN - CHOSEN
    assert not unknown, f"Say in shapes.py whether {unknown} of {row.ask} is written or chosen."
    body = {
        name: planted.note(planted.word(), row, "said", was["reach"]) if name in WRITTEN else value
        for name, value in was["body"].items()
    }
    return was | {"body": body, "fill": ""}
