import { buttons } from "./actions.js";
import { ago, count, file, h, link, pages, part, stage, state } from "./dom.js";
import { jobsBar } from "./list.js";

function clock(time) {
  const moment = new Date(time);
  return Number.isNaN(moment.getTime()) ? "" : moment.toLocaleTimeString([], { hourCycle: "h23" });
}

const STATES = ["finished", "running", "failed", "waiting"];

export function log(lines) {
  return [
    h("h2", {}, "Log"),
    h(
      "div",
      { class: "scroll log", role: "log", tabindex: "0", "aria-label": "Log" },
      h(
        "ol",
        {},
        lines.map((line) =>
          h(
            "li",
            { "data-event": line.event },
            h("time", { datetime: line.time ?? "" }, clock(line.time)),
            h("span", { class: "event" }, line.event ?? "?"),
            h(
              "span",
              { class: "what" },
              line.title,
              line.error ? h("span", { class: "damage" }, line.error) : null,
              line.trace ? h("details", {}, h("summary", {}, "Stack trace"), h("pre", {}, line.trace)) : null,
            ),
          ),
        ),
      ),
    ),
  ];
}

export function printed(lines) {
  return [h("h2", {}, "What it printed since it was started here"), h("pre", { tabindex: "0" }, lines.join("\n"))];
}

export function notes(lines) {
  return h("ul", { class: "callout" }, lines.map((line) => h("li", {}, line)));
}

export function stages(list) {
  return [h("h2", {}, "In the making"), h("ul", { class: "stages" }, list.map(stage))];
}

export function trajectories(id, names) {
  return [
    h("h2", {}, "Trajectories"),
    h(
      "div",
      { class: "pictures" },
      names.map((name) => h("img", { src: file(id, name), alt: "Trajectories", loading: "lazy" })),
    ),
  ];
}

export function files(id, names) {
  return [
    h("h2", {}, "Files"),
    h(
      "p",
      { class: "files" },
      names.map((name) =>
        h("a", { href: file(id, name), target: "_blank", rel: "noopener" }, name),
      ),
    ),
  ];
}

function legend(sweep) {
  const address = (name) => `/?${new URLSearchParams({ sweep: sweep.id, ...(name === "" ? {} : { state: name }) })}`;
  return h(
    "p",
    { class: "legend" },
    STATES.map((name) =>
      h(
        "a",
        { href: address(sweep.wanted === name ? "" : name), "aria-current": sweep.wanted === name ? "true" : null },
        state(name),
        ` ${sweep[name].toLocaleString("en-US")}`,
      ),
    ),
  );
}

function row(sweep, job) {
  return h(
    "tr",
    { "data-run": job.run },
    h("th", { scope: "row" }, h("a", { href: link(job.run, "run", sweep) }, job.title)),
    h("td", { class: "label" }, state(job.state)),
    h(
      "td",
      { class: "label stages-done" },
      h("progress", { value: job.done, max: Math.max(1, job.stages), "aria-label": "Stages" }),
      ` ${job.done} of ${job.stages}`,
    ),
    h("td", { class: "label long" }, job.error ? h("span", { class: "damage" }, job.error) : ""),
  );
}

function jobs(sweep) {
  return [
    h("h2", {}, sweep.wanted === "" ? "Jobs" : `Jobs: ${sweep.wanted}`),
    legend(sweep),
    sweep.jobs.length === 0
      ? h("p", { class: "empty" }, "There is none.")
      : h(
          "div",
          { class: "scroll tall", role: "region", tabindex: "0", "aria-label": "Jobs" },
          h(
            "table",
            { class: "data" },
            h(
              "thead",
              {},
              h(
                "tr",
                {},
                ["Job", "State", "Stages", "Error"].map((text, index) =>
                  h("th", { scope: "col", class: index === 0 ? null : "label" }, text),
                ),
              ),
            ),
            h("tbody", {}, sweep.jobs.map((job) => row(sweep.id, job))),
          ),
        ),
    pages(
      sweep.page,
      sweep.pages,
      (page) => `/?${new URLSearchParams({ sweep: sweep.id, page, ...(sweep.wanted ? { state: sweep.wanted } : {}) })}`,
      "Before",
      "After",
    ),
  ];
}

/** Shows a sweep: how far it is, what is in the making, its jobs and its log. */
export function showSweep(main, sweep) {
  document.title = `${sweep.name}: ${sweep.finished} of ${sweep.total}`;
  part(main, "head", [sweep.name, sweep.state, sweep.axes], () => [
    h("p", { class: "crumbs" }, h("a", { href: "/" }, "All runs")),
    h("h1", {}, sweep.name, " ", h("span", { class: "kind" }, "sweep"), " ", state(sweep.state)),
    h(
      "p",
      { class: "summary" },
      Object.entries(sweep.axes)
        .map(([name, labels]) => `${name}: ${[labels].flat().join(", ")}`)
        .join("; "),
    ),
  ]);
  part(main, "actions", [sweep.state, sweep.report], () => buttons(sweep.id, sweep.state, sweep.report));
  part(main, "problems", sweep.damage ?? null, (text) => h("p", { class: "callout" }, text));
  part(main, "notes", sweep.notes, notes);
  const counts = Object.fromEntries(STATES.map((name) => [name, sweep[name]]));
  part(main, "progress", { ...counts, total: sweep.total, times: [sweep.started, sweep.updated] }, (all) => [
    jobsBar(all),
    h(
      "p",
      { class: "quiet" },
      `${sweep.finished.toLocaleString("en-US")} of ${count(sweep.total, "job")} finished`,
      sweep.started ? [", begun ", ago(sweep.started)] : null,
      sweep.updated ? [", last event ", ago(sweep.updated)] : null,
    ),
  ]);
  part(main, "making", sweep.stages, stages);
  part(main, "jobs", { ...counts, ...sweep, stages: 0, log: 0, printed: 0, notes: 0, started: 0, updated: 0 }, () =>
    jobs(sweep),
  );
  part(main, "trajectories", sweep.trajectories, (names) => trajectories(sweep.id, names));
  part(main, "printed", sweep.printed, printed);
  part(main, "log", sweep.log, log);
  part(main, "files", sweep.files, (names) => files(sweep.id, names));
}
