"""What no translator is asked for: names, what people wrote, and what packages teach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any
from zoneinfo import available_timezones

from django.apps import apps
from django.db.models import CharField, JSONField, Model, TextField

from factories.forests import FRUIT, VALUES
from thousandfold.base.models import Host, HostOwned, TrailEntry
from thousandfold.curriculum.queries import programmes
from thousandfold.pages.facts import FACTS, HOSTS, TIMELINE
from thousandfold.power.packs_of_bodies import pack
from thousandfold_core.curricula.package import Package

#: What the tests themselves type into forms.
TYPED = ["Another name"]
#: Columns whose single words in small letters are names, and not words of the code.
NAMES = {"base.account.name", "recruitment.cohort.programme"}


def own_words() -> Iterator[str]:
    """Every such text there is now."""
    yield from rows_of_people()
    for package in programmes():
        yield from _titles(package)
    yield from (one for one in strings_in(pack()) if _is_text(one))
    yield from strings_in([HOSTS, FACTS, TIMELINE, FRUIT, VALUES, TYPED])
    yield from (one.replace("_", " ") for one in available_timezones())


def rows_of_people() -> Iterator[str]:
    """What people wrote at any host."""
    for model in apps.get_models():
        ours = issubclass(model, HostOwned) or model._meta.app_label == Host._meta.app_label
        if ours and model is not TrailEntry:
            yield from _written(model)


def _written(model: type[Model]) -> Iterator[str]:
    """What the rows of a model hold, sealed or not; words of the code are left out."""
    columns = [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, CharField | TextField | JSONField) and not one.choices
    ]
    for row in model._base_manager.all() if columns else ():
        for column in columns:
            is_name = f"{model._meta.label_lower}.{column.attname}" in NAMES
            for text in strings_in(getattr(row, column.attname)):
                if is_name or _is_text(text):
                    yield text


def _titles(package: Package) -> Iterator[str]:
    """Titles, materials and the like; what stands in blocks is marked with its language."""
    shown = [package.title, package.sessions, package.credits]
    shown += [one.front.data for _, _, texts in package.documents() for one in texts.values()]
    yield from (one for one in strings_in(shown) if _is_text(one))


def _is_text(text: str) -> bool:
    """Names and sentences; a word of the code, such as "draft" or "me-tree", is neither."""
    return " " in text or text != text.lower()


def strings_in(thing: Any) -> Iterator[str]:
    """Every text inside values, lists, mappings and plain objects."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from strings_in(value)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for one in fields(thing):
            yield from strings_in(getattr(thing, one.name))
    elif isinstance(thing, Iterable):
        for value in thing:
            yield from strings_in(value)
