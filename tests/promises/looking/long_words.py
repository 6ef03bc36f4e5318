"""What people wrote, with a very long word behind it: does the page still hold?"""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Page

from promises.looking.measuring import HIDDEN, WIDTHS

#: Forty-two letters that no line may break by its own rules.
LONG = "Donaudampfschifffahrtsgesellschaftskapitän"

#: Behind the words of people, wherever they stand but in a drawing, which measures its own.
LENGTHEN = """([words, long]) => {
  const known = new Set(words);
  const names = words.filter((one) => one.length < 30)
    .map((one) => one.replace(/[.*+?^${}()|[\\]\\\\]/g, "\\\\$&"));
  const some = names.length ? new RegExp(String.raw`(?:^|[^\\p{L}])(${names.join("|")})(?=$|[^\\p{L}])`, "u") : null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  let count = 0;
  for (const one of texts) {
    const parent = one.parentElement;
    if (!one.data.trim() || parent.closest("svg, script, style, option, code, textarea")) continue;
    if (known.has(one.data.trim()) || some?.test(one.data)) { one.data += long; count += 1; }
  }
  return count;
}"""

#: The bar on top shortens where one is with three dots; opened, it tells the whole name.
CUT = HIDDEN.replace(
    "return (hides",
    'if (one.closest("summary") && style.textOverflow === "ellipsis") return false;\n    return (hides',
)


def lengthened(page: Page, words: Iterable[str]) -> int:
    """Put the long word behind the words of people on the open page; how many were found."""
    count: int = page.evaluate(LENGTHEN, [list(words), LONG])
    return count


def burst(page: Page) -> list[str]:
    """What a long word pushes out of its box or off the screen."""
    wide, width = page.evaluate(WIDTHS)
    cut: list[str] = page.evaluate(CUT)
    faults = [f"{wide} wide with a long word on {width}"] if wide > width else []
    return faults + [f"a long word is cut off: {one}" for one in cut]
