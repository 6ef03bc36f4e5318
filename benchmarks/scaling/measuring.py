# SPDX-License-Identifier: AGPL-3.0-or-later
"""All that is measured at one size, by a process of its own."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from scaling.ground import Ground


def measure(ground: Ground, people: int, given: argparse.Namespace) -> dict[str, Any]:
    """Everything that was asked for; migrations that came later are made first."""
    import django

    django.setup()
    from django.core.management import call_command

    from scaling import crowd, imports, plans, reading, room
    from scaling.pages import facts, host_of

    call_command("migrate", verbosity=0)
    parts = given.parts.split(",")
    told: dict[str, Any] = json.loads((ground.folder(people) / "filled").read_text())
    told.pop("tables")
    for which in ("same", "largest"):
        host = host_of(which)
        told[which] = {"facts": facts(host)}
        if "pages" in parts:
            told[which]["pages"] = reading.read(host, given.rounds)
        if "import" in parts:
            told[which]["import"] = imports.bring(host)
        if "plans" in parts:
            told[which]["plans"] = plans.offenders(host)
        print(f"{people:,}: {which} host done", file=sys.stderr)
    if "room" in parts:
        told["room"] = room.play(ground, people)
    if "crowd" in parts:
        told["crowd"] = crowd.work(ground, people, given.seconds)
    return told
