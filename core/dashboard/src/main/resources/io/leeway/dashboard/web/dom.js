/** Makes an element: attributes, then children; an attribute that is false or null is left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const shown = new WeakMap();

/**
 * Shows a part of the page, made anew only where its data changed: what a reader does there is not disturbed else.
 * Without data the part is not there.
 */
export function part(root, id, data, make) {
  let section = root.querySelector(`:scope > #${id}`);
  if (section === null) {
    section = h("section", { id, hidden: true });
    root.append(section);
  }
  const text = JSON.stringify(data ?? null);
  if (shown.get(section) === text) {
    return;
  }
  shown.set(section, text);
  const empty = data === null || data === undefined || (Array.isArray(data) && data.length === 0);
  section.hidden = empty;
  const places = [...section.querySelectorAll(".scroll, pre")].map((one) => [one.scrollTop, one.scrollLeft]);
  const open = [...section.querySelectorAll("details")].map((one) => one.open);
  const focused = section.contains(document.activeElement) ? document.activeElement.id : "";
  section.replaceChildren(...(empty ? [] : [make(data)].flat().filter((child) => child !== null)));
  [...section.querySelectorAll(".scroll, pre")].forEach((one, index) => {
    [one.scrollTop, one.scrollLeft] = places[index] ?? [0, 0];
  });
  [...section.querySelectorAll("details")].forEach((one, index) => {
    one.open = open[index] ?? one.open;
  });
  if (focused !== "") {
    document.getElementById(focused)?.focus();
  }
}

export function count(number, one, several = `${one}s`) {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : several}`;
}

/** Writes a length of time: "42 s", "3 min 20 s", "2 h 5 min", "3 days". */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  } else if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  } else if (seconds < 48 * 3600) {
    return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  }
  return `${Math.floor(seconds / 86400)} days`;
}

/** An element that says how long ago a moment was, and goes on to say so. */
export function ago(moment) {
  const time = new Date(moment);
  if (moment === null || moment === undefined || Number.isNaN(time.getTime())) {
    return h("span", {}, "\u2013");
  }
  const element = h("time", { datetime: time.toISOString(), title: time.toLocaleString(), class: "ago" });
  element.textContent = `${duration(Date.now() - time)} ago`;
  return element;
}

setInterval(() => {
  for (const element of document.querySelectorAll("time.ago")) {
    element.textContent = `${duration(Date.now() - new Date(element.dateTime))} ago`;
  }
}, 1000);

export function state(name) {
  return h("span", { class: "state", "data-state": name }, name);
}

/** A bar of several parts, each with its share of the whole. */
export function bar(parts, total, label) {
  return h(
    "div",
    { class: "bar", role: "img", "aria-label": label },
    parts
      .filter(([, number]) => number > 0)
      .map(([name, number]) => {
        const width = (100 * number) / Math.max(1, total);
        return h("span", { "data-state": name, style: `width:${width}%` });
      }),
  );
}

/** A stage in the making: what it is, how far it is, and what it said last. */
export function stage(one) {
  const [, title, label] = /^(.*?)(?: \[(.*)\])?$/s.exec(one.title);
  const known = typeof one.done === "number" && typeof one.total === "number";
  const number = (value) => value.toLocaleString("en-US");
  const amount = known ? `${number(one.done)} of ${number(one.total)} ${one.unit ?? ""}` : "";
  return h(
    "li",
    { class: "stage", "data-id": one.id },
    h(
      "div",
      { class: "line" },
      h("span", { class: "what" }, title, label ? h("span", { class: "quiet" }, ` ${label}`) : null),
      h("span", { class: "amount" }, amount || (one.done ? `${one.done} ${one.unit ?? ""}` : "begun ")),
    ),
    h("progress", known ? { value: one.done, max: one.total, "aria-label": one.title } : { "aria-label": one.title }),
    one.detail ? h("div", { class: "detail" }, one.detail) : null,
  );
}

/** The links to the pages of a list before and after this one. */
export function pages(page, all, address, before = "Newer", after = "Older") {
  if (all < 2) {
    return null;
  }
  return h(
    "p",
    { class: "pages" },
    page > 1 ? h("a", { href: address(page - 1), rel: "prev" }, `\u2039 ${before}`) : null,
    h("span", {}, `Page ${page.toLocaleString("en-US")} of ${all.toLocaleString("en-US")}`),
    page < all ? h("a", { href: address(page + 1), rel: "next" }, `${after} \u203a`) : null,
  );
}

export function link(id, kind, sweep = "") {
  const address = new URLSearchParams({ [kind]: id, ...(sweep ? { sweep } : {}) });
  return `/?${address}`;
}

export function file(id, name) {
  return `/files/${encodeURIComponent(id)}/${name}`;
}
