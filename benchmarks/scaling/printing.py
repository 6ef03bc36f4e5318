# SPDX-License-Identifier: AGPL-3.0-or-later
"""The figures of all sizes side by side, with how they grew from the smallest."""

from __future__ import annotations

from typing import Any

Told = dict[int, dict[str, Any]]


def side_by_side(told: Told) -> None:
    """Print everything that was measured."""
    sizes = sorted(told)
    for people in sizes:
        one = told[people]
        print(
            f"{one['hosts']:>4} hosts {people:>9,} people {one['rows']:>10,} rows in "
            f"{one['seconds']:,} s; database {one['database_mb']:,} MB, keys {one['keystore_mb']} MB"
        )
    for which in ("same", "largest"):
        _pages(told, sizes, which)
        _imports(told, sizes, which)
    _plans(told, sizes)
    for part in ("room", "crowd"):
        for people in sizes:
            if part in told[people]:
                print(f"{part} {people:>9,}: {told[people][part]}")


def _pages(told: Told, sizes: list[int], which: str) -> None:
    """Milliseconds of each page, and how it grew: of the clock, and of the database."""
    if "pages" not in told[sizes[0]][which]:
        return
    known = " | ".join(f"{told[one][which]['facts']['people']:,} of {one:,}" for one in sizes)
    print(f"\n{which} host: people {known}")
    print(f"{'page':<30}" + "".join(f"{one:>11,} ms  db q" for one in sizes) + "   grew   in db")
    for name in told[sizes[-1]][which]["pages"]:
        rows = [told[one][which]["pages"].get(name, {}) for one in sizes]
        print(f"{name:<30}" + "".join(_cell(row) for row in rows) + _growth(rows))


def _cell(row: dict[str, Any]) -> str:
    if "least" not in row:
        return f"{row.get('status', '-'):>20}"
    return f"{row['least']:>11,.0f} {row['db']:>5.0f} {row['queries']:>2}"


def _growth(rows: list[dict[str, Any]]) -> str:
    first, last = rows[0], rows[-1]
    if "least" not in first or "least" not in last:
        return ""
    return f"{last['least'] / first['least']:>7.1f} {last['db'] / max(first['db'], 0.1):>7.1f}"


def _imports(told: Told, sizes: list[int], which: str) -> None:
    for people in sizes:
        if "import" in told[people][which]:
            print(f"import of 300 rows at {people:,}: {told[people][which]['import']}")


def _plans(told: Told, sizes: list[int]) -> None:
    """Scans of whole large tables at the largest size."""
    for which in ("same", "largest"):
        for one in told[sizes[-1]][which].get("plans", []):
            print(f"whole table {one['table']} for {one['page']} ({which}): {one['filter']}")
