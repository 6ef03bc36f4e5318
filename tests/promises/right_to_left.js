// What is wrong with a page that is written from the right: one line for each fault.
() => {
  const wrong = [];
  const root = document.documentElement;
  const named = (one) => `<${one.localName} class="${one.getAttribute("class") || ""}"> ${(one.textContent || "").trim().slice(0, 30)}`;
  if (root.scrollWidth > root.clientWidth) wrong.push(`${root.scrollWidth} wide on a screen of ${root.clientWidth}`);

  // Headings stand at the right edge of their box, unless their box is laid out around a middle.
  for (const heading of document.querySelectorAll("h1, h2, h3")) {
    const look = getComputedStyle(heading), words = document.createRange();
    words.selectNodeContents(heading);
    const [text] = words.getClientRects();
    if (!text || text.width < 2 || look.textAlign === "center" || heading.closest("svg, .hush")) continue;
    const edge = heading.getBoundingClientRect().right - parseFloat(look.paddingRight) - parseFloat(look.borderRightWidth);
    const ends = Math.max(...[...words.getClientRects()].map((one) => one.right));
    if (look.direction !== "rtl" || Math.abs(edge - ends) > 3) wrong.push(`${named(heading)} ends ${Math.round(edge - ends)} px before the right edge`);
  }

  // Everything that is seen: lines of text, and controls. Each lies in a layer: the page, or a bar.
  const layer = (one) => { for (let up = one; up; up = up.parentElement) if (/fixed|sticky/.test(getComputedStyle(up).position)) return up; return root; };
  const seen = [];
  // Of what is pushed along inside a box, only what shows.
  const showing = (owner, box) => {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    for (let up = owner.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflow !== "visible") {
        const pane = up.getBoundingClientRect();
        [left, top] = [Math.max(left, pane.left), Math.max(top, pane.top)];
        [right, bottom] = [Math.min(right, pane.right), Math.min(bottom, pane.bottom)];
      }
    return { left, top, right, bottom };
  };
  const notes = (owner, whole) => {
    const box = showing(owner, whole);
    if (box.right - box.left > 2 && box.bottom - box.top > 2) seen.push({ owner, box, layer: layer(owner) });
  };
  const clipped = (one) => { for (let up = one; up; up = up.parentElement) if (getComputedStyle(up).clipPath !== "none") return true; return false; };
  const hidden = (one) => clipped(one) || one.closest("svg, .hush, option, datalist, script, style, template, noscript") || !one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const owner = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || hidden(owner)) continue;
    const line = document.createRange();
    line.selectNodeContents(walk.currentNode);
    // The height of a line reaches beyond its letters; neighbours may share that.
    for (const box of line.getClientRects()) notes(owner, new DOMRect(box.x, box.y + box.height * 0.2, box.width, box.height * 0.6));
  }
  for (const one of document.querySelectorAll("input, select, textarea, img, svg, button, a.button")) {
    if (one.type === "hidden" || one.parentElement.closest("svg") || hidden(one.localName === "svg" ? one.parentElement : one)) continue;
    notes(one, one.getBoundingClientRect());
  }

  // A small drawing may lie inside the field beside it, at the side where writing begins.
  const laid = (one, field) => {
    if (one.localName !== "svg" || field.localName !== "input" || getComputedStyle(one).position !== "absolute") return false;
    const [drawn, box] = [one.getBoundingClientRect(), field.getBoundingClientRect()];
    return drawn.right <= box.right && drawn.left > (box.left + box.right) / 2 && parseFloat(getComputedStyle(field).paddingRight) >= box.right - drawn.left;
  };
  seen.sort((a, b) => a.box.top - b.box.top);
  for (let i = 0; i < seen.length; i++)
    for (let j = i + 1; j < seen.length && seen[j].box.top < seen[i].box.bottom; j++) {
      const [a, b] = [seen[i], seen[j]];
      if (laid(a.owner, b.owner) || laid(b.owner, a.owner) || a.layer !== b.layer || a.owner.contains(b.owner) || b.owner.contains(a.owner)) continue;
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (wide > 3 && high > 3) wrong.push(`${named(a.owner)} lies over ${named(b.owner)} by ${Math.round(wide)} x ${Math.round(high)}`);
    }
  return [...new Set(wrong)].slice(0, 12);
}
