# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the size of the network costs: 1,000 people, 10,000 and 1,000,000 side by side.

    python benchmarks/scale.py --home /tmp/scale-pg --port 8202 --fill
    python benchmarks/scale.py --home /tmp/scale-pg --port 8202

A PostgreSQL of its own, one database a size; ``--fill`` makes what is not filled yet and may
take 20 minutes for the largest. Then, size by size in one run: every page, an import, a
room of 20 phones, 50 staff at work, and the plans of all queries. The first host is the same at
every size (1,000 people), so that the growth of its figures is what the *others* cost it; the
largest host is measured beside it. Read ratios rather than milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from scaling.filling import begin, fill
from scaling.ground import SIZES, Ground

PARTS = ("pages", "import", "plans", "room", "crowd")


def main() -> None:
    """Fill what is asked for, measure what is asked for, print it side by side."""
    given = _given()
    ground = Ground(given.home, given.port)
    if given.child:
        _child(given, ground)
        return
    ground.start()
    sizes = [int(one) for one in given.sizes.split(",")]
    for people in sizes if given.fill else []:
        if not ground.has(people) or given.anew:
            begin(ground.folder(people))
            ground.create(people)
            _ask(given, people, "fill")
    if not given.fill:
        from scaling.printing import side_by_side

        told = {people: json.loads(_ask(given, people, "measure")) for people in sizes}
        (given.home / "measured.json").write_text(json.dumps(told, indent=1))
        side_by_side(told)


def _given() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--home", type=Path, default=Path("/tmp/thousandfold-scale"))
    ask.add_argument("--port", type=int, default=8202)
    ask.add_argument("--sizes", default=",".join(str(one) for one in SIZES))
    ask.add_argument("--fill", action="store_true", help="fill what is not filled, and end")
    ask.add_argument("--anew", action="store_true", help="fill again what was filled")
    ask.add_argument("--processes", type=int, default=2, help="that fill side by side")
    ask.add_argument("--parts", default=",".join(PARTS))
    ask.add_argument("--rounds", type=int, default=7, help="times that a page is asked for")
    ask.add_argument("--seconds", type=float, default=30, help="of 50 staff at work")
    ask.add_argument("--child", default="", help=argparse.SUPPRESS)
    return ask.parse_args()


def _ask(given: argparse.Namespace, people: int, what: str) -> str:
    """Do it in a process of its own, with the settings of this size."""
    env = {**os.environ, **Ground(given.home, given.port).surroundings(people)}
    words = [sys.executable, *sys.argv, "--child", f"{what}:{people}"]
    done = subprocess.run(words, env=env, stdout=subprocess.PIPE, text=True, check=True)
    if what == "fill":
        print(done.stdout, end="")
    return done.stdout.strip().splitlines()[-1]


def _child(given: argparse.Namespace, ground: Ground) -> None:
    what, people = given.child.split(":")
    if what == "fill":
        fill(int(people), SIZES[int(people)], given.processes, ground.folder(int(people)))
        return
    from scaling.measuring import measure

    print(json.dumps(measure(ground, int(people), given)))


if __name__ == "__main__":
    main()
