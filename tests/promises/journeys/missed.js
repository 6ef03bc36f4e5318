// What can be pressed or filled in within this part of the page and was never come to by keys.
(within) => {
  const walk = window.__walk || { seen: new Set() };
  const words = (thing) => `${thing.tagName.toLowerCase()} ${(thing.innerText || thing.ariaLabel || thing.labels?.[0]?.innerText || thing.name || "").toString().replace(/\s+/g, " ").trim().slice(0, 40)}`;
  const native = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, audio[controls], video[controls]";
  const acting = `${native}, [tabindex]:not([tabindex="-1"]), [contenteditable]:not([contenteditable=false]), [draggable=true], [onclick], [role=button], [role=link], [role=checkbox], [role=switch], [role=slider], [role=tab]`;
  const there = (thing) => thing.checkVisibility({ visibilityProperty: true }) && !thing.matches(":disabled") && !thing.closest("[inert]") && !(thing.matches("summary") && thing.parentElement.querySelector("summary") !== thing);
  const grouped = (thing) => thing.type === "radio" && thing.name && [...walk.seen].some((one) => one.type === "radio" && one.name === thing.name && one.form === thing.form);
  // The unseen first button of a form, for Enter in a field: the one it stands for is come to.
  const alike = (thing, other) => other !== thing && other.name === thing.name && other.value === thing.value && !other.closest("[aria-hidden=true]") && walk.seen.has(other);
  const stands = (thing) => thing.matches('button[tabindex="-1"][aria-hidden=true]') && Boolean(thing.name) && [...(thing.form?.elements ?? [])].some((other) => alike(thing, other));
  return [...document.querySelector(within).querySelectorAll(acting)].filter((thing) => there(thing) && !walk.seen.has(thing) && !grouped(thing) && !stands(thing)).map((thing) => `${words(thing)} is never come to`);
}
