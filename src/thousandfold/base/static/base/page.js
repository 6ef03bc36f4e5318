// SPDX-License-Identifier: AGPL-3.0-or-later
// Small comforts on every page. Nothing here is needed: the page works without it.
(() => {
  "use strict";
  const KEY_OFF = "thousandfold:search-key-off";
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* storage refused */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

  // Parts that only make sense with script are served hidden.
  const reveal = () => each("[data-needs-script]", (part) => { part.hidden = false; });
  const focusSummary = () => document.querySelector("[data-error-summary]")?.focus();

  // Menus are <details>; Escape, a click elsewhere, and keys that lead out of them close them.
  const closeMenus = (except) => each("details[data-menu][open]", (menu) => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));

  document.addEventListener("focusout", (event) => {
    const menu = event.target.closest("details[data-menu][open]");
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });

  // One key opens search; each person can turn it off, since voice software types keys too.
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = event.target.closest?.("details[data-menu][open]");
      closeMenus();
      menu?.querySelector("summary").focus();
      return;
    }
    const box = document.querySelector("[data-search-key]");
    if (!box || event.key !== box.dataset.searchKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || recall(KEY_OFF)) return;
    event.preventDefault();
    box.focus();
  });
  const showKeyState = (button) => {
    button.textContent = recall(KEY_OFF) ? button.dataset.off : button.dataset.on;
  };
  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-search-key-toggle]");
    if (toggle) { remember(KEY_OFF, recall(KEY_OFF) ? "" : "1"); showKeyState(toggle); }
    if (event.target.closest("[data-print]")) window.print();
  });

  // Ticked rows: mark them, count them beside the action.
  const countRows = (form) => {
    const ticks = [...document.querySelectorAll(`input[name="row"][form="${form.id}"]`)];
    const chosen = ticks.filter((tick) => tick.checked).length;
    ticks.forEach((tick) => tick.closest("tr")?.classList.toggle("chosen", tick.checked));
    const said = form.querySelector("[data-bulk-said]");
    said.dataset.none = said.dataset.none || said.textContent;
    said.textContent = chosen ? said.dataset.words.replace("#", chosen) : said.dataset.none;
  };
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-bulk]")) return;
    if (event.target.matches("[data-bulk-all]")) {
      each(`input[name="row"][form="${form.id}"]`, (tick) => { tick.checked = event.target.checked; });
    }
    countRows(form);
  });

  reveal();
  focusSummary();
  each("[data-search-key-toggle]", showKeyState);
  each("form[data-bulk]", countRows);
  document.addEventListener("thousandfold:swapped", reveal);
})();
