// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps what a person is writing on their own device until the server says it has it, and sends
// from the room by itself as soon as there is a line (docs/decisions/0131).
//   <form data-draft="place:prompt">     the key of this draft
//   <input data-no-draft>, <form data-no-draft>   never kept
//   data-sent="key key2" on any element  the server has these: their drafts are dropped
//   <body data-forget-drafts>            sign-out: drop everything this site kept here
//   [data-draft-said]                    shown while a draft is kept
//   [data-unsent]                        shown when the network is gone and sending was held back
//   <button data-adds="word" data-adds-to="id">  a suggested word, added to the field as a line
//   <main data-sends-as="word">          whose words are sent from this page; no other's are
//   <form data-sends>                    sent from here and kept until it is taken; data-sends="many":
//                                        the next thing may be written while this one waits
//   [data-unsent-said="… (#) …" data-sending="…" data-went="…"]  the line that says what waits
//   [data-elsewhere] with [data-go-on-here]      the same form is being written in another tab
(() => {
  "use strict";
  const MARK = "thousandfold:draft:";
  const UNSENT = "thousandfold:unsent:";
  const TAB_THAT_SENDS = "thousandfold:sending";
  const DAYS_KEPT = 7;
  const SKIP = "button, [data-no-draft], [data-on-my-device], [type=password], [type=hidden], [type=file]";
  let store;
  try { store = window.localStorage; } catch { return; }
  if (!store) return;

  const all = (selector, act) => document.querySelectorAll(selector).forEach(act);
  // A draft from the room brings its form's key and the name of the thing: sent from two tabs, it counts once.
  const namesOf = (form) => (form.dataset.sends === undefined ? [] : [...form.querySelectorAll("input[name=once], input[name=item]")]);
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !field.matches(SKIP));
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  const nameOf = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
  const valueOf = (field) => (isTick(field) ? field.checked : field.value);
  const servedValue = (field) => (isTick(field) ? field.defaultChecked
    : field.options ? ([...field.options].find((option) => option.defaultSelected) || field.options[0])?.value
      : field.defaultValue);
  const keysKept = (...marks) => Object.keys(store).filter((key) => marks.some((mark) => key.startsWith(mark)));
  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };

  const say = (shown) => all("[data-draft-said]", (note) => { note.hidden = !shown; });

  const keep = (form) => {
    if (form.dataset.locked !== undefined) return; // another tab goes on with it
    const values = {};
    fieldsOf(form).forEach((field) => {
      if (valueOf(field) !== servedValue(field)) values[nameOf(field)] = valueOf(field);
    });
    const key = MARK + form.dataset.draft;
    try {
      const names = Object.fromEntries(namesOf(form).map((field) => [field.name, field.value]));
      if (Object.keys(values).length) store.setItem(key, JSON.stringify({ at: Date.now(), values, names }));
      else store.removeItem(key);
      say(Object.keys(values).length > 0);
    } catch { say(false); }
  };

  const restore = (form) => {
    const draft = read(MARK + form.dataset.draft);
    if (!draft) return;
    namesOf(form).forEach((field) => { field.value = draft.names?.[field.name] || field.value; });
    fieldsOf(form).forEach((field) => {
      const value = draft.values[nameOf(field)];
      if (value === undefined) return;
      if (isTick(field)) field.checked = value; else field.value = value;
      field.closest("details")?.setAttribute("open", "");
    });
    say(true);
  };

  const dropSent = () => all("[data-sent]", (mark) => {
    mark.dataset.sent.split(/\s+/).filter(Boolean).forEach((key) => store.removeItem(MARK + key));
  });
  const dropOld = () => keysKept(MARK, UNSENT).forEach((key) => {
    const draft = read(key);
    if (!draft || Date.now() - draft.at > DAYS_KEPT * 86400000) store.removeItem(key);
  });
  const forget = () => [store, window.sessionStorage].forEach((each) => Object.keys(each).filter((key) => key.startsWith("thousandfold:")).forEach((key) => each.removeItem(key)));

  const kept = (element) => element?.closest?.("form[data-draft]:not([data-no-draft])");
  const begin = () => {
    dropSent();
    all("form[data-draft]:not([data-no-draft])", (form) => form.dataset.draft && restore(form));
  };

  document.addEventListener("input", (event) => { const form = kept(event.target); if (form?.dataset.draft) keep(form); });
  document.addEventListener("change", (event) => { const form = kept(event.target); if (form?.dataset.draft) keep(form); });
  document.addEventListener("submit", (event) => {
    if (!kept(event.target) || event.target.dataset.sends !== undefined || navigator.onLine !== false) return;
    event.preventDefault();
    all("[data-unsent]", (note) => { note.hidden = false; });
  });
  window.addEventListener("online", () => all("[data-unsent]", (note) => { note.hidden = true; }));
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
  const reveal = () => all("[data-needs-script]", (part) => { part.hidden = false; });
  document.addEventListener("thousandfold:swapped", reveal);
  reveal();

  // ---- Sending from the room: in order, one at a time, until each is taken ----
  const PATIENCE_MS = 20000;
  const WAITS_MS = [1000, 2000, 4000, 8000, 15000];
  const TAB = Math.random().toString(36).slice(2);
  let sending = false;
  let misses = 0;
  let timer = null;
  let led = ""; // where what was sent from this page leads

  const whose = () => document.querySelector("[data-sends-as]")?.dataset.sendsAs || "";
  const waiting = () => keysKept(`${UNSENT}${whose()}:`).map((key) => ({ key, ...read(key) })).filter((one) => one.body).sort((a, b) => a.number - b.number);
  const sayUnsent = (went) => all("[data-unsent-said]", (note) => {
    const count = waiting().length;
    note.hidden = !count && !went;
    note.firstElementChild.textContent = count === 0 ? note.dataset.went
      : sending && misses === 0 ? note.dataset.sending : note.dataset.unsentSaid.replace("#", count);
  });

  const onceOf = (entry) => new URLSearchParams(entry.body).get("once");
  const bodyOf = (form, button) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("csrfmiddlewaretoken");
    if (button?.name) fields.append(button.name, button.value);
    return fields.toString();
  };
  // A form that may be used again while its words wait begins a new thing, under names of its own.
  const beginsAnew = (form, entry) => {
    const isSame = form.elements.namedItem("once")?.value === onceOf(entry) && entry.body === `${bodyOf(form)}&answer=send`;
    if (!isSame) return;
    store.removeItem(MARK + form.dataset.draft);
    form.reset();
    namesOf(form).forEach((field) => { field.value = [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16).padStart(2, "0")).join(""); });
    say(false);
  };
  const freeForms = () => waiting().forEach((entry) => all('form[data-sends="many"]', (form) => beginsAnew(form, entry)));
  // As a browser without script would: for what the server refuses, with its page and its reason.
  const natively = (entry) => {
    const form = document.createElement("form");
    form.method = "post"; form.action = entry.url; form.hidden = true;
    const fields = [...new URLSearchParams(entry.body), ["csrfmiddlewaretoken", tokenOf()]];
    fields.forEach(([name, value]) => { const field = document.createElement("textarea"); field.name = name; field.value = value; form.append(field); });
    document.body.append(form);
    form.submit();
  };
  const tokenOf = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";

  document.addEventListener("submit", (event) => {
    const form = event.target;
    // device.js has gone first and taken out what stays here; a browser that cannot say which button was pressed sends by itself.
    if (event.defaultPrevented || form.dataset.sends === undefined || !whose() || !event.submitter) return;
    event.preventDefault();
    if (form.dataset.locked !== undefined) return;
    const key = `${UNSENT}${whose()}:${form.elements.namedItem("once").value}`;
    const number = read(key)?.number ?? Math.max(0, ...waiting().map((one) => one.number)) + 1;
    const entry = { number, at: Date.now(), url: form.getAttribute("action"), body: bodyOf(form, event.submitter), draft: form.dataset.draft || "", words: store.getItem(MARK + form.dataset.draft) };
    try { store.setItem(key, JSON.stringify(entry)); } catch { natively(entry); return; }
    if (waiting().length > 1) freeForms();
    misses = 0;
    flush();
  });

  // One tab sends at a time, so that what was written first arrives first. A tab that is gone is not waited for.
  const isMine = () => {
    const held = read(TAB_THAT_SENDS);
    const age = held ? Date.now() - held.at : 0;
    if (held && held.tab !== TAB && age >= 0 && age < PATIENCE_MS + 5000) return false;
    store.setItem(TAB_THAT_SENDS, JSON.stringify({ tab: TAB, at: Date.now() }));
    return true;
  };
  const letGo = () => { if (read(TAB_THAT_SENDS)?.tab === TAB) store.removeItem(TAB_THAT_SENDS); };

  // What came of a post: taken (with where it leads), refused, or nothing that can be relied on.
  const post = async (entry) => {
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
    const headers = { "X-Sends": "1", "X-CSRFToken": tokenOf(), "Content-Type": "application/x-www-form-urlencoded" };
    try {
      const reply = await fetch(entry.url, { method: "POST", body: entry.body, headers, credentials: "same-origin", redirect: "manual", signal: stop.signal });
      if (reply.status >= 400 && reply.status < 500) return [408, 409, 429].includes(reply.status) ? {} : { refused: true };
      return reply.headers.has("X-Led") ? await reply.json() : {};
    } catch { return {}; } finally { clearTimeout(patience); }
  };
  const settle = (entry, said) => {
    const now = read(entry.key);
    if (now && now.body !== entry.body) return; // changed while it was on its way: the change goes too
    store.removeItem(entry.key);
    if (!said.taken && entry.words) store.setItem(MARK + entry.draft, entry.words);
    if (said.refused) { natively(entry); return; }
    const sent = new URLSearchParams(entry.body);
    const holds = (form, name) => form.elements.namedItem(name)?.value === sent.get(name);
    all("form[data-sends]", (form) => {
      if (["run", "step", "at"].every((name) => holds(form, name))) led = said.to;
      if (holds(form, "once")) form.dataset.went = "";
    });
  };
  const later = (time) => { clearTimeout(timer); timer = setTimeout(flush, time); };
  const flush = async () => {
    const [first] = waiting();
    if (!first || sending) { sayUnsent(); return; }
    if (!isMine()) { later(2000); sayUnsent(); return; }
    sending = true;
    sayUnsent();
    const said = await post(first);
    sending = false;
    letGo();
    const settled = said.to || said.refused;
    misses = settled ? 0 : misses + 1;
    if (settled) settle(first, said);
    sayUnsent(Boolean(said.to));
    if (said.refused) return;
    if (settled && waiting().length) { flush(); return; }
    if (settled) { document.dispatchEvent(new CustomEvent("thousandfold:sent", { detail: led })); led = ""; return; }
    freeForms();
    sayUnsent();
    later(WAITS_MS[Math.min(misses, WAITS_MS.length) - 1]);
  };
  window.addEventListener("online", flush);
  window.addEventListener("pagehide", letGo);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  document.addEventListener("thousandfold:swapped", () => { all("[data-elsewhere]", (note) => { note.hidden = true; }); sayUnsent(); });

  // ---- The same form in another tab: who wrote last goes on, the other stands still ----
  window.addEventListener("storage", (event) => {
    if (event.key?.startsWith(UNSENT)) sayUnsent();
    const form = [...document.querySelectorAll("form[data-sends][data-draft]")].find((one) => MARK + one.dataset.draft === event.key);
    if (!form) return;
    if (!event.newValue) { if (form.dataset.locked !== undefined) location.reload(); return; }
    form.dataset.locked = "";
    form.inert = true;
    all("[data-elsewhere]", (note) => { note.hidden = false; });
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-go-on-here]")) location.reload(); });

  if (document.body.hasAttribute("data-forget-drafts")) forget();
  dropOld();
  begin();
  flush();
})();
