// SPDX-License-Identifier: AGPL-3.0-or-later
// Words that never leave this device.
//   <form data-place="room:person">                the place they are kept under
//   <textarea data-on-my-device>                   always kept here; it has no name, so even a
//                                                  browser without script cannot send it
//   <textarea name="words" data-on-my-device-if="reach=on_my_device">
//                                                  kept here when that choice is taken, else sent
//   On sending, each kept field is emptied of its name and "kept_on_device" (its label) is sent
//   instead, so that the answer counts without its words.
//   A hidden field "item" names the thing; edited again, it is sent under the same name.
//   [data-device-list="place"] with [data-device-items] and a <template>: shown back, to edit or remove.
(() => {
  "use strict";
  const MARK = "thousandfold:device:";
  let store;
  try { store = window.localStorage; } catch { return; }
  if (!store) return;

  const read = (place) => { try { return JSON.parse(store.getItem(MARK + place)) || []; } catch { return []; } };
  const write = (place, items) => (items.length ? store.setItem(MARK + place, JSON.stringify(items)) : store.removeItem(MARK + place));
  const itemOf = (form) => form.querySelector("input[type=hidden][name=item]");
  const labelOf = (field) => field.dataset.onMyDevice || field.dataset.keptName || field.name || field.id;

  const applies = (field) => {
    if (field.dataset.onMyDevice !== undefined) return true;
    const [name, value] = (field.dataset.onMyDeviceIf || "").split("=");
    const choice = field.form.elements[name];
    return Boolean(choice) && choice.value === value;
  };
  const keptFields = (form) => [...form.elements].filter((field) => field.matches?.("[data-on-my-device], [data-on-my-device-if]") && applies(field));

  const keep = (form, field) => {
    const words = field.value.trim();
    const place = form.dataset.place;
    if (words) {
      const items = read(place);
      const id = field.dataset.itemId || `${Date.now()}-${items.length}`;
      const rest = items.filter((item) => item.id !== id);
      write(place, [...rest, { id, label: labelOf(field), text: words, item: itemOf(form)?.value || "" }]);
    }
    return Boolean(words);
  };
  const withhold = (form, field) => {
    const mark = document.createElement("input");
    mark.type = "hidden"; mark.name = "kept_on_device"; mark.value = labelOf(field);
    field.removeAttribute("name");
    field.value = "";
    form.append(mark);
  };

  // In the capture phase and before all else: whatever happens later, the words have no name to be sent under.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.place) return;
    const passing = event.submitter?.value === "pass";
    for (const field of keptFields(form)) {
      try {
        if (!passing && keep(form, field)) withhold(form, field);
        else { field.removeAttribute("name"); }
      } catch {
        event.preventDefault(); // the device is full: keep the words on the page, send nothing
        document.querySelectorAll("[data-device-full]").forEach((note) => { note.hidden = false; });
        return;
      }
    }
    drawAll();
  }, true);

  const draw = (list) => {
    const place = list.dataset.deviceList;
    const rows = read(place).map((item) => {
      const row = list.querySelector("template").content.cloneNode(true);
      row.querySelector("[data-text]").textContent = item.text;
      row.querySelectorAll("button").forEach((button) => { button.dataset.itemId = item.id; });
      return row;
    });
    list.querySelector("[data-device-items]").replaceChildren(...rows);
    list.hidden = rows.length === 0 && list.dataset.deviceList !== "";
  };
  const drawAll = () => {
    document.querySelectorAll("[data-device-list]").forEach(draw);
    document.querySelectorAll("[data-on-my-device]").forEach((field) => {
      if (field.name) { field.dataset.keptName = field.name; field.removeAttribute("name"); }
      field.disabled = false;
    });
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-edit], [data-remove]");
    const list = button?.closest("[data-device-list]");
    if (!list) return;
    const place = list.dataset.deviceList;
    const item = read(place).find((one) => one.id === button.dataset.itemId);
    if (!item) return;
    if (button.matches("[data-remove]")) {
      write(place, read(place).filter((one) => one.id !== item.id));
    } else {
      const field = [...document.querySelectorAll("[data-on-my-device], [data-on-my-device-if]")].find((one) => one.form?.dataset.place === place && labelOf(one) === item.label);
      if (!field) return;
      field.value = item.text; field.dataset.itemId = item.id; field.focus();
      if (item.item && itemOf(field.form)) itemOf(field.form).value = item.item;
    }
    drawAll();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-device-forget]");
    if (!button) return;
    store.removeItem(MARK + button.dataset.deviceForget);
    drawAll();
  });
  document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
  drawAll();
  document.addEventListener("thousandfold:swapped", drawAll);
})();
