import { ago, bar, count, file, h, link, pages, part, stage, state } from "./dom.js";

function jobsOf(item) {
  const failed = item.failed > 0 ? `, ${item.failed.toLocaleString("en-US")} failed` : "";
  return `${item.finished.toLocaleString("en-US")} of ${count(item.total, "job")}${failed}`;
}

export function jobsBar(item) {
  const parts = ["finished", "running", "failed"].map((name) => [name, item[name]]);
  return bar(parts, item.total, jobsOf(item));
}

function card(item) {
  const sweep = item.kind === "sweep";
  const stages = item.stages ?? [];
  return h(
    "article",
    { class: "card", "data-id": item.id },
    h(
      "header",
      {},
      h("h3", {}, h("a", { href: link(item.id, item.kind) }, item.name)),
      h("span", { class: "kind" }, item.kind),
      state(item.state),
    ),
    sweep ? jobsBar(item) : null,
    h(
      "p",
      { class: "quiet" },
      sweep ? jobsOf(item) : count(item.artifacts, "stage") + " made",
      item.started ? [", begun ", ago(item.started)] : null,
    ),
    h("ul", { class: "stages" }, stages.slice(0, 4).map(stage)),
    stages.length > 4 ? h("p", { class: "quiet" }, `and ${count(stages.length - 4, "stage")} more`) : null,
  );
}

function figures(item) {
  if (item.kind === "sweep") {
    return h("div", { class: "jobs" }, jobsBar(item), h("span", {}, jobsOf(item)));
  }
  return h(
    "div",
    { class: "figures" },
    item.figures.map((one) =>
      h("span", { title: one.name }, h("span", { class: "quiet" }, `${one.entry} `), h("span", {}, one.text)),
    ),
  );
}

function row(item) {
  return h(
    "tr",
    { "data-id": item.id },
    h(
      "th",
      { scope: "row" },
      h("a", { href: link(item.id, item.kind) }, item.id),
      item.damage ? h("span", { class: "damage" }, item.damage) : null,
    ),
    h("td", { class: "label" }, h("span", { class: "kind" }, item.kind)),
    h("td", { class: "label" }, state(item.state)),
    h("td", { class: "label" }, ago(item.changed)),
    h("td", { class: "label" }, item.environment ?? "\u2013"),
    h("td", { class: "label wide" }, figures(item)),
    h(
      "td",
      { class: "label" },
      item.report
        ? h("a", { href: file(item.id, "report.html"), target: "_blank", rel: "noopener" }, "Report")
        : "\u2013",
    ),
  );
}

function table(view) {
  const headings = ["Name", "Kind", "State", "Changed", "Environment", "Figures, jobs", ""];
  return [
    h(
      "div",
      { class: "scroll", role: "region", tabindex: "0", "aria-label": "Runs and sweeps" },
      h(
        "table",
        { class: "data list" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            headings.map((text, index) => h("th", { scope: "col", class: index === 0 ? null : "label" }, text)),
          ),
        ),
        h("tbody", {}, view.items.map(row)),
      ),
    ),
    pages(view.page, view.pages, (page) => {
      const query = new URLSearchParams(location.search);
      query.set("page", page);
      return `/?${query}`;
    }),
  ];
}

function tools(onChange) {
  const query = new URLSearchParams(location.search);
  const search = h("input", {
    type: "search",
    id: "search",
    placeholder: "Filter by name",
    "aria-label": "Filter by name",
    value: query.get("text") ?? "",
  });
  const kinds = [
    ["", "runs and sweeps"],
    ["sweep", "sweeps"],
    ["run", "runs"],
  ];
  const kind = h(
    "select",
    { id: "kind", "aria-label": "What is shown" },
    kinds.map(([value, text]) => h("option", { value, selected: value === (query.get("kind") ?? "") }, text)),
  );
  let timer = 0;
  const change = () => {
    const chosen = new URLSearchParams();
    for (const [name, input] of [
      ["text", search],
      ["kind", kind],
    ]) {
      if (input.value !== "") {
        chosen.set(name, input.value);
      }
    }
    history.replaceState(null, "", chosen.size > 0 ? `/?${chosen}` : "/");
    onChange();
  };
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(change, 250);
  });
  kind.addEventListener("change", change);
  return [h("div", { class: "tools" }, search, kind)];
}

/** Shows what there is: what is running first, then all, the latest first. */
export function showList(main, view, onChange) {
  document.title = view.running.length > 0 ? `(${view.running.length}) Leeway` : "Leeway";
  part(main, "head", [view.runs, view.sweeps], () => [
    h("h1", {}, "Runs"),
    h("p", { class: "summary" }, `${count(view.runs, "run")} and ${count(view.sweeps, "sweep")}.`),
  ]);
  part(main, "running", view.running, (items) => [
    h("h2", {}, "Running now"),
    h("div", { class: "cards" }, items.map(card)),
  ]);
  part(main, "tools", "tools", () => [h("h2", {}, "All, the latest first"), tools(onChange)].flat());
  const nothing = view.exists
    ? view.runs + view.sweeps > 0
      ? "Nothing has such a name."
      : "There is nothing yet. What 'leeway run' and 'leeway sweep' make in this folder is shown as it comes."
    : "The folder does not exist yet: 'leeway run' and 'leeway sweep' make it.";
  part(main, "nothing", view.items.length === 0 ? nothing : null, (text) => h("p", { class: "empty" }, text));
  part(main, "items", view.items.length === 0 ? null : view, table);
}
