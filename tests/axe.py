"""What axe finds on a page: WCAG 2.2 A and AA, and axe's own best practice."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Rules left out, each with its reason. Nothing is left out today.
LEFT_OUT: dict[str, str] = {}
#: What axe cannot decide by itself: the rule, what stopped it, where; and who decides instead.
#: Whatever it leaves open anywhere else counts as found.
DECIDED_ELSEWHERE = [
    # Words in a drawing lie on painted shapes: every pair of paints is measured in light, dark
    # and print by tests/core/drawing/test_drawing_place.py.
    ("color-contrast", "bgOverlap", "svg *"),
    ("color-contrast", "imgNode", "svg *"),
    ("color-contrast", "shortTextContent", "svg *"),
    # The line of a path runs beside its words and never under them; the pairs of colours are
    # measured by tests/promises/test_look.py.
    ("color-contrast", "pseudoContent", ".path *"),
    # The ground of a drawing is painted wider than the drawing, which cuts it off in the console;
    # axe takes it as lying over what stands beside it at that height. The headings stand on plain
    # slips, whose pairs of colours are measured by tests/promises/test_look.py.
    ("color-contrast", "bgOverlap", ".console-grid > div + div > .slip > h2"),
]
#: Our pages hold no other pages and fetch nothing from elsewhere: axe need not look for either.
OPTIONS = {
    "runOnly": RULES,
    "resultTypes": ["violations", "incomplete"],
    "rules": {rule: {"enabled": False} for rule in LEFT_OUT},
    "preload": False,
    "selectors": False,
    "elementRef": True,
    "iframes": False,
}
ASK = """([options, decided, all]) => axe.run(document, options).then(found => {
  const why = (node) => node.any[0] || node.all[0] || node.none[0] || {};
  const told = (one, nodes) => one.id + ": " + one.help + " | " + nodes.slice(0, 4).map(
    node => node.html.slice(0, 220) + " (" + why(node).message + ")").join(" | ");
  const open = (one) => one.nodes.filter(node => !decided.some(([rule, key, where]) =>
    rule === one.id && key === why(node).data?.messageKey && node.element?.matches(where)));
  return [...found.violations.map(one => told(one, one.nodes)),
    ...found.incomplete.filter(one => all && open(one).length).map(one => "undecided " + told(one, open(one)))];
})"""


def brings_axe(context: BrowserContext) -> None:
    """Let every page of a context have axe from its beginning: quicker than handing it over each time."""
    context.add_init_script(AXE_SCRIPT)


def found_by_axe(page: Page, undecided: bool = False) -> list[str]:
    """Each violation, and what axe left open, in a line: the rule, what it asks for, the first places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(ASK, [OPTIONS, DECIDED_ELSEWHERE, undecided])
