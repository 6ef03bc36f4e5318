"""The tool that makes the pack writes what the reader reads."""

import importlib.util
from pathlib import Path

import pytest

from thousandfold_core.bodies.pack import read_pack

TOOL = Path(__file__).resolve().parents[3] / "tools/make_seats_pack.py"
SEATS = """\
body,affiliate_region,seat_kind,seat_number,ocd_division_id,ocd_name
Oakland (CA) City Council,East Bay,district,1,ocd-division/country:us/state:ca/place:oakland/council_district:1,One
Oakland (CA) City Council,East Bay,district,2,ocd-division/country:us/state:ca/place:oakland/council_district:2,Two
Springfield (XX) "Old" Board,Nowhere,ward,A,ocd-division/country:us/state:xx/place:springfield/ward:a,A
"""


@pytest.fixture
def made(tmp_path):
    spec = importlib.util.spec_from_file_location("make_seats_pack", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    path = tmp_path / "seats.csv"
    path.write_text(SEATS, encoding="utf-8")
    return read_pack(tool.main(str(path))).bodies


def test_known_facts_are_added_to_the_seats(made):
    oakland = made[0]
    assert (oakland.name, oakland.place, oakland.state) == ("Oakland City Council", "Oakland", "CA")
    assert (len(oakland.seats), oakland.size, oakland.thresholds[0].count) == (2, 3, 5)


def test_a_body_without_known_facts_has_its_seats_only(made):
    other = made[1]
    assert (other.name, other.seats[0].kind) == ('Springfield "Old" Board', "ward")
    assert (other.whole_size_known, other.thresholds) == (False, ())
