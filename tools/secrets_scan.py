"""Words in the repository that look like secrets: keys, tokens, passwords with a value.

python tools/secrets_scan.py [FOLDER]    print them, exit 1 when there are any
"""

from __future__ import annotations

import math
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

#: Shapes that only secrets have.
SHAPES = {
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY"),
    "age key": re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{40,}"),
    "cloud key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "forge token": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|glpat-[\w-]{20,})"),
    "registry token": re.compile(r"\bpypi-[A-Za-z0-9_-]{40,}"),
    "chat token": re.compile(r"\bxox[abpr]-[A-Za-z0-9-]{20,}"),
    "signed token": re.compile(r"\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{15,}"),
}
#: A name that speaks of a secret, and a value that somebody could have drawn by chance.
NAMED = re.compile(
    r"(?i)\b\w*(?:secret|passw(?:or)?d|token|api_?key|signing_?key)\w*[\"']?\s*[:=]\s*"
    r"[\"']([A-Za-z0-9+/=_\-]{20,})[\"']"
)
#: Bits a letter that words do not reach and chance does.
CHANCE = 4.0
#: Locks hold hashes by the thousand; pictures and packed files hold anything.
LEFT_OUT = re.compile(r"(\.lock|\.png|\.jpg|\.woff2?|\.sqlite3|\.age|\.po|\.mo|\.xlsx?|\.csv)$")


def bits(text: str) -> float:
    """Entropy of a text's letters, in bits a letter."""
    counts = Counter(text).values()
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts)


def suspicious(text: str) -> Iterator[str]:
    """What a text holds that looks like a secret: its kind, never its value."""
    for kind, shape in SHAPES.items():
        if shape.search(text):
            yield kind
    if any(bits(found) >= CHANCE for found in NAMED.findall(text)):
        yield "named secret"


def tracked(root: Path) -> list[Path]:
    """Files that the repository keeps, or would keep."""
    call = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(call, cwd=root, check=True, capture_output=True, text=True)
    names = [name for name in done.stdout.split("\0") if name and not LEFT_OUT.search(name)]
    return [root / name for name in names]


def findings(root: Path) -> list[str]:
    """Every file with what looks like a secret in it."""
    found = []
    for path in tracked(root):
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{path.relative_to(root)}: {kind}" for kind in suspicious(text)]
    return sorted(found)


def main() -> None:
    """Print what was found."""
    found = findings(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found) or "Nothing looks like a secret.")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
