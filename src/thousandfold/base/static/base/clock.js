// SPDX-License-Identifier: AGPL-3.0-or-later
// Counts down to data-ends-at. data-now is the server's time when the page was made, so that a
// phone with a wrong clock still counts right. Amber at a fifth left, red at a twentieth.
(() => {
  "use strict";
  const HIDDEN = "thousandfold:clock-hidden";
  const born = Date.now();
  const offsets = new WeakMap();
  const offsetOf = (clock, at) => {
    if (!offsets.has(clock)) offsets.set(clock, Date.parse(clock.dataset.now) - at);
    return offsets.get(clock);
  };
  const words = (seconds, clock) => {
    if (seconds <= 0) return clock.dataset.over;
    const minutes = Math.floor(seconds / 60);
    if ("seconds" in clock.dataset || seconds < 60) return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
    return `${Math.ceil(seconds / 60)} ${clock.dataset.minutesWord}`;
  };
  const draw = (clock, at) => {
    const left = Math.max(0, Math.round((Date.parse(clock.dataset.endsAt) - at - offsetOf(clock, at)) / 1000));
    const share = left / Number(clock.dataset.total);
    const face = clock.querySelector("[data-clock-face]");
    const text = words(left, clock);
    if (face.textContent !== text) face.textContent = text;
    clock.querySelectorAll(".clock-warn").forEach((one) => { one.hidden = left === 0; });
    clock.classList.toggle("red", share <= 0.05);
    clock.classList.toggle("amber", share > 0.05 && share <= 0.2);
  };
  const drawAll = () => document.querySelectorAll("[data-clock][data-ends-at]").forEach((clock) => draw(clock, Date.now()));

  // Some people think better without a clock: each device may hide it.
  const recall = () => { try { return localStorage.getItem(HIDDEN); } catch { return null; } };
  const apply = () => document.querySelectorAll("[data-clock]").forEach((clock) => { clock.hidden = Boolean(recall()); });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-clock-toggle]")) return;
    try { localStorage.setItem(HIDDEN, recall() ? "" : "1"); } catch { return; }
    apply();
  });

  document.querySelectorAll("[data-clock][data-now]").forEach((clock) => offsetOf(clock, born));
  apply();
  drawAll();
  setInterval(drawAll, 500);
  document.addEventListener("thousandfold:swapped", () => { apply(); drawAll(); });
})();
