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
  const parts = () => [...main().querySelectorAll("figure, .own-words, .cards > li")];
  const sections = () => [...main().querySelectorAll("section")];
  const headingOf = (part) => part.closest("section")?.querySelector("h2");
  const fits = () => document.documentElement.scrollHeight <= innerHeight + 1;

  const show = () => {
    const last = pages[now + 1] ?? Infinity;
    parts().forEach((part, i) => { part.hidden = pages.length > 0 && (i < pages[now] || i >= last); });
    sections().forEach((part) => { part.hidden = pages.length > 0 && !part.querySelector("li:not([hidden])"); });
    document.querySelectorAll("[data-wall-pages]").forEach((part) => {
      part.hidden = pages.length < 2;
      part.textContent = `${now + 1} / ${pages.length}`;
    });
  };
  // A drawing has a page of its own; otherwise a page begins where the next row, below its
  // heading, would leave the wall.
  const measure = () => {
    const all = parts();
    [...all, ...sections()].forEach((part) => { part.hidden = false; });
    pages = [];
    if (!WALL.matches || fits() || all.length < 2) return;
    const boxes = all.map((part) => part.getBoundingClientRect());
    const head = main().querySelector("h1").getBoundingClientRect().bottom + scrollY;
    const room = innerHeight - head - (document.querySelector("footer")?.offsetHeight || 0) - 40;
    let top = -Infinity;
    all.forEach((part, i) => {
      const alone = part.matches("figure") || all[i - 1]?.matches("figure");
      if (pages.length && !alone && boxes[i].bottom - top <= room) return;
      pages.push(i);
      const heading = headingOf(part)?.getBoundingClientRect();
      const list = part.parentElement.getBoundingClientRect();
      top = boxes[i].top - (heading ? list.top - heading.top : 0);
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
