"""A phone on a bad line: everything its author wrote is there once, in their order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from factories.hosts import make_host
from factories.rooms import Round
from thousandfold.base.models import Host
from thousandfold.base.scope import inside
from trust.faults.devices import FATES, devices_of, stands

NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
RUNS, STEPS = (500, 50) if NIGHT else (15, 20)
DEVICES = 1_000 if NIGHT else 90
AT_A_TABLE = 6

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def empty_host(django_db_setup, django_db_blocker) -> Iterator[Host]:
    """A host; whatever is done there is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield make_host(is_demo=True)
        transaction.set_rollback(True)


def machine_for(host: Host, keys: bool) -> type[RuleBasedStateMachine]:
    """Two phones at a table, and a line that does what lines do."""

    class Line(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.block = transaction.atomic()
            self.block.__enter__()
            self.scope = inside(host)
            self.scope.__enter__()
            self.held = Round(host, people=2).starts(step="branches")
            self.phones = devices_of(self.held, keys)
            self.count = 0

        @rule(who=st.integers(0, 1))
        def writes(self, who: int) -> None:
            self.count += 1
            self.phones[who].writes(f"words {self.count}")

        @rule(who=st.integers(0, 1), fate=st.sampled_from(FATES))
        def sends(self, who: int, fate: str) -> None:
            self.phones[who].sends(fate)

        @rule(who=st.integers(0, 1), which=st.integers(0, 9))
        def an_old_copy_comes(self, who: int, which: int) -> None:
            self.phones[who].hears_again(which)

        @rule(who=st.integers(0, 1))
        def starts_again(self, who: int) -> None:
            self.phones[who].starts_again()

        def teardown(self) -> None:
            try:
                for number, phone in enumerate(self.phones):
                    phone.sends("through")
                    assert stands(self.held, number) == phone.said
            finally:
                self.scope.__exit__(None, None, None)
                transaction.set_rollback(True)
                self.block.__exit__(None, None, None)

    return Line


def model_findings(host: Host, *, keys: bool = True) -> list[str]:
    """What the model check finds: nothing, or its shortest example."""
    given = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(machine_for(host, keys), settings=given)
    except AssertionError as problem:
        return [str(problem)]
    return []


def simulated(host: Host, devices: int, *, keys: bool = True, seed: int = 17) -> list[str]:
    """Phones with queues of things to say, each on a bad line of its own."""
    chance, found = Random(seed), []
    for _table in range(-(-devices // AT_A_TABLE)):
        with inside(host), transaction.atomic():
            held = Round(host, people=AT_A_TABLE).starts(step="branches")
            phones = devices_of(held, keys)
            for number, phone in enumerate(phones):
                _talks(phone, chance)
                if (there := stands(held, number)) != phone.said:
                    found.append(f"{phone.said} became {there}")
            transaction.set_rollback(True)
    return found


def _talks(phone, chance: Random) -> None:
    """Three things on average, now and then a long queue; each is sent until it is heard of."""
    many = chance.choice((1, 1, 2, 2, 3, 3, 12 if chance.random() < 0.1 else 4))
    for number in range(many):
        phone.writes(f"thing {number}")
        while phone.waiting:
            phone.sends(chance.choices(FATES, (6, 2, 2, 1))[0])
            if chance.random() < 0.1:
                phone.starts_again()
            if chance.random() < 0.1:
                phone.hears_again(chance.randrange(9))
            if phone.waiting and chance.random() < 0.2:
                phone.writes(f"thing {number}, and more")


def test_whatever_the_line_does_all_is_there_once_and_in_order(empty_host):
    assert model_findings(empty_host) == []


def test_many_phones_lose_nothing_and_say_nothing_twice(empty_host):
    assert simulated(empty_host, DEVICES) == []


@pytest.mark.sabotage("test_whatever_the_line_does_all_is_there_once_and_in_order")
def test_phones_without_keys_are_found_by_the_model(empty_host):
    assert model_findings(empty_host, keys=False)


@pytest.mark.sabotage("test_many_phones_lose_nothing_and_say_nothing_twice")
def test_phones_without_keys_are_found_among_many(empty_host):
    assert simulated(empty_host, 12, keys=False)
