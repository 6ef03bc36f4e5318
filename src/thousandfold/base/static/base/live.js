// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps a page of the room current without taking a word from anybody who is writing, a fold from
// who is reading, or the button from under a finger.
//   <main data-live-version="17"        what this page shows
//         data-live-url="…"             an event stream; each message's data is the version now
//         data-live-poll="…"            a short page whose text is the version, with an ETag
//         data-live-fragment="…">       where the new page is; this address if left out
//   [data-live-part="top"]              parts outside <main> that are renewed with it
//   [data-live-state] / [data-live-hold] the "reconnecting" line / "the room has moved on" line
//   [data-announce="key"]               its words are read out when they change, at most every 10 s
(() => {
  "use strict";
  const POLL_MS = 2000;
  const QUIET_MS = 10000;
  const PATIENCE_MS = 20000;
  const main = () => document.querySelector("main[data-live-version]");
  if (!main()) return;
  let shown = main().dataset.liveVersion;
  let wanted = shown;
  let etag = null;
  let misses = 0;
  let stream = null;
  let fetching = false;
  let held = null;
  let next = "";
  const pathOf = (address) => { const whole = new URL(address, location.href); return whole.pathname + whole.search; };
  let here = pathOf(location.href);

  const show = (selector, on) => document.querySelectorAll(selector).forEach((part) => { part.hidden = !on; });
  const lineIs = (good) => { misses = good ? 0 : misses + 1; show("[data-live-state]", misses > 1); };

  // ---- What a person has written, and where they are ----
  // Words stay with the question they answer: "at" names it.
  const keyOf = (field) => `${field.form?.getAttribute("action") || ""}|${field.form?.querySelector("input[name=at]")?.value || ""}|${field.name || field.dataset.onMyDevice}|${field.type === "radio" || field.type === "checkbox" ? field.value : ""}`;
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  const isTouched = (field) => (isTick(field) ? field.checked !== field.defaultChecked
    : field.options ? [...field.options].some((option) => option.selected !== option.defaultSelected) && field.dataset.touched
      : field.value !== field.defaultValue);
  const fieldsIn = (root) => [...root.querySelectorAll("input[name]:not([type=hidden]):not([type=submit]), textarea[name], select[name], [data-on-my-device]")];
  const touchedIn = (root) => fieldsIn(root).filter((field) => isTouched(field) && field.form?.dataset.went === undefined);
  document.addEventListener("change", (event) => { if (event.target.options) event.target.dataset.touched = "1"; });

  const carryOver = (from, to) => {
    const fresh = new Map(fieldsIn(to).map((field) => [keyOf(field), field]));
    touchedIn(from).forEach((field) => {
      const twin = fresh.get(keyOf(field));
      if (!twin) return;
      if (isTick(field)) twin.checked = field.checked; else twin.value = field.value;
      if (field.dataset.touched) twin.dataset.touched = "1";
    });
  };
  const wouldLose = (from, to) => {
    const fresh = new Set(fieldsIn(to).map(keyOf));
    return touchedIn(from).some((field) => !fresh.has(keyOf(field)));
  };
  // Folds stay as their reader left them; twins are folds of the same words, in order.
  const foldsIn = (root) => {
    const counted = new Map();
    return [...root.querySelectorAll("details")].map((fold) => {
      const words = fold.querySelector("summary")?.textContent.trim().replace(/\s+/g, " ");
      counted.set(words, (counted.get(words) || 0) + 1);
      return [`${words}|${counted.get(words)}`, fold];
    });
  };
  const keepFolds = (from, to) => {
    const before = new Map(foldsIn(from));
    foldsIn(to).forEach(([key, fold]) => { if (before.has(key)) fold.open = before.get(key).open; });
  };
  const placeOf = (from) => {
    const here = document.activeElement;
    if (!from.contains(here) || here === from) return null;
    let range = null;
    try { range = [here.selectionStart, here.selectionEnd]; } catch { /* no caret in this kind of field */ }
    const same = here.id ? `#${CSS.escape(here.id)}` : here.name ? `[name="${CSS.escape(here.name)}"]` : here.getAttribute("href") ? `a[href="${CSS.escape(here.getAttribute("href"))}"]` : null;
    return same && { same, range };
  };
  const returnTo = (place, to) => {
    const twin = place && to.querySelector(place.same);
    if (!twin) return;
    twin.focus({ preventScroll: true });
    if (place.range && place.range[0] !== null && twin.setSelectionRange) { try { twin.setSelectionRange(...place.range); } catch { /* as above */ } }
  };

  // ---- A finger on its way: what lies under it is not exchanged before its click has come ----
  const CLICK_MS = 400;
  const PRESS_MS = 15000;
  let pressing = null;
  let afterPress = null;
  const pressEnds = () => {
    clearTimeout(pressing);
    pressing = null;
    const next = afterPress;
    afterPress = null;
    next?.();
  };
  const pressFor = (time) => { clearTimeout(pressing); pressing = setTimeout(pressEnds, time); };
  document.addEventListener("pointerdown", () => pressFor(PRESS_MS), true);
  ["pointerup", "pointercancel"].forEach((kind) => document.addEventListener(kind, () => pressFor(CLICK_MS), true));

  // ---- Reading out: batched, polite ----
  const waiting = new Map();
  let lastSaid = 0;
  let timer = null;
  const speak = () => {
    timer = null;
    const region = document.getElementById("announce");
    if (region) region.textContent = [...waiting.values()].join(" ");
    waiting.clear();
    lastSaid = Date.now();
  };
  const announce = (key, text) => {
    waiting.set(key, text);
    if (!timer) timer = setTimeout(speak, Math.max(300, lastSaid + QUIET_MS - Date.now()));
  };
  const wordsIn = (root) => new Map([...root.querySelectorAll("[data-announce], h1")].map((part) => [part.dataset.announce || "title", part.textContent.trim().replace(/\s+/g, " ")]));
  const announceChanges = (before, after) => after.forEach((text, key) => { if (text && before.get(key) !== text) announce(key, text); });

  // ---- The swap ----
  // What the new page needs and the old one did not: its styles and its scripts.
  const bring = (page) => page.head.querySelectorAll('link[rel="stylesheet"], script[src]').forEach((part) => {
    const of = (one) => one.href || one.src;
    if ([...document.head.querySelectorAll(part.localName)].some((one) => of(one) === of(part))) return;
    const made = document.createElement(part.localName);
    [...part.attributes].forEach((one) => made.setAttribute(one.name, one.value));
    document.head.append(made);
  });
  // After sending, the next page is read from its top, unless somebody is writing on already.
  const toTheTop = (after) => { window.scrollTo(0, 0); after.focus({ preventScroll: true }); };
  const swap = (page, address) => {
    bring(page);
    const before = main();
    const goesOn = !address || touchedIn(before).includes(document.activeElement);
    const after = document.importNode(page.querySelector("main"), true);
    const words = wordsIn(document);
    const place = placeOf(before);
    carryOver(before, after);
    keepFolds(before, after);
    before.replaceWith(after);
    document.querySelectorAll("[data-live-part]").forEach((part) => {
      const twin = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
      if (!twin || part.contains(document.activeElement)) return;
      const fresh = document.importNode(twin, true);
      keepFolds(part, fresh);
      part.replaceWith(fresh);
    });
    document.title = page.title || document.title;
    shown = after.dataset.liveVersion || wanted;
    held = null;
    show("[data-live-hold]", false);
    if (address) { history.pushState(null, "", address); here = address; }
    if (goesOn) returnTo(place, after); else toTheTop(after);
    announceChanges(words, wordsIn(document));
    document.dispatchEvent(new CustomEvent("thousandfold:swapped"));
  };
  const take = (page, evenIfWriting, address) => {
    if (pressing !== null) { afterPress = () => take(page, evenIfWriting, address); return; }
    const fresh = page.querySelector("main");
    if (!fresh) { location.reload(); return; }
    if (!evenIfWriting && wouldLose(main(), fresh)) { held = wanted; show("[data-live-hold]", true); return; }
    swap(page, address);
  };
  // XMLHttpRequest hands back a parsed page without any string becoming markup in this one.
  const renew = (evenIfWriting = false, address = "") => {
    if (!main()) return;
    if (fetching) { next = address || next; return; }
    fetching = true;
    const request = new XMLHttpRequest();
    request.open("GET", address || main().dataset.liveFragment || location.href);
    request.responseType = "document";
    request.timeout = PATIENCE_MS;
    request.onload = () => {
      fetching = false;
      if (request.status === 200 && request.response) {
        lineIs(true);
        if (!next) take(request.response, evenIfWriting, address && pathOf(request.responseURL));
      } else if (request.status >= 400 && request.status < 500) location.reload();
      else missed(address);
      goOn();
    };
    request.onerror = () => { fetching = false; missed(address); goOn(); };
    request.ontimeout = request.onerror;
    request.send();
  };
  // A page that somebody waits for after sending is asked for until it comes.
  const missed = (address) => { lineIs(false); if (address) setTimeout(() => renew(false, address), POLL_MS); };
  const goOn = () => { const address = next; next = ""; if (address) renew(false, address); };
  const hear = (version) => {
    lineIs(true);
    if (String(version).trim() !== wanted) stirs();
    wanted = String(version).trim();
    if (wanted && wanted !== shown && wanted !== held) renew();
  };

  // ---- Hearing of changes: a stream where there is one, otherwise a question every two seconds ----
  // A phone on which nothing has stirred for a while asks less often: a day of questions costs more than its pages.
  const STILL_MS = 20000;
  const SELDOM = 5;
  let stirred = Date.now();
  let turns = 0;
  const stirs = () => { stirred = Date.now(); };
  const inTurn = () => {
    turns += 1;
    const still = document.body.classList.contains("phone") && Date.now() - stirred > STILL_MS;
    if (!still || turns % SELDOM === 0) poll();
  };
  const poll = async () => {
    const url = main()?.dataset.livePoll;
    if (!url || document.hidden || stream?.readyState === 1) return;
    try {
      const reply = await fetch(url, { headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store", credentials: "same-origin" });
      if (reply.status === 304) { hear(wanted); return; }
      if (!reply.ok) { lineIs(false); return; }
      etag = reply.headers.get("ETag");
      hear(await reply.text());
    } catch { lineIs(false); }
  };
  const listen = () => {
    const url = main()?.dataset.liveUrl;
    if (!url || !window.EventSource) return;
    stream = new EventSource(url);
    stream.onmessage = (event) => hear(event.data);
    stream.addEventListener("version", (event) => hear(event.data));
    stream.onopen = () => lineIs(true);
    stream.onerror = () => {
      lineIs(false);
      if (stream.readyState === 2) setTimeout(listen, POLL_MS * 3);
    };
  };
  document.addEventListener("click", (event) => { if (event.target.closest("[data-live-go]")) renew(true); });
  document.addEventListener("thousandfold:sent", (event) => renew(false, event.detail));
  window.addEventListener("popstate", () => { if (pathOf(location.href) !== here) location.reload(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { stirs(); poll(); } });
  ["pointerdown", "input"].forEach((kind) => document.addEventListener(kind, stirs, true));
  window.addEventListener("online", poll);
  listen();
  setInterval(inTurn, POLL_MS);
})();
