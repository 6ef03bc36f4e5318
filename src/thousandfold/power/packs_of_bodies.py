# SPDX-License-Identifier: AGPL-3.0-or-later
"""The starter pack of bodies that ships with the product."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from django.utils.text import slugify

from thousandfold_core.bodies.pack import BodyPack, read_pack
from thousandfold_core.bodies.seats import Body


@lru_cache(maxsize=1)
def pack() -> BodyPack:
    """The pack, read once."""
    text = (files("thousandfold.power") / "packs" / "us_bodies.toml").read_text(encoding="utf-8")
    return read_pack(text, "us_bodies.toml")


def key_of(body: Body) -> str:
    """The body's word in addresses."""
    return slugify(f"{body.name} {body.state}")


@lru_cache(maxsize=1)
def bodies() -> dict[str, Body]:
    """Every body by its key."""
    return {key_of(one): one for one in pack().bodies}
