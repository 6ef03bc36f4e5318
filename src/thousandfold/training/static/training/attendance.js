// SPDX-License-Identifier: AGPL-3.0-or-later
// A tap shows at once and is sent behind; what could not be saved is shown as it was.
"use strict";
const form = document.querySelector("form[data-attendance]");
const announce = document.getElementById("announce");
const waiting = new Map();

function buttonsOf(line) {
  return [...line.querySelectorAll("button[aria-pressed]")];
}

function show(line, value) {
  for (const one of buttonsOf(line)) one.setAttribute("aria-pressed", String(one.value === value));
  line.querySelector(".as-link").hidden = value === "";
  form.querySelector("[data-marked]").textContent =
    form.querySelectorAll('[aria-pressed="true"]').length;
}

async function send(line, value) {
  const body = new FormData(form);
  body.set("mark", value);
  const answer = await fetch(location.pathname, { method: "POST", body, redirect: "manual", headers: { "X-Sent-Behind": "1" } });
  if (answer.status !== 204) throw new Error(answer.status);
}

async function tapped(line, value) {
  const stood = buttonsOf(line).find((one) => one.getAttribute("aria-pressed") === "true")?.value ?? "";
  show(line, value.endsWith(":none") ? "" : value);
  const turn = (waiting.get(line) ?? Promise.resolve()).then(() => send(line, value));
  waiting.set(line, turn.catch(() => {}));
  try {
    await turn;
  } catch {
    show(line, stood);
    announce.textContent = form.dataset.failed;
    line.querySelector("[data-problem]")?.remove();
    const said = document.createElement("p");
    said.className = "error";
    said.dataset.problem = "";
    said.textContent = form.dataset.failed;
    line.append(said);
    return;
  }
  line.querySelector("[data-problem]")?.remove();
}

form?.addEventListener("submit", (event) => {
  if (!event.submitter) return;
  event.preventDefault();
  tapped(event.submitter.closest("li"), event.submitter.value);
});
