"""What is measured on an open page: what fingers must hit, and text that is given more room."""

from __future__ import annotations

from playwright.sync_api import Page

#: WCAG 2.5.8: 24 CSS pixels for everything that is pressed; ours: 44 for the main thing to do.
LEAST, LEAST_OF_MAIN = 24, 44

#: A link within a sentence is as high as its line (WCAG 2.5.8, "inline"); a box that is ticked
#: is hit by its words too.
SMALL = """([least, main]) => {
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const inLine = (one) => getComputedStyle(one).display === "inline" &&
    [...one.parentElement.childNodes].some((n) => n.nodeType === 3 && /[^\\s·|,–—-]/.test(n.data));
  const box = (one) => {
    const own = one.getBoundingClientRect();
    const words = one.labels?.[0]?.getBoundingClientRect();
    const ticked = ["checkbox", "radio", "file"].includes(one.type);
    return ticked && words ? {width: Math.max(own.width, words.width),
                              height: Math.max(own.height, words.height)} : own;
  };
  const named = (one) => `${one.tagName.toLowerCase()} ${
    (one.innerText || one.ariaLabel || one.name || one.className || "").replace(/\\s+/g, " ").trim().slice(0, 30)}`;
  const found = [];
  for (const one of document.querySelectorAll(pressed)) {
    const style = getComputedStyle(one);
    const {width, height} = box(one);
    if (!width || !height || style.visibility === "hidden" || one.disabled) continue;
    if (one.closest(".hush, [hidden], details:not([open]) > :not(summary)")) continue;
    const away = one.getBoundingClientRect().bottom < 0;
    if (away) continue;
    const wanted = one.matches("button.primary, a.primary") ? main : least;
    if (Math.min(width, height) >= wanted - 0.5 || inLine(one)) continue;
    found.push(`${named(one)} is ${Math.round(width)} × ${Math.round(height)}, not ${wanted}`);
  }
  return [...new Set(found)];
}"""

#: WCAG 1.4.12: lines of 1.5, letters 0.12 and words 0.16 of their size apart.
MORE_ROOM = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
USUAL_ROOM = "() => { document.adoptedStyleSheets = []; }"

#: Text that its box hides once it needs more room.
HIDDEN = """() => [...document.querySelectorAll("main *, header *, footer *, nav *")]
  .filter((one) => one.innerText?.trim() && !one.closest("svg, .hush, [hidden]"))
  .filter((one) => one.clientWidth > 2)  // what is only read out is a pixel wide
  .filter((one) => {
    const style = getComputedStyle(one);
    const hides = [style.overflowX, style.overflowY].map((way) => ["hidden", "clip"].includes(way));
    return (hides[0] && one.scrollWidth > one.clientWidth + 1) ||
           (hides[1] && one.scrollHeight > one.clientHeight + 1);
  }).map((one) => one.innerText.replace(/\\s+/g, " ").trim().slice(0, 40))"""


WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def too_small(page: Page) -> list[str]:
    """What is pressed and smaller than a fingertip."""
    found: list[str] = page.evaluate(SMALL, [LEAST, LEAST_OF_MAIN])
    return found


def lost_with_more_room(page: Page) -> list[str]:
    """Text that is cut off once lines, words and letters stand further apart."""
    page.evaluate(MORE_ROOM)
    cut: list[str] = page.evaluate(HIDDEN)
    wide, width = page.evaluate(WIDTHS)
    page.evaluate(USUAL_ROOM)
    faults = [f"cut off with more room: {one}" for one in cut]
    return faults + ([f"{wide} wide with more room on {width}"] if wide > width else [])
