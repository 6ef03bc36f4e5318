"""The starter pack holds what is known, and refuses facts without a source."""

from datetime import date
from pathlib import Path

import pytest

from thousandfold_core.bodies.pack import read_pack
from thousandfold_core.bodies.seats import share
from thousandfold_core.errors import WrongInput

PACK = Path(__file__).resolve().parents[3] / "src/thousandfold/power/packs/us_bodies.toml"
TODAY = date(2026, 4, 1)


@pytest.fixture(scope="module")
def pack():
    return read_pack(PACK.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bodies(pack):
    return {body.name: body for body in pack.bodies}


def test_there_are_19_bodies_with_195_seats(pack):
    assert len(pack.bodies) == 19
    assert sum(len(body.seats) for body in pack.bodies) == 195


def test_every_seat_has_a_division_id_of_its_own_inside_its_body(pack):
    ids = [seat.ocd_id for body in pack.bodies for seat in body.seats]
    assert len(set(ids)) == 195
    for body in pack.bodies:
        assert all(seat.ocd_id.startswith(f"{body.ocd_id}/") for seat in body.seats)


def test_the_pack_names_its_source_licence_and_date(pack):
    assert "Open Civic Data" in pack.source
    assert pack.licence == "CC0-1.0"
    assert pack.as_of == date(2026, 3, 19)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("San José City Council", 11),
        ("Oakland City Council", 8),
        ("New Haven Board of Alders", 30),
        ("Metropolitan Council of Nashville and Davidson County", 40),
        ("Santa Clara County Board of Supervisors", 5),
    ],
)
def test_a_checked_size_counts_seats_beyond_the_districts_and_says_where_it_was_read(
    bodies, name, size
):
    assert (bodies[name].size, bodies[name].whole_size_known) == (size, True)
    assert bodies[name].size_source.text


@pytest.mark.parametrize("name", ["Boston City Council", "Seattle City Council"])
def test_an_unchecked_size_is_marked_as_such(bodies, name):
    assert bodies[name].whole_size_known is False
    assert bodies[name].size_source is None


@pytest.mark.parametrize(
    ("name", "ayes"),
    [
        ("San José City Council", [6]),
        ("Oakland City Council", [5]),
        ("Alameda County Board of Supervisors", [3, 3]),
        ("Seattle City Council", [None]),
        ("Denver City Council", []),
    ],
)
def test_the_ayes_needed_are_those_of_the_rules_that_were_read(bodies, name, ayes):
    assert [d.needed for d in share(bodies[name], [], TODAY).distances] == ayes


def test_every_threshold_note_and_quorum_has_a_source(pack):
    for body in pack.bodies:
        assert all(rule.source for rule in body.thresholds)
        assert all(note.source.text and note.words.keys() == {"en", "es"} for note in body.notes)
        assert body.quorum is None or body.quorum.source


def test_oaklands_tie_goes_to_the_mayor(bodies):
    assert bodies["Oakland City Council"].thresholds[0].tie_break == "mayor"


SMALL = """
format = "thousandfold-bodies/1"
as_of = 2026-01-01
licence = "CC0-1.0"
source = "Somewhere"
[[body]]
name = "Town Board"
place = "Town"
region = "Region"
state = "XX"
ocd_id = "ocd-division/country:us/state:xx/place:town"
seat_kind = "ward"
seats = [{ number = "1", ocd_id = "ocd-division/country:us/state:xx/place:town/ward:1" }]
"""


def test_a_body_may_have_nothing_but_seats():
    (body,) = read_pack(SMALL).bodies
    assert (body.seats[0].kind, body.thresholds, body.whole_size_known) == ("ward", (), False)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("whole = { others = [] }", "Town Board: a fact has no source"),
        ('quorum = { base = "whole", fraction = "1/2", source = " " }', "no source"),
        ('quorum = { base = "half", fraction = "1/2", source = "x" }', "cannot be read"),
        ('notes = [{ es = "Hola", source = "x" }]', "no English words"),
        ('whole = { source = "x", others = [{ kind = "mayor" }] }', "“count” is missing"),
    ],
)
def test_a_fact_that_cannot_stand_is_refused(extra, said):
    with pytest.raises(WrongInput, match=said):
        read_pack(SMALL + extra, "pack.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("= broken", "not TOML"),
        ('format = "other/9"', "format is not known"),
        (SMALL.replace('name = "Town Board"', ""), "“name” is missing"),
        (SMALL.replace('licence = "CC0-1.0"', ""), "“licence” is missing"),
    ],
)
def test_a_pack_that_cannot_be_read_says_why(text, said):
    with pytest.raises(WrongInput, match=said):
        read_pack(text)
