"""Every address of the site, and arguments for it from what is stored."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from thousandfold.base.models import HostOwned

#: More combinations of arguments than this are not tried for one address.
MOST_TRIES = 60
#: Words in addresses that stand for another model than the one they name.
SPOKEN_OF = {
    "outbox": "message",
    "recruit": "call",
    "people": "person",
    "room": "cohort",
    "batches": "batch",
    "compose": "composition",
    "why": "nomination",
    "duplicates": "nomination",
    "first": "nomination",
    "second": "nomination",
    "import": "upload",
}


@dataclass(frozen=True)
class Address:
    """One address: its route, the view behind it, and its arguments' names and kinds."""

    name: str
    route: str
    view: Any
    arguments: tuple[tuple[str, str], ...]

    @property
    def app(self) -> str:
        """The namespace, or nothing."""
        return self.name.rpartition(":")[0]

    def filled(self, values: dict[str, Any]) -> str:
        """The address with these arguments."""
        path = "/" + self.route
        for name, kind in self.arguments:
            for form in (f"<{kind}:{name}>", f"<{name}>"):
                path = path.replace(form, str(values[name]))
        return path


def every_address() -> list[Address]:
    """Every address that the site answers."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def below_a_host() -> list[Address]:
    """Addresses of host pages."""
    return [one for one in every_address() if ("host", "slug") in one.arguments]


def _walk(patterns: Iterable[Any], prefix: str, space: str) -> Iterator[Address]:
    for one in patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, route, inner)
        elif isinstance(one, URLPattern):
            kinds = tuple(
                (name, _kind(converter)) for name, converter in one.pattern.converters.items()
            )
            before = tuple(_argument(part) for part in _parts(prefix))
            yield Address(f"{space}{one.name or ''}", route, one.callback, (*before, *kinds))


def _kind(converter: Any) -> str:
    return type(converter).__name__.replace("Converter", "").lower().replace("string", "str")


def _parts(route: str) -> list[str]:
    return [part.split(">")[0] for part in route.split("<")[1:]]


def _argument(part: str) -> tuple[str, str]:
    kind, _colon, name = part.rpartition(":")
    return name, kind or "str"


class Stored:
    """Values that arguments can take, from what a host has stored."""

    def __init__(self, host: Any, words: dict[str, list[str]]) -> None:
        """``words``: values of arguments that are no ids, by the argument's name."""
        self.host = host
        self.words = words
        self.ids: dict[type, list[Any]] = {
            model: list(model._base_manager.filter(host=host).values_list("pk", flat=True)[:40])
            for model in apps.get_models()
            if issubclass(model, HostOwned)
        }

    def tries(self, address: Address) -> Iterator[dict[str, Any]]:
        """Arguments worth trying, likelier ones first."""
        named = [(name, kind) for name, kind in address.arguments if name != "host"]
        choices = [self._values(address, name, kind) for name, kind in named]
        for values in itertools.islice(itertools.product(*choices), MOST_TRIES):
            found = dict(zip((name for name, _ in named), values, strict=True))
            yield {"host": self.host.slug, **found}

    def _values(self, address: Address, name: str, kind: str) -> list[Any]:
        """The rows that a name or the word before it speaks of; else the app's; else any."""
        if kind != "uuid":
            return self.words.get(name) or self.words[kind]
        before = address.route.split(f":{name}>")[0].split("<")[-2:][0].rstrip("/").split("/")[-1]
        spoken = {SPOKEN_OF.get(before, ""), SPOKEN_OF.get(name, "")} - {""}
        wanted = spoken or {name.removesuffix("_id"), before.removesuffix("s")}
        exact = [m for m in self.ids if m._meta.model_name in wanted]
        own = [m for m in self.ids if m._meta.app_label == address.app]
        models = exact or own or list(self.ids)
        several = [self.ids[model] for model in models]
        return [pk for row in itertools.zip_longest(*several) for pk in row if pk is not None]
