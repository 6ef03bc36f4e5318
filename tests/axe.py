"""What axe finds on a page: WCAG 2.2 A and AA, and axe's own best practice."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Rules left out, each with its reason. Nothing is left out today.
LEFT_OUT: dict[str, str] = {}
#: Our pages hold no other pages and fetch nothing from elsewhere: axe need not look for either.
OPTIONS = {
    "runOnly": RULES,
    "resultTypes": ["violations"],
    "rules": {rule: {"enabled": False} for rule in LEFT_OUT},
    "preload": False,
    "selectors": False,
    "iframes": False,
}
ASK = """options => axe.run(document, options).then(found => found.violations.map(
  one => one.id + ": " + one.help + " | " + one.nodes.slice(0, 4).map(
    node => node.html.slice(0, 220) + " (" + (node.any[0] || node.all[0] || node.none[0] || {}).message + ")"
  ).join(" | ")))"""


def brings_axe(context: BrowserContext) -> None:
    """Let every page of a context have axe from its beginning: quicker than handing it over each time."""
    context.add_init_script(AXE_SCRIPT)


def found_by_axe(page: Page) -> list[str]:
    """Each violation in a line: the rule, what it asks for, and the first places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(ASK, OPTIONS)
