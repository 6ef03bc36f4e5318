// What a person who uses only keys can tell at this moment: which thing has the focus, and whether
// they can see that. Called with the thing they are looking for, or with nothing.
(wanted) => {
  const one = document.activeElement;
  const walk = (window.__walk ||= { seen: new Set(), last: null, colours: new Map() });
  if (!one || one === document.body || one === document.documentElement) { walk.last = null; return { on: "", here: false, faults: [], fold: "", unsure: null }; }
  const faults = [];
  const words = (thing) => (thing.innerText || thing.ariaLabel || thing.labels?.[0]?.innerText || thing.name || thing.className?.baseVal || thing.className || "").toString().replace(/\s+/g, " ").trim().slice(0, 40);
  const on = `${one.tagName.toLowerCase()} ${words(one)}`;
  const box = one.getBoundingClientRect();
  const [wide, high] = [document.documentElement.clientWidth, window.innerHeight];

  // ---- It can be seen, and is on the screen ----
  const seen = one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  if (!seen || box.width < 2 || box.height < 2) faults.push("cannot be seen");
  // A large field is brought to where one writes, not to its end.
  const out = (from, to, room) => { const least = Math.min(to - from, 60, room); return Math.min(to, room) - Math.max(from, 0) < least - 1; };
  if (seen && (out(box.top, box.bottom, high) || out(box.left, box.right, wide))) faults.push("is off the screen");

  // ---- Nothing lies over it (WCAG 2.4.11) ----
  const own = (hit) => !hit || one.contains(hit) || hit.contains(one) || hit.closest("label")?.control === one;
  const over = (line) => {
    const [x, y] = [Math.min(6, line.width / 3), Math.min(6, line.height / 3)];
    const middle = [line.left + line.width / 2, line.top + line.height / 2];
    // A drawn thing does not fill its corners.
    return (one.ownerSVGElement ? [middle] : [middle, [line.left + x, line.top + y], [line.right - x, line.top + y], [line.left + x, line.bottom - y], [line.right - x, line.bottom - y]])
      .filter(([at, down]) => at > 0 && at < wide && down > 0 && down < high)
      .map(([at, down]) => document.elementFromPoint(at, down)).find((hit) => !own(hit));
  };
  // Of a large field, the part where one writes.
  const written = (line) => (one.matches("textarea") ? new DOMRect(line.left, line.top, line.width, Math.min(line.height, 60)) : line);
  const lying = [...one.getClientRects()].slice(0, 3).map(written).map(over).find(Boolean);
  if (seen && lying) faults.push(`lies under ${lying.tagName.toLowerCase()} ${words(lying)}`);

  // ---- The line around it: wide enough, told from what is behind it, and not cut off on more than two sides ----
  const paint = (window.__paint ||= document.createElement("canvas").getContext("2d", { willReadFrequently: true }));
  const painted = (colour) => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); return [...paint.getImageData(0, 0, 1, 1).data]; };
  const parts = (colour) => { if (!walk.colours.has(colour)) walk.colours.set(colour, painted(colour)); return walk.colours.get(colour); };
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (a, b) => { const [low, top] = [light(a), light(b)].sort((x, y) => x - y); return (top + 0.05) / (low + 0.05); };
  const style = getComputedStyle(one);
  const width = parseFloat(style.outlineWidth);
  const reach = Math.max(0, parseFloat(style.outlineOffset) + width);
  const behind = (thing) => { for (let up = reach ? thing.parentElement : thing; up; up = up.parentElement) { const found = parts(getComputedStyle(up).backgroundColor); if (found[3] > 250) return found; } return [255, 255, 255, 255]; };
  const drawn = () => {
    let [left, top, right, bottom] = [0, 0, wide, high];
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) {
      const cut = getComputedStyle(up);
      const edge = up.getBoundingClientRect();
      if (cut.overflowX !== "visible") { left = Math.max(left, edge.left); right = Math.min(right, edge.right); }
      if (cut.overflowY !== "visible") { top = Math.max(top, edge.top); bottom = Math.min(bottom, edge.bottom); }
    }
    const across = Math.min(box.right, right) - Math.max(box.left, left);
    const down = Math.min(box.bottom, bottom) - Math.max(box.top, top);
    const sides = [box.top - reach >= top, box.bottom + reach <= bottom, box.left - reach >= left, box.right + reach <= right];
    return across > 0 && down > 0 && sides.filter(Boolean).length >= 2;
  };
  const lined = style.outlineStyle !== "none" && width >= 2 && contrast(parts(style.outlineColor), behind(one)) >= 3;
  const plain = lined && drawn();
  // What shows its focus in another way is photographed with and without it.
  const unsure = seen && !plain ? [box.left, box.top, box.width, box.height] : null;

  // ---- Where it stands among the others ----
  const last = walk.last;
  if (last && last !== one && last.isConnected && !walk.back && !walk.seen.has(one)) {
    const first = document.querySelector("a[href], button, input:not([type=hidden]), summary");
    if (one !== first && !(last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push(`comes after ${words(last)}, and stands before it`);
    const holder = (thing) => thing.closest("form, fieldset, nav, table, ul, ol, section, article, main, header, footer");
    const before = last.getBoundingClientRect();
    if (holder(last) === holder(one) && box.bottom <= before.top + 1 && box.left < before.right - 1 && box.right > before.left + 1) faults.push(`comes after ${words(last)}, and is drawn above it`);
  }
  if (one.tabIndex > 0) faults.push("has a place of its own in the order (tabindex)");
  // A field for a date has several stops of its own.
  const again = walk.seen.has(one) && last !== one;
  walk.seen.add(one);
  walk.last = one;
  const group = (thing) => thing.type === "radio" && thing.name && one.type === "radio" && thing.name === one.name && thing.form === one.form;
  const fold = one.matches("summary") && !one.parentElement.open ? "shut" : "";
  return { on, again, here: Boolean(wanted) && (wanted === one || group(wanted)), faults: faults.map((fault) => `${on} ${fault}`), fold, unsure };
}
