"""What can be dragged, and the way to the same end without dragging (WCAG 2.5.7).

Nothing of ours is dragged today. Whoever lets something be dragged declares it here, with the
journey that comes to the same stored end by buttons or lists.
"""

from __future__ import annotations

import re
from pathlib import Path

import thousandfold
from promises.journeys.registry import EVERY

SOURCE = Path(thousandfold.__file__).parent
#: File of ours and what in it lets something be dragged, to the name of the journey without.
TWINS: dict[tuple[str, str], str] = {}
#: Words that look like dragging and are not, with the reason.
NO_DRAG = {
    ("base/static/base/live.js", "pointerdown"): "waits until a finger is up again, moves nothing",
    ("base/static/base/live.js", "pointerup"): "as above",
    ("base/static/base/live.js", "pointercancel"): "as above",
}
SIGNS = re.compile(
    r"\b(draggable|drag(?:start|over|enter|leave|end)?|drop|pointer(?:down|move|up|cancel)"
    r"|mouse(?:down|move|up)|touch(?:start|move|end)|setPointerCapture|dataTransfer|sortable)\b"
)
#: In pages only what a browser takes as dragging; in script every word.
IN_PAGES = re.compile(r"\b(draggable|on(?:drag\w*|drop|pointer\w+|mouse\w+|touch\w+))\s*=")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)


def signs_of_dragging(root: Path = SOURCE) -> set[tuple[str, str]]:
    """Each file of ours below a folder with each sign that something in it is dragged."""
    found: set[tuple[str, str]] = set()
    for file in sorted([*root.rglob("*.js"), *root.rglob("*.html")]):
        text = file.read_text(encoding="utf-8")
        pattern = SIGNS if file.suffix == ".js" else IN_PAGES
        read = COMMENT.sub(" ", text) if file.suffix == ".js" else text
        name = str(file.relative_to(root))
        found |= {(name, one) for one in pattern.findall(read)}
    return found


def dragged_without_twin(
    found: set[tuple[str, str]], twins: dict[tuple[str, str], str]
) -> list[str]:
    """What is dragged, and nobody said how it is done without; and twins that nobody walks."""
    walked = {one.name for one in EVERY}
    missing = [f"{file}: {sign}" for file, sign in found - set(NO_DRAG) - set(twins)]
    gone = [f"nobody walks: {name}" for name in twins.values() if name not in walked]
    idle = [f"stands there no more: {file}: {sign}" for file, sign in {*NO_DRAG, *twins} - found]
    return sorted(missing + gone + idle)
