// SPDX-License-Identifier: AGPL-3.0-or-later
// Shows what a form would do while it is being filled in. Nothing is saved by looking.
//   <form data-preview-url="…" data-preview-target="preview">  …  <section id="preview">
// The reply is a page or a piece of one with an element of the same id.
(() => {
  "use strict";
  const WAIT_MS = 400;
  const timers = new WeakMap();
  const asked = new WeakMap();

  const refresh = (form) => {
    const target = document.getElementById(form.dataset.previewTarget);
    if (!target) return;
    asked.get(form)?.abort();
    const request = new XMLHttpRequest();
    asked.set(form, request);
    target.setAttribute("aria-busy", "true");
    request.open("POST", form.dataset.previewUrl);
    request.responseType = "document";
    request.onload = () => {
      const fresh = request.response?.getElementById(target.id);
      if (request.status === 200 && fresh) target.replaceChildren(...document.importNode(fresh, true).childNodes);
    };
    request.onloadend = () => target.removeAttribute("aria-busy");
    const typed = new FormData(form);
    typed.delete("once"); // looking is not sending: the form's key must still be unused then
    request.send(typed);
  };
  const soon = (event) => {
    const form = event.target.closest?.("form[data-preview-url]");
    if (!form) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(refresh, WAIT_MS, form));
  };
  const enough = (event) => {
    clearTimeout(timers.get(event.target));
    asked.get(event.target)?.abort();
  };
  document.addEventListener("submit", enough);
  document.addEventListener("input", soon);
  document.addEventListener("change", soon);
})();
