# SPDX-License-Identifier: Apache-2.0
"""Build the starter pack of governing bodies from a file of district seats.

    python tools/make_seats_pack.py SEATS.csv > src/thousandfold/power/packs/us_bodies.toml

SEATS.csv has the columns body, affiliate_region, seat_kind, seat_number,
ocd_division_id, ocd_name (Open Civic Data division ids, CC0). What else is
known about a body, each fact with its source, is in seats_facts.toml beside
this script.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tomllib
from pathlib import Path

FACTS = Path(__file__).with_name("seats_facts.toml")
HEADER = """\
# Governing bodies and their district seats: a starter pack.
# Made by tools/make_seats_pack.py; change tools/seats_facts.toml and run it again.
# A body without a "whole" entry may have more seats than listed: nobody has checked yet.

format = "thousandfold-bodies/1"
as_of = 2026-03-19
licence = "CC0-1.0"
source = "Open Civic Data division ids @7080566, CC0"
"""


def main(path: str) -> str:
    """The text of the pack."""
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    parts = [HEADER]
    with open(path, encoding="utf-8", newline="") as file:
        for name, rows in _by_body(csv.DictReader(file)).items():
            parts.append(_body(name, rows, _facts_for(name, facts)))
    return "\n".join(parts)


def _by_body(rows) -> dict[str, list[dict]]:
    bodies: dict[str, list[dict]] = {}
    for row in rows:
        bodies.setdefault(row["body"], []).append(row)
    return bodies


def _facts_for(name: str, facts: dict) -> dict:
    shared = [group for group in facts.values() if name in group.get("bodies", ())]
    return {**(shared[0] if shared else {}), **facts.get(name, {})}


def _body(name: str, rows: list[dict], facts: dict) -> str:
    place, state, kind = re.fullmatch(r"(.+) \((\w\w)\) (.+)", name).groups()
    lines = [
        "[[body]]",
        _line("name", facts.get("name", f"{place} {kind}")),
        _line("place", facts.get("place", place)),
        _line("region", rows[0]["affiliate_region"].replace("San Jose", "San José")),
        _line("state", state),
        _line("ocd_id", rows[0]["ocd_division_id"].rpartition("/")[0]),
        _line("seat_kind", rows[0]["seat_kind"]),
    ]
    if "term" in facts:
        lines.append(_line("term", facts["term"]))
    lines.append("seats = [")
    lines += [f"    {_inline(_seat(row))}," for row in rows]
    lines.append("]")
    for key in ("whole", "quorum"):
        if key in facts:
            lines.append(f"{key} = {_inline(facts[key])}")
    for key in ("thresholds", "notes"):
        lines += _tables(key, facts.get(key, []))
    return "\n".join(lines) + "\n"


def _seat(row: dict) -> dict:
    return {"number": row["seat_number"], "ocd_id": row["ocd_division_id"]}


def _tables(key: str, tables: list[dict]) -> list[str]:
    lines = []
    for table in tables:
        lines += ["", f"[[body.{key}]]", *(_line(k, v) for k, v in table.items())]
    return lines


def _line(key: str, value) -> str:
    return f"{key} = {_value(value)}"


def _inline(table: dict) -> str:
    return "{ " + ", ".join(_line(key, value) for key, value in table.items()) + " }"


def _value(value) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, dict):
        return _inline(value)
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the file of seats: python tools/make_seats_pack.py SEATS.csv")
    sys.stdout.write(main(sys.argv[1]))
