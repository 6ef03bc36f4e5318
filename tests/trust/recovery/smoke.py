"""Thirty steps through what came back: pages of staff, a form sent, a room joined, a seal opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from promises.looking.reading import Form, Reading

#: Pages that are opened by following links.
PAGES = 27
PHRASE = "five words that nobody guesses"
ASKED = {"from": "Marisol Villanueva", "words": "My car broke down and I cannot come."}
DAY = date(2026, 3, 7)


@dataclass
class Scene:
    """What lay in the database before the first backup: a region, and a request sealed to a steward."""

    region: Any
    steward: Any
    message: Any


def lay_down() -> Scene:
    """A little region, and a sealed request as the database keeps one."""
    from factories.hosts import AT
    from factories.little import LittleRegion
    from thousandfold.base.models import Message
    from thousandfold.base.scope import inside
    from thousandfold.base.sealed import receipt, requests, stewards

    region = LittleRegion()
    steward, _printed = stewards.enrol(PHRASE)
    sealed = requests.seal(
        ASKED, stewards={steward.inbox: steward.public}, receipt=receipt.new_receipt(), day=DAY
    )
    with inside(region.host):
        kept = Message.objects.create(
            host=region.host,
            to="a@x.example",
            subject="sealed",
            body=requests.to_stored(sealed),
            drafted_at=AT,
        )
    return Scene(region, steward, kept.pk)


def thirty_steps(scene: Scene) -> tuple[int, list[str]]:
    """How many steps were gone, and what went wrong, in sentences."""
    found: list[str] = []
    staff = Client(raise_request_exception=False)
    staff.force_login(scene.region.staff.account)
    steps = _pages(staff, reverse("pages:today", args=[scene.region.host.slug]), found)
    steps += _a_form(staff, scene.region, found)
    steps += _a_room(scene.region, found)
    return steps + 1, found + _the_seal(scene)


def _pages(client: Client, first: str, found: list[str]) -> int:
    """Follow links from the first page on."""
    waiting, seen, opened = [first], {first}, 0
    while waiting and opened < PAGES:
        address = waiting.pop(0)
        reply = client.get(address, follow=True)
        opened += 1
        if reply.status_code >= 400:
            found.append(f"{address} answers {reply.status_code}.")
        elif "html" in reply.headers.get("Content-Type", "") and not reply.streaming:
            links = Reading(address, reply.content.decode()).links
            new = [one for one in dict.fromkeys(links) if one not in seen and "/h/" in one]
            seen.update(new)
            waiting += new
    return opened


def _sent(client: Client, address: str, **words: str) -> Any:
    """Open a page, fill its form and send it."""
    page = client.get(address)
    forms = Reading(address, page.content.decode()).forms
    form = next((one for one in forms if set(words) <= set(one.data)), Form(address, True))
    return client.post(form.action, {**form.data, **words}, follow=True)


def _a_form(client: Client, region: Any, found: list[str]) -> int:
    """Write somebody down, and find them in the list."""
    slug = region.host.slug
    _sent(client, reverse("people:person-register", args=[slug]), name="Quyen Restored")
    page = client.get(reverse("people:persons", args=[slug]), {"q": "Quyen"})
    if b"Quyen Restored" not in page.content:
        found.append("Who was written down is not in the list.")
    return 3


def _a_room(region: Any, found: list[str]) -> int:
    """A phone types the room's code and says a name."""
    phone = Client(raise_request_exception=False)
    reply = _sent(phone, reverse("exercises:join"), code=region.room.code)
    at = reply.redirect_chain[-1][0] if reply.redirect_chain else reverse("exercises:join")
    reply = _sent(phone, at, called="Tam")
    if reply.status_code != 200 or not reply.redirect_chain or "Tam" not in reply.content.decode():
        found.append(f"A phone did not come into the room ({reply.status_code}).")
    return 4


def _the_seal(scene: Scene) -> list[str]:
    """The steward opens with their key what was sealed to them; nobody else's key does."""
    from thousandfold.base.models import Message
    from thousandfold.base.sealed import requests, stewards

    kept = Message._base_manager.get(pk=scene.message).body
    own = stewards.private_key(scene.steward, PHRASE)
    opened = requests.open_by_steward(requests.from_stored(kept), scene.steward.inbox, own, DAY)
    first = requests.read(opened)[0][1]
    wrong = [] if first == ASKED else ["What was sealed reads otherwise."]
    return wrong + (["Sealed words lie open."] if ASKED["words"] in kept else [])
