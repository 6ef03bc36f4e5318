// SPDX-License-Identifier: AGPL-3.0-or-later
// A tap shows at once and is sent behind. Until the server has it, the tap is kept in this tab:
// a page that is left at once still sends it, and a page that was cut off brings it again when it
// is opened next. "ago" then tells when it was tapped, so that it undoes no newer tap; the answer
// tells what stands.
"use strict";
const form = document.querySelector("form[data-attendance]");
const announce = document.getElementById("announce");
const KEPT = `thousandfold:marks:${location.pathname}`;
const AGAIN_MS = 3000;
const sending = new Map();
const unsaved = recall();
let leaving = false;

function recall() {
  try { return JSON.parse(sessionStorage.getItem(KEPT)) || {}; } catch { return {}; }
}

function remember() {
  const left = Object.keys(unsaved).length;
  form.querySelector("[data-saving]").hidden = left === 0;
  form.querySelector("[data-saved]").hidden = left > 0;
  // The next page may be made before the last tap arrives: what is saved while leaving stays kept.
  const kept = leaving ? { ...recall(), ...unsaved } : unsaved;
  try {
    if (Object.keys(kept).length) sessionStorage.setItem(KEPT, JSON.stringify(kept));
    else sessionStorage.removeItem(KEPT);
  } catch { /* storage refused: this page alone remembers */ }
}

function buttonsOf(line) {
  return [...line.querySelectorAll("button[aria-pressed]")];
}

function shownOn(line) {
  return buttonsOf(line).find((one) => one.getAttribute("aria-pressed") === "true")?.value ?? "";
}

function show(line, value) {
  const mark = value.endsWith(":none") ? "" : value;
  for (const one of buttonsOf(line)) one.setAttribute("aria-pressed", String(one.value === mark));
  line.querySelector(".as-link").hidden = mark === "";
  form.querySelector("[data-marked]").textContent =
    form.querySelectorAll('[aria-pressed="true"]').length;
}

function tell(line, words) {
  line.querySelector("[data-problem]")?.remove();
  if (!words) return;
  announce.textContent = words;
  const said = document.createElement("p");
  said.className = "error";
  said.dataset.problem = "";
  said.textContent = words;
  line.append(said);
}

// "keepalive" lets the browser finish sending after the page is gone.
async function send(tap) {
  const body = new FormData(form);
  body.set("mark", tap.value);
  if (tap.again) body.set("ago", Math.max(0, Date.now() - tap.at));
  const answer = await fetch(location.pathname, { method: "POST", body, keepalive: true, redirect: "manual", headers: { "X-Sent-Behind": "1" } });
  return { saved: answer.ok, lost: answer.status >= 500, stands: await answer.text() };
}

function settled(line, words, stands) {
  delete unsaved[line.id];
  remember();
  show(line, stands);
  tell(line, words);
}

// One at a time for each person, always the newest tap.
async function settle(line) {
  if (sending.has(line.id)) return;
  while (unsaved[line.id]) {
    const tap = unsaved[line.id];
    sending.set(line.id, tap);
    const answer = await send(tap).catch(() => ({ lost: true }));
    sending.delete(line.id);
    if (unsaved[line.id] !== tap) continue;
    if (answer.lost) {
      tap.again = true;
      tell(line, form.dataset.waits);
      setTimeout(settle, AGAIN_MS, line);
      return;
    }
    if (answer.saved) settled(line, "", answer.stands);
    else settled(line, form.dataset.failed, tap.stood);
  }
}

function tapped(line, value) {
  const before = unsaved[line.id];
  unsaved[line.id] = { value, at: Date.now(), stood: before ? before.stood : shownOn(line) };
  remember();
  show(line, value);
  settle(line);
}

function bringAgain() {
  for (const [id, tap] of Object.entries(unsaved)) {
    const line = document.getElementById(id);
    if (!line || shownOn(line) === tap.value) { delete unsaved[id]; continue; }
    Object.assign(tap, { again: true, stood: shownOn(line) });
    show(line, tap.value);
    settle(line);
  }
  remember();
}

form?.addEventListener("submit", (event) => {
  if (!event.submitter) return;
  event.preventDefault();
  tapped(event.submitter.closest("li"), event.submitter.value);
});
window.addEventListener("beforeunload", () => { leaving = true; });
// A tap that waited behind another of the same person leaves with the page.
window.addEventListener("pagehide", () => {
  for (const [id, tap] of Object.entries(unsaved)) if (sending.get(id) !== tap) send(tap).catch(() => {});
});
if (form && Object.keys(unsaved).length) bringAgain();
