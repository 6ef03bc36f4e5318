"""What a site is made of: the list of licences, and the bill of materials with it.

    python tools/bill_of_materials.py            write docs/reference/licences.csv
    python tools/bill_of_materials.py --bill     write build/bill-of-materials.cdx.json as well

Both need no network: names, versions and hashes are those of the lock, licences those that the
installed packages declare. The bill is CycloneDX 1.6, made by cyclonedx-py.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "run.lock"
TABLE = ROOT / "docs" / "reference" / "licences.csv"
BILL = ROOT / "build" / "bill-of-materials.cdx.json"

#: Licences by the words that packages use where they give no SPDX expression.
WORDS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
#: Looked up by hand: needed on other systems only, or said in the text of the licence alone.
BY_HAND = {"colorama": "BSD-3-Clause", "pyrage": "MIT", "tzdata": "Apache-2.0"}


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names() -> list[str]:
    """Packages of the lock."""
    text = LOCK.read_text(encoding="utf-8")
    found = re.findall(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", text)
    return sorted({plain(one) for one in found})


def licence(name: str) -> str:
    """The licence that a package declares, as SPDX writes it; empty where it says none."""
    if name in BY_HAND:
        return BY_HAND[name]
    try:
        facts = metadata(name)
    except PackageNotFoundError:
        return ""
    if said := facts.get("License-Expression"):
        return str(said)
    for line in facts.get_all("Classifier") or []:
        word = line.rpartition(" :: ")[2]
        if line.startswith("License ::") and word in WORDS:
            return WORDS[word]
    return str(facts.get("License") or "").strip().split("\n")[0][:40]


def table() -> str:
    """The list of licences as CSV."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["package", "licence"])
    rows.writerows([name, licence(name)] for name in names())
    return out.getvalue()


def bill() -> dict[str, Any]:
    """The bill of materials of the lock, with the licences."""
    words = ["requirements", str(LOCK), "--pyproject", str(ROOT / "pyproject.toml")]
    call = [sys.executable, "-m", "cyclonedx_py", *words, "--output-reproducible", "--of", "JSON"]
    done = subprocess.run(call, check=True, capture_output=True, text=True)
    made: dict[str, Any] = json.loads(done.stdout)
    for one in made["components"]:
        one.pop("description", None)  # the whole line of the lock, which stands there anyway
        one["licenses"] = [{"expression": licence(plain(one["name"]))}]
    return made


def main() -> None:
    """Write what was asked for."""
    TABLE.write_text(table(), encoding="utf-8")
    print(TABLE.relative_to(ROOT))
    if "--bill" in sys.argv:
        BILL.parent.mkdir(exist_ok=True)
        BILL.write_text(json.dumps(bill(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(BILL.relative_to(ROOT))


if __name__ == "__main__":
    main()
