"""What one whole day of training costs a phone: at most 5 MB (trust row NW-5)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.utils import timezone

from factories.hosts import make_host
from factories.rooms import Round
from thousandfold.base.scope import inside
from thousandfold.cli.server.live import HEARTBEAT
from thousandfold.exercises import queries
from thousandfold.exercises.usecases import places, rooms, stepping
from trust.lines.by_wire import WirePhone
from trust.lines.lane import PACKET
from trust.lines.proxy import Exchange, Proxy
from trust.lines.site import served

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 5_000_000
HOURS = 8
#: Each exercise of the shipped ones is played as often: some fifty answers of one phone.
ROUNDS = 3
#: A room of 25: how often the day's page renews itself because others answered or the room moved.
RENEWALS = 200
#: The phone falls asleep and is woken again, and its stream begins anew.
WAKINGS = 60
#: Hours in which a phone that has no stream lies open: asleep it neither asks nor renews (live.js).
OPEN_HOURS = 3
#: Seconds between two questions while something stirs, how long it does, and afterwards.
OFTEN, STIRS, SELDOM = 2, 20, 10
#: What a packet carries beside its content, and what says that it came.
AROUND = 40 + 40


@pytest.fixture
def line(
    transactional_db: None, settings, monkeypatch, tmp_path: Path
) -> Iterator[tuple[Proxy, Round]]:
    """An open room, the site as it is served, and a line that counts."""
    host = make_host(is_demo=True)
    with inside(host):
        held = Round(host, people=4)
        rooms.open_doors(viewer=held.leader, room=held.room, minutes=60, at=timezone.now())
        with served(settings, monkeypatch, tmp_path / "static") as port, Proxy(port) as made:
            yield made, held


def weight(seen: list[Exchange]) -> int:
    """Bytes of exchanges with all that lies around them."""
    return sum(n + AROUND * -(-n // PACKET) for one in seen for n in (one.up, one.down))


def lived(line: Proxy, held: Round) -> dict[str, int]:
    """Bytes of a day's parts: what is done once is done here, what repeats is multiplied."""
    with closing(WirePhone(line.port)) as phone:
        return _lived(line, held, phone)


def _lived(line: Proxy, held: Round, phone: WirePhone) -> dict[str, int]:
    phone.opens("/join/")
    phone.sends("/join/", code=held.room.code)
    phone.sends(f"/join/{held.room.code}/", called="Ana")
    places.admit_all(viewer=held.leader, room=held.room, at=timezone.now())
    parts = {"coming in": weight(line.exchanges)}
    answers = 0
    for name in sorted(queries.exercises()):
        answers += plays(held, phone, name)
    assert answers > 12
    parts["answering"] = ROUNDS * (weight(line.exchanges) - parts["coming in"])
    pages = [one for one in line.exchanges if one.path.startswith("/room/") and one.down > 2_000]
    parts["renewing"] = RENEWALS * max(weight([one]) for one in pages)
    before = len(line.exchanges)
    phone.opens("/room/mine/")
    parts["own words"] = 10 * weight(line.exchanges[before:])
    return {**parts, **listening(line, held, phone)}


def plays(held: Round, phone: WirePhone, name: str) -> int:
    """One exercise from its first step to its last; how often the phone answered."""
    held.starts(name)
    exercise, answers = queries.exercises()[name], 0
    for step in exercise.steps_at(held.run.moment):
        if held.run.step != step.id:
            held.goes(step.id)
        if step.phase == "revealed":
            held.run = stepping.reveal(
                viewer=held.leader, run=held.run, based_on=None, at=held.now()
            )
        phone.opens("/room/")
        for number in range(8):
            if not phone.answers(f"what matters to me, said in a sentence, {number}"):
                break
            answers += 1
    held.closes()
    return answers


def listening(line: Proxy, held: Round, phone: WirePhone) -> dict[str, int]:
    """Bytes of hearing about the room: by its stream the whole day, or by asking."""
    address = re.search(r'data-live-poll="([^"]+)"', phone.page)[1]
    before = len(line.exchanges)
    tag = '"0"'
    phone.asks("GET", address, **{"If-None-Match": tag})
    once = weight(line.exchanges[before:])
    beats = int(HOURS * 3600 / HEARTBEAT) * (len(b"f\r\n: still here\n\n\r\n") + AROUND)
    heard = RENEWALS * OPEN_HOURS / HOURS
    often = heard * STIRS / OFTEN
    seldom = (OPEN_HOURS * 3600 - heard * STIRS) / SELDOM
    return {"stream": beats + (WAKINGS + RENEWALS) * once, "asking": int((often + seldom) * once)}


def too_heavy(parts: dict[str, int]) -> list[str]:
    """Days over the limit: one with a stream, one that asks."""
    shared = sum(n for part, n in parts.items() if part not in ("stream", "asking", "renewing"))
    open_share = OPEN_HOURS / HOURS
    days = {
        "stream": shared + parts["renewing"] + parts["stream"],
        "asking": shared + int(parts["renewing"] * open_share) + parts["asking"],
    }
    return [f"{way}: {n} bytes of {parts}" for way, n in days.items() if n > MOST]


def test_a_whole_day_costs_a_phone_no_more_than_it_may(line):
    assert too_heavy(lived(*line)) == []


@pytest.mark.sabotage("test_a_whole_day_costs_a_phone_no_more_than_it_may")
def test_a_day_of_asking_every_two_seconds_is_found(line, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "SELDOM", OFTEN)
    monkeypatch.setattr(sys.modules[__name__], "OPEN_HOURS", HOURS)
    assert any(one.startswith("asking") for one in too_heavy(lived(*line)))
