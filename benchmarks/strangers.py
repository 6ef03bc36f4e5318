# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a stranger waits for another host's thing, and for one that is nowhere.

    python benchmarks/strangers.py [pairs]

Staff of one host ask their own site for things of another host and for ids that nobody has, in
turns, ``pairs`` times a page (default 200). Prints the median of each and how far they lie
apart; the goal is less than 5 ms. By the clock, and in time of the processor, which is the
same on a computer that has other things to do. Makes its own database in a folder of its own.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

#: Pages whose address names a thing.
PAGES = (
    "people:person",
    "people:organisation",
    "recruitment:call",
    "recruitment:nomination",
    "recruitment:members",
    "training:day",
    "exercises:cohort-room",
    "campaigns:platform",
    "base:message",
    "pages:cohort",
)


def main(pairs: int) -> None:
    """Set up, measure, print one line a page."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["THOUSANDFOLD_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "thousandfold.settings.test"
        sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
        import django

        django.setup()
        measure(pairs)


def measure(pairs: int) -> None:
    """Print one line a page."""
    import logging

    from django.test.utils import setup_databases, setup_test_environment

    from access.asking import ELSEWHERE, cases
    from access.world import World
    from promises.addresses import every_address

    logging.disable(logging.CRITICAL)
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    world = World()
    staff = world.lookers["staff"]
    print(f"{'page':26} {'theirs':>9} {'nowhere':>9} {'apart':>9} {'by processor':>14}")
    for address in every_address():
        if address.name not in PAGES:
            continue
        case = next(one for one in cases(address, world) if one.whose == ELSEWHERE)
        (theirs, nowhere), (work, other_work) = in_turns(
            lambda path=case.path: staff.ask("GET", path),
            lambda path=case.void: staff.ask("GET", path),
            pairs,
        )
        apart, worked = abs(theirs - nowhere), abs(work - other_work)
        print(
            f"{address.name:26} {theirs:6.2f} ms {nowhere:6.2f} ms {apart:6.2f} ms {worked:11.2f} ms",
            flush=True,
        )


def in_turns(
    one: Callable[[], object], other: Callable[[], object], pairs: int
) -> list[tuple[float, float]]:
    """Medians of both in milliseconds, by the clock and by the processor.

    They are asked in turns, who is first by turns as well, so that both meet the same weather.
    """
    took: dict[object, list[tuple[float, float]]] = {one: [], other: []}
    for number in range(pairs):
        for ask in (one, other) if number % 2 else (other, one):
            began, worked = time.perf_counter(), time.process_time()
            ask()
            took[ask].append((time.perf_counter() - began, time.process_time() - worked))
    return [
        tuple(statistics.median(each[which] * 1000 for each in took[ask]) for ask in (one, other))
        for which in (0, 1)
    ]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
