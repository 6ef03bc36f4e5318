// SPDX-License-Identifier: AGPL-3.0-or-later
// Leave the page quickly: a[data-exit], or the shift key three times within two seconds.
// The page is blanked first, and the back button does not return to it.
(() => {
  "use strict";
  const link = document.querySelector("a[data-exit]");
  if (!link) return;
  let presses = [];
  const leave = () => {
    document.documentElement.hidden = true;
    document.body.replaceChildren();
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") { presses = []; return; }
    presses = [...presses, Date.now()].filter((at) => Date.now() - at < 2000);
    if (presses.length >= 3) leave();
  });
})();
