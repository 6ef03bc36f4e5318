"""The access matrix: every address, as everybody, about things of everybody; kept as a table."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from access.asking import IN, Case, answer, cases, methods
from access.expected import expected
from access.world import Looker, World
from promises.addresses import Address, every_address
from thousandfold.base.doorway.doors import permission_of

TABLE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "access-matrix.csv"
FIRST = ["part", "address", "asked by", "permission", "whose"]
#: Set by ``tools/access-matrix``: the table is written, not compared.
WRITE = "THOUSANDFOLD_WRITE_ACCESS_MATRIX"
#: What may differ between two answers that say the same: keys of forms, and the address asked for.
PASSING = re.compile(
    rb'nonce="[^"]*"|name="(?:csrfmiddlewaretoken|once)" value="[^"]*"|value="/[^"]*"'
    rb'|(?:href|action)="[^"]*"'
)

#: Addresses that cost more work for what is there, and why.
FOUND_FIRST = {
    "exercises:member-entry": "It names no host: the room is found first, then who may come in.",
}


def part_of(address: Address) -> str:
    """The part of the site that an address belongs to; sign-in and language are "account"."""
    return address.app or "account"


def parts() -> list[str]:
    """Every part of the site that has addresses."""
    return sorted({part_of(one) for one in every_address()})


@dataclass
class Matrix:
    """Every answer in a word; where it breaks a promise; and what tells too much.

    ``compared``: so many answers about another host's things were held against those about
    things that are nowhere: the same status, page and work for the database.

    ``shut``: addresses where nobody at all was let in, so that nothing was tried.
    """

    world: World
    rows: list[list[str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    telling: list[str] = field(default_factory=list)
    shut: list[str] = field(default_factory=list)
    compared: int = 0

    def walk(self, addresses: Iterable[Address]) -> Matrix:
        """Ask each of these addresses, as everybody.

        Raises:
            AssertionError: for an address that declares nothing, or without examples.
        """
        for address in addresses:
            if permission_of(address.view) is None:
                raise AssertionError(f"{address.route} does not say who may see it.")
            before = len(self.rows)
            for case in cases(address, self.world):
                self._keep(case, {one: self._row(case, one) for one in methods(address)})
            if not any(IN in row for row in self.rows[before:]):
                self.shut.append(address.name)
        self.rows.sort()
        return self

    def _row(self, case: Case, method: str) -> list[str]:
        return [self._cell(case, method, one) for one in self.world.lookers.values()]

    def _cell(self, case: Case, method: str, looker: Looker) -> str:
        path = case.path_of(looker)
        if not path:
            return ""
        word, reply = answer(looker, method, case.address.name, path)
        said = f"{method} {case.address.name} ({case.whose or 'no thing'}) as {looker.name}"
        wanted = expected(case, method, looker, self.world)
        if wanted not in (None, word):
            self.wrong.append(f"{said}: {word}, promised: {wanted}")
        if case.void and not (looker.at is self.world.foreign and case.is_theirs_abroad):
            void = answer(looker, method, case.address.name, case.void)
            self._compare(case.address.name, said, (word, reply), void)
        return word

    def _compare(self, name: str, said: str, found: tuple[str, Any], void: tuple[str, Any]) -> None:
        """What is not theirs must be answered like what is nowhere, to the letter."""
        if (found[0], found[1].status_code) != (void[0], void[1].status_code):
            self.telling.append(f"{said}: {found[0]}, and {void[0]} for what is nowhere")
        elif PASSING.sub(b"", found[1].content) != PASSING.sub(b"", void[1].content):
            self.telling.append(f"{said}: another page than for what is nowhere")
        elif found[1].work != void[1].work and name not in FOUND_FIRST:
            more = f"{found[1].work} questions to the database, {void[1].work} for"
            self.telling.append(f"{said}: {more} what is nowhere")
        self.compared += 1

    def _keep(self, case: Case, found: dict[str, list[str]]) -> None:
        """One row a case; two when asking and sending are answered differently."""
        address = case.address
        alike = len(set(map(tuple, found.values()))) == 1
        shown = {" ".join(found): next(iter(found.values()))} if alike else found
        for asked, words in shown.items():
            permission = str(permission_of(address.view))
            first = [part_of(address), "/" + address.route, asked, permission, case.whose]
            self.rows.append([*first, *words])


def committed() -> tuple[list[str], list[list[str]]]:
    """The heading and the rows of the committed table."""
    if not TABLE.exists():
        return [], []
    with TABLE.open(encoding="utf-8", newline="") as file:
        heading, *rows = list(csv.reader(file)) or [[]]
    return heading, rows


def write(part: str, rows: list[list[str]], heading: list[str]) -> None:
    """Put a part's rows into the table, in place of those that stood there; drop parts gone."""
    kept = [row for row in committed()[1] if row[0] != part and row[0] in parts()]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(sorted([*kept, *rows]))


def differences(part: str, rows: list[list[str]], heading: list[str]) -> list[str]:
    """What the committed table says otherwise, cell by cell; written instead when asked to."""
    if os.environ.get(WRITE):
        write(part, rows, heading)
    stood_in, stood = committed()
    if stood_in != heading:
        return ["the columns are others"]
    before = {tuple(row[:5]): row[5:] for row in stood if row[0] == part}
    now = {tuple(row[:5]): row[5:] for row in rows}
    gone = [f"{' '.join(key)}: no longer there" for key in before.keys() - now.keys()]
    new = [f"{' '.join(key)}: new" for key in now.keys() - before.keys()]
    return sorted([*gone, *new, *_cells(before, now, heading[5:])])


def _cells(before: dict[Any, list[str]], now: dict[Any, list[str]], names: list[str]) -> list[str]:
    return [
        f"{' '.join(key)} as {name}: was {was}, is {became}"
        for key in before.keys() & now.keys()
        for name, was, became in zip(names, before[key], now[key], strict=True)
        if was != became
    ]
