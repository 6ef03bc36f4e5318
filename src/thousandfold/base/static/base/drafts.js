// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps what a person is writing on their own device until the server says it has it.
//   <form data-draft="place:prompt">     the key of this draft
//   <input data-no-draft>, <form data-no-draft>   never kept
//   data-sent="key key2" on any element  the server has these: their drafts are dropped
//   <body data-forget-drafts>            sign-out: drop everything this site kept here
//   [data-draft-said]                    shown while a draft is kept
//   [data-unsent]                        shown when the network is gone and sending was held back
//   <button data-adds="word" data-adds-to="id">  a suggested word, added to the field as a line
(() => {
  "use strict";
  const MARK = "thousandfold:draft:";
  const DAYS_KEPT = 7;
  const SKIP = "button, [data-no-draft], [data-on-my-device], [type=password], [type=hidden], [type=file]";
  let store;
  try { store = window.localStorage; } catch { return; }
  if (!store) return;

  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !field.matches(SKIP));
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  const nameOf = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
  const valueOf = (field) => (isTick(field) ? field.checked : field.value);
  const servedValue = (field) => (isTick(field) ? field.defaultChecked
    : field.options ? ([...field.options].find((option) => option.defaultSelected) || field.options[0])?.value
      : field.defaultValue);
  const keysKept = () => Object.keys(store).filter((key) => key.startsWith(MARK));
  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };

  const say = (shown) => document.querySelectorAll("[data-draft-said]").forEach((note) => { note.hidden = !shown; });

  const keep = (form) => {
    const values = {};
    fieldsOf(form).forEach((field) => {
      if (valueOf(field) !== servedValue(field)) values[nameOf(field)] = valueOf(field);
    });
    const key = MARK + form.dataset.draft;
    try {
      if (Object.keys(values).length) store.setItem(key, JSON.stringify({ at: Date.now(), values }));
      else store.removeItem(key);
      say(Object.keys(values).length > 0);
    } catch { say(false); }
  };

  const restore = (form) => {
    const draft = read(MARK + form.dataset.draft);
    if (!draft) return;
    fieldsOf(form).forEach((field) => {
      const value = draft.values[nameOf(field)];
      if (value === undefined) return;
      if (isTick(field)) field.checked = value; else field.value = value;
      field.closest("details")?.setAttribute("open", "");
    });
    say(true);
  };

  const dropSent = () => document.querySelectorAll("[data-sent]").forEach((mark) => {
    mark.dataset.sent.split(/\s+/).filter(Boolean).forEach((key) => store.removeItem(MARK + key));
  });
  const dropOld = () => keysKept().forEach((key) => {
    const draft = read(key);
    if (!draft || Date.now() - draft.at > DAYS_KEPT * 86400000) store.removeItem(key);
  });
  const forget = () => [store, window.sessionStorage].forEach((each) => Object.keys(each).filter((key) => key.startsWith("thousandfold:")).forEach((key) => each.removeItem(key)));

  const kept = (element) => element?.closest?.("form[data-draft]:not([data-no-draft])");
  const begin = () => {
    dropSent();
    document.querySelectorAll("form[data-draft]:not([data-no-draft])").forEach((form) => form.dataset.draft && restore(form));
  };

  document.addEventListener("input", (event) => { const form = kept(event.target); if (form?.dataset.draft) keep(form); });
  document.addEventListener("change", (event) => { const form = kept(event.target); if (form?.dataset.draft) keep(form); });
  document.addEventListener("submit", (event) => {
    if (!kept(event.target) || navigator.onLine !== false) return;
    event.preventDefault();
    document.querySelectorAll("[data-unsent]").forEach((note) => { note.hidden = false; });
  });
  window.addEventListener("online", () => document.querySelectorAll("[data-unsent]").forEach((note) => { note.hidden = true; }));
  // A page shown again from memory (the back button) must not bring a sent draft back to life.
  window.addEventListener("pageshow", (event) => { if (event.persisted) begin(); });
  document.addEventListener("thousandfold:swapped", begin);

  // Suggested words: each button adds a line to the field, and is kept like typing.
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-adds]");
    const field = chip && document.getElementById(chip.dataset.addsTo);
    if (!field) return;
    const before = field.value.trimEnd();
    field.value = before && field.tagName === "TEXTAREA" ? `${before}\n${chip.dataset.adds}` : chip.dataset.adds;
    chip.disabled = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const reveal = () => document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
  document.addEventListener("thousandfold:swapped", reveal);
  reveal();

  if (document.body.hasAttribute("data-forget-drafts")) forget();
  dropOld();
  begin();
})();
