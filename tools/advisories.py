"""Look up known faults of every locked package, and keep the answer with its day.

    python tools/advisories.py            ask pip-audit (needs the network), write the snapshot
    python tools/advisories.py --check    ask nothing: is the snapshot whole, young, without faults?

Both end with status 1 when a release should not go out. Not part of ``./test``: a test that
turns red because days pass says nothing about the change that it runs for.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from thousandfold.cli import advisories

LOCK = Path(__file__).resolve().parents[1] / "requirements" / "run.lock"


def locked() -> dict[str, str]:
    """Versions by package, as locked."""
    found = re.findall(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", LOCK.read_text())
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def main() -> None:
    """Ask, or check; say what is wrong."""
    today = datetime.now(UTC).date()
    if "--check" not in sys.argv:
        words = [
            "--requirement",
            str(LOCK),
            "--require-hashes",
            "--disable-pip",
            "--format",
            "json",
        ]
        call = [sys.executable, "-m", "pip_audit", *words]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        made = advisories.from_audit(json.loads(done.stdout), today)
        advisories.FILE.write_text(advisories.to_json(made), encoding="utf-8")
    snapshot = advisories.from_json(advisories.FILE.read_text(encoding="utf-8"))
    found = advisories.wrong(snapshot, locked(), today)
    print(advisories.said(snapshot, today))
    print("\n".join(found) or "Nothing known.")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
