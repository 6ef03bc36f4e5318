"""What is lost when people choose their own colours, and what moves although they asked for rest."""

from __future__ import annotations

from playwright.sync_api import Page

#: Where forced colours leave nothing but text, each of these must still be seen: what is pressed
#: by its words, its border or its line; a sign by its strokes; a picture by its lines and words.
LOST = """() => {
  const seen = (one) => one.checkVisibility({visibilityProperty: true}) && !one.closest(".hush");
  const named = (one) => `${one.localName}.${one.getAttribute("class") || ""} ${
    (one.innerText || one.ariaLabel || one.name || "").replace(/\\s+/g, " ").trim().slice(0, 30)}`;
  const colour = (one, which) => getComputedStyle(one)[which];
  const clear = (value) => value === "transparent" || /^rgba\\(.*, 0\\)$/.test(value);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement)
      if (!clear(colour(at, "backgroundColor"))) return colour(at, "backgroundColor");
    return "rgb(255, 255, 255)";
  };
  const same = (one, other) => one.replace("rgba", "rgb").replace(/, 1\\)/, ")") === other;
  // Words in a drawing may lie on a shape that keeps its own colour.
  const carried = (text) => {
    const at = text.getBoundingClientRect();
    const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
    return [...text.ownerSVGElement.querySelectorAll("circle, rect, path")].some((one) => {
      const box = one.getBoundingClientRect();
      const fill = colour(one, "fill");
      return fill !== "none" && !same(fill, colour(text, "fill")) &&
        box.left < x && x < box.right && box.top < y && y < box.bottom;
    });
  };
  const lost = [];
  const inputs = "input:not([type=hidden], [type=range], [type=checkbox], [type=radio]), select, textarea";
  for (const one of document.querySelectorAll(`button, .button, ${inputs}`)) {
    if (!seen(one) || one.matches(".as-link")) continue;
    const edge = parseFloat(colour(one, "borderTopWidth")) || 0;
    const around = ground(one.parentElement);
    if (!edge || same(colour(one, "borderTopColor"), around)) lost.push(`no border: ${named(one)}`);
  }
  for (const one of document.querySelectorAll("a[href], button, summary, label, p, li, td, th, h1, h2, h3, legend")) {
    const own = [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (own && seen(one) && same(colour(one, "color"), ground(one))) lost.push(`no letters: ${named(one)}`);
  }
  for (const one of document.querySelectorAll("main svg text")) {
    if (!seen(one) || one.closest("defs")) continue;
    const style = getComputedStyle(one);
    const on = ground(one.ownerSVGElement);
    const gone = (paint) => paint === "none" || clear(paint) || same(paint, on);
    if (one.localName === "text" && gone(style.fill) && !carried(one))
      lost.push(`no words drawn: ${named(one)} ${one.textContent}`);
  }
  for (const svg of document.querySelectorAll("svg")) {
    if (!seen(svg) || svg.closest(".qr, defs") || !svg.getClientRects().length) continue;
    const on = ground(svg);
    const marks = [...svg.querySelectorAll("path, line, rect, circle, ellipse, text, use, polyline, polygon")];
    const gone = (paint) => paint === "none" || clear(paint) || same(paint, on);
    if (marks.length && marks.every((one) => gone(getComputedStyle(one).fill) && gone(getComputedStyle(one).stroke)))
      lost.push(`nothing drawn: ${named(svg)}`);
  }
  return [...new Set(lost)];
}"""

#: The line around what has the focus, asked for after the key that moves it.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const style = getComputedStyle(one);
  const line = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return line ? "" : `no focus seen: ${one.localName} ${(one.innerText || one.name || "").slice(0, 30)}`;
}"""

#: A hundredth of a second is no movement.
MOVES = """() => {
  const long = (value) => value.split(",").some((one) => parseFloat(one) > 0.01);
  const found = [];
  for (const one of document.querySelectorAll("*"))
    for (const part of [undefined, "::before", "::after"]) {
      const style = getComputedStyle(one, part);
      if (part && style.content === "none") continue;
      const runs = style.animationName !== "none" && long(style.animationDuration);
      if (runs || long(style.transitionDuration) || style.scrollBehavior === "smooth")
        found.push(`moves: ${one.localName}.${one.getAttribute("class") || ""}${part || ""}`);
    }
  if (document.querySelector("marquee, blink, animate, animateTransform, animateMotion"))
    found.push("moves: by its markup");
  return [...new Set(found)].slice(0, 8);
}"""


def lost_in_own_colours(page: Page) -> list[str]:
    """What is no longer seen once the page is shown in the colours of the person's own device."""
    page.emulate_media(forced_colors="active")
    lost: list[str] = page.evaluate(LOST)
    page.keyboard.press("Tab")
    lost += [one for one in [page.evaluate(FOCUS)] if one]
    page.emulate_media(forced_colors="none")
    return lost


def moving(page: Page) -> list[str]:
    """What moves on a page; asked of somebody who asked for less of it, nothing may."""
    found: list[str] = page.evaluate(MOVES)
    return found
