"""A screen as assistive technology is told it: roles, names and states, one to a line."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

TREES = Path(__file__).resolve().parents[1] / "trees"
#: Where links lead is tested elsewhere.
ADDRESS = re.compile(r"^\s*- /url:.*\n?", re.M)
#: What is another each time: codes that are spoken, keys, fingerprints, times of the day.
CHANGING = [
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<id>"),
    (re.compile(r"\b[A-Z2-9]{3} ?[A-Z2-9]{3}\b(?=[\"'.,:]|$| )"), "<code>"),
    (re.compile(r"\b[0-9a-f]{12,64}\b"), "<digest>"),
    (re.compile(r"\b\d{1,2}:\d\d(?: ?[ap]\.?m\.?)?", re.I), "<time>"),
    (re.compile(r"\b\d+ (?:second|minute)s?\b"), "<minutes>"),
    (re.compile(r"timer: .*"), "timer: <time>"),
    (re.compile(r"/[\w/-]*/[A-Za-z0-9_-]{16,}/?"), "<address>"),
]


def told(page: Page) -> str:
    """The open page as a tree, without what is another each time."""
    tree = ADDRESS.sub("", page.locator("html").aria_snapshot() + "\n")
    for found, instead in CHANGING:
        tree = found.sub(instead, tree)
    return tree


def faults_of(tree: str) -> list[str]:
    """What nobody could use by ear: things without a name, and headings that skip a level."""
    lines = [one.strip() for one in tree.splitlines()]
    nameless = re.compile(
        r"- (?:button|link|textbox|combobox|checkbox|radio|img|navigation 2)\b(?! \")"
    )
    found = [f"without a name: {one}" for one in lines if nameless.match(one)]
    levels = [int(n) for one in lines for n in re.findall(r"^- '?heading\b.*\[level=(\d)\]", one)]
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} headings of the first level")
    before = 0
    for level in levels:
        if level > before + 1:
            found.append(f"a heading of level {level} after one of level {before}")
        before = level
    regions = re.findall(
        r"^- (navigation|region|form|search(?!box)|complementary)( \"[^\"]*\")?",
        "\n".join(lines),
        re.M,
    )
    found += [
        f"{regions.count(one)} of the same: {one[0]}{one[1]}"
        for one in dict.fromkeys(regions)
        if regions.count(one) > 1
    ]
    return found
