"""The made-up world with a canary in every text, and what each looker finds there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.test import Client

from access.asking import answer
from access.canary.buttons import Form, forms_of
from access.canary.crawl import asked_of, opened_by_keys, plain_paper, text_of
from access.canary.lived import live_in
from access.canary.planting import Canary, plant
from access.canary.relations import Relations
from access.canary.rules import may_see
from access.canary.traces import Traces
from access.world import Looker, World
from factories.hosts import AT
from thousandfold.alumni.models import Commitment
from thousandfold.alumni.usecases.finishing import bring_steps
from thousandfold.base.models import Account
from thousandfold.base.scope import inside
from thousandfold.exercises import playing
from thousandfold.pages.demo.load import told


class Field:
    """Where canaries sit, and where each was seen."""

    def __init__(self, world: World) -> None:
        self.world = world
        live_in(world)
        self.planted = plant()
        _keep_the_demo_door(world)
        playing._MEMORY.clear()
        for part in (world.ours, world.others, world.foreign):
            _steps_anew(part)
        for one in world.lookers.values():
            one.client.raise_request_exception = False
        self.relations = Relations(world)
        self.traces = Traces(self.planted, self.relations.ties)
        self.asked = self.pressed = 0

    def walk(self, looker: Looker, app: str = "") -> list[str]:
        """Ask for everything and press everything; what was seen that may not be, sorted."""
        found: list[str] = []
        forms: dict[Any, Form] = {}
        with plain_paper(), self.traces.listening():
            for case, method, path in asked_of(self.world, looker, app):
                reply, said = self._ask(looker, method, case.address.name, path)
                found += said
                for form in forms_of(reply, path) if method == "GET" else ():
                    forms.setdefault(_button(form), form)
            for form in forms.values():
                found += self._press(looker, form)
        return sorted(set(found))

    def try_keys(self) -> list[str]:
        """What those find who hold a word that opens something, and have no account."""
        found: list[str] = []
        holder = Looker("nobody", Client(raise_request_exception=False))
        with plain_paper(), self.traces.listening():
            for key, name, method, path in opened_by_keys(self.world):
                found += self._hold(holder, key, name, method, path)
        return sorted(set(found))

    def _hold(self, holder: Looker, key: str, name: str, method: str, path: str) -> list[str]:
        row = key_row(self, name, key)
        reply, said = self._ask(holder, method, name, path, row)
        for form in forms_of(reply, path) if method == "GET" else ():
            said += self._press(holder, form, row)
        return said

    def _press(self, looker: Looker, form: Form, key: Any = None) -> list[str]:
        self.pressed += 1
        return self._ask(looker, "POST", form.action, form.action, key, form.data)[1]

    def _ask(
        self, looker: Looker, method: str, name: str, path: str, key: Any = None, data: Any = None
    ) -> tuple[Any, list[str]]:
        self.asked += 1
        _word, reply = answer(looker, method, name, path, data)
        # What somebody says in the address may be said back, and what their browser holds.
        known = self.planted.found_in(" ".join((path, *looker.held)))
        seen = self.planted.found_in(text_of(reply)) - known
        where = f"{method} {name} as {looker.name}"
        told = [f"{where}: {one}" for one in seen if not self._may(looker, one, key=key)]
        left = [
            f"{where}: {one}"
            for one in self.traces.left(lambda one: one in known or self._may(looker, one, key=key))
        ]
        broke = [f"{where}: {reply.status_code}"] if reply.status_code >= 500 else []
        return reply, told + left + broke

    def _may(self, looker: Looker, canary: Canary, *, key: Any) -> bool:
        if key is not None:
            return may_see(canary, self.relations.of_holder(key, canary))
        return may_see(canary, self.relations.of(looker, canary))


def _button(form: Form) -> tuple[str, Iterable[str]]:
    """What a form does: its route without ids, and its fields."""
    steps = [part for part in form.action.split("?")[0].split("/") if len(part) < 30]
    return "/".join(steps), tuple(sorted(form.data))


def key_row(field: Field, name: str, key: str) -> Any:
    """The row that a word opens.

    Raises:
        AssertionError: when nobody said what a signed word opens.
    """
    ours = field.world.ours
    signed = {
        "exercises:by-link": ours.membership,
        "exercises:confirm": ours.sheet,
        "exercises:version": ours.room,
        "recruitment:held-by-link": ours.nominee,
        "recruitment:erase-by-link": ours.nominee,
        "recruitment:erase-by-link-sure": ours.nominee,
    }
    if name in signed:
        return signed[name]
    assert key in field.planted.known, (
        f"Nobody says what the word in {name} opens. If it is kept as it is, add its field to KEYS"
        " in tests/access/canary/shapes.py; if it is signed, add it in tests/access/canary/field.py."
    )
    return field.planted.known[key].row


def _steps_anew(part: Any) -> None:
    """Steps are looked up by what their words are now."""
    with inside(part.host):
        Commitment.objects.filter(cohort=part.platform.cohort).delete()
        bring_steps(viewer=part.staff, cohort=part.platform.cohort, at=AT)
        part.step = Commitment.objects.get(cohort=part.platform.cohort)


def _keep_the_demo_door(world: World) -> None:
    """The demo region's door finds its administrator by this address."""
    known = told("region")["host"]["administrator"]
    Account.objects.filter(pk=world.demo_administrator.pk).update(email=known)
    for looker in world.lookers.values():
        if looker.account:
            looker.account.refresh_from_db()
