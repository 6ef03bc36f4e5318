"""Everything that somebody can ask for: pages, lists filled to the brim, buttons pressed, links held."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from django.contrib import messages

from access.asking import CROSSED, ELSEWHERE, SMUGGLED, THERE, Case, cases, filled, methods
from access.examples import example_for
from access.world import Looker, World
from promises.addresses import Address, every_address

#: What is asked of lists, so that they hold as much as they ever can: every canary has the word.
WORDS = "?q=zq&size=250"
#: At night those of the other host also walk their own: by day what they may not see is enough.
NIGHT = bool(os.environ.get("THOUSANDFOLD_NIGHT"))


def sorts_of(address: Address) -> set[str]:
    """The sorts of an address's arguments: "thing", "key", "common"."""
    return {example_for(address, name)[0] for name, _kind in address.arguments if name != "host"}


def asked_of(world: World, looker: Looker, app: str = "") -> Iterator[tuple[Case, str, str]]:
    """Case, method and path of everything a looker asks; words that open something come apart."""
    left_out = {CROSSED, ELSEWHERE, SMUGGLED} | (set() if NIGHT else {THERE})
    for address in every_address():
        if app not in ("", address.app) or "key" in sorts_of(address):
            continue
        for case in cases(address, world):
            path = case.path_of(looker)
            if path and case.whose not in left_out:
                for method in methods(address):
                    yield case, method, path
                if is_list(address):
                    yield case, "GET", path + WORDS


def opened_by_keys(world: World) -> Iterator[tuple[str, str, str, str]]:
    """Key, name, method and path of each address that a word opens, whoever has it."""
    for address in every_address():
        if "key" in sorts_of(address):
            path = filled(address, world.home, world.ours)
            key = next(
                example(world.ours)
                for name, _kind in address.arguments
                for sort, example in [example_for(address, name)]
                if name != "host" and sort == "key"
            )
            for method in methods(address):
                yield key, address.name, method, path


def is_list(address: Address) -> bool:
    """Whether words can be looked for on it."""
    view = getattr(address.view, "view_class", None)
    return address.name == "pages:search" or hasattr(view, "search_in")


def text_of(reply: Any) -> str:
    """Everything an answer says: its headers, its cookies, what the next page would say, itself."""
    body = b"".join(reply.streaming_content) if reply.streaming else reply.content
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    heads = " ".join(f"{name}: {value}" for name, value in reply.headers.items())
    said = " ".join(map(str, messages.get_messages(reply.wsgi_request)))
    return f"{heads}\n{reply.cookies}\n{said}\n{body.decode('utf-8', 'replace')}"


def plain_paper() -> Any:
    """Sheets for printing are not set in type: what would be on them is enough."""

    def kept(_page: bytes, sys_inputs: dict[str, str]) -> bytes:
        return sys_inputs["data"].encode()

    return patch("thousandfold.exercises.keepsake.typst.compile", kept)
