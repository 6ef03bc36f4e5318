// SPDX-License-Identifier: AGPL-3.0-or-later
// What does not fit on the wall is shown in pages, as nobody scrolls a wall. They turn by
// themselves, and by the arrow keys or a click; after a hand turned one they wait longer.
//   [data-wall-pages]   says which page of how many
(() => {
  "use strict";
  const EVERY_MS = 20000;
  const AFTER_A_HAND_MS = 60000;
  const WALL = matchMedia("(min-width: 801px)");
  let pages = [];
  let now = 0;
  let timer = null;
  const main = () => document.querySelector("main");
  const parts = () => [...main().querySelectorAll("h2, .cards > li")];
  const isHeading = (part) => part?.tagName === "H2";
  const headingOf = (all, first) => { for (let i = first; i >= 0; i -= 1) if (isHeading(all[i])) return i; return first; };
  const fits = () => document.documentElement.scrollHeight <= innerHeight + 1;

  const show = () => {
    const all = parts();
    const [first, last] = [pages[now] ?? 0, pages[now + 1] ?? all.length];
    const heading = headingOf(all, first);
    all.forEach((part, i) => { part.hidden = (i < first || i >= last) && i !== heading; });
    main().querySelectorAll("section").forEach((part) => { part.hidden = !part.querySelector("li:not([hidden])"); });
    document.querySelectorAll("[data-wall-pages]").forEach((part) => {
      part.hidden = pages.length < 2;
      part.textContent = `${now + 1} / ${pages.length}`;
    });
  };
  // A page begins where the next row, below its heading, would leave the wall.
  const measure = () => {
    const all = parts();
    [...all, ...main().querySelectorAll("section")].forEach((part) => { part.hidden = false; });
    pages = [];
    if (!WALL.matches || fits() || all.length < 2) return;
    const boxes = all.map((part) => part.getBoundingClientRect());
    const foot = document.querySelector("footer");
    const room = innerHeight - (boxes[0].top + scrollY) - (foot ? foot.offsetHeight : 0) - 24;
    let top = -Infinity;
    boxes.forEach((box, i) => {
      if (pages.length && box.bottom - top <= room) return;
      const begins = i && isHeading(all[i - 1]) && pages.at(-1) !== i - 1 ? i - 1 : i;
      pages.push(begins);
      const heading = headingOf(all, begins);
      top = boxes[begins].top - (heading === begins ? 0 : boxes[heading + 1].top - boxes[heading].top);
    });
  };
  const fit = () => { measure(); now = Math.min(now, Math.max(0, pages.length - 1)); show(); };
  const turn = (by, wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => turn(1, EVERY_MS), wait);
    if (pages.length < 2) return;
    now = (now + by + pages.length) % pages.length;
    show();
  };
  document.addEventListener("keydown", (event) => {
    if (["ArrowRight", "ArrowDown", "PageDown", " "].includes(event.key)) { event.preventDefault(); turn(1, AFTER_A_HAND_MS); }
    if (["ArrowLeft", "ArrowUp", "PageUp"].includes(event.key)) { event.preventDefault(); turn(-1, AFTER_A_HAND_MS); }
  });
  document.addEventListener("click", (event) => { if (!event.target.closest("a, button, summary")) turn(1, AFTER_A_HAND_MS); });
  window.addEventListener("resize", fit);
  document.addEventListener("thousandfold:swapped", fit);
  fit();
  timer = setTimeout(() => turn(1, EVERY_MS), EVERY_MS);
})();
