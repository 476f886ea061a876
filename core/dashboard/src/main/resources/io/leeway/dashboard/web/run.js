import { buttons } from "./actions.js";
import { charts } from "./charts.js";
import { ago, count, h, link, part, state } from "./dom.js";
import { files, log, notes, printed, stages, trajectories } from "./sweep.js";

const MARKS = { finished: "finished", reused: "finished", started: "running", failed: "failed", stopped: "unfinished" };

function allStages(list) {
  const done = list.filter((one) => one.event === "finished" || one.event === "reused").length;
  return h(
    "details",
    { open: true },
    h("summary", {}, `Stages: ${done} of ${list.length} finished`),
    h(
      "ul",
      { class: "chips" },
      list.map((one) =>
        h(
          "li",
          { "data-event": one.event },
          h("span", { class: "state", "data-state": MARKS[one.event] ?? "waiting" }, one.title),
        ),
      ),
    ),
  );
}

/** Takes a table of the report, as HTML that the server made and in which every text is escaped. */
function table(one) {
  const parsed = new DOMParser().parseFromString(one.content, "text/html");
  parsed.querySelectorAll("script, .copies").forEach((element) => element.remove());
  return [h("h2", {}, one.title), ...parsed.body.childNodes];
}

function head(run, job, id, sweep) {
  const shown = run?.state ?? job?.state ?? "gone";
  document.title = `${run?.name ?? id}: ${shown}`;
  return [
    h(
      "p",
      { class: "crumbs" },
      h("a", { href: "/" }, "All runs"),
      sweep === "" ? null : [" \u203a ", h("a", { href: link(sweep, "sweep") }, sweep)],
    ),
    h("h1", {}, id, " ", h("span", { class: "kind" }, job ? "job" : "run"), " ", state(shown)),
    job ? h("p", { class: "summary" }, job.title) : null,
    run
      ? h(
          "p",
          { class: "quiet" },
          [run.environment, count(run.seeds, "seed")].filter(Boolean).join(", "),
          run.started ? [", begun ", ago(run.started)] : null,
          run.finished ? [", finished ", ago(run.finished)] : null,
        )
      : null,
  ].filter((one) => one !== null);
}

/** Shows a run, which may be a job of a sweep whose folder is not there yet. */
export function showRun(main, view, id, sweep) {
  const { run, job } = view;
  part(main, "head", [run?.state, run?.finished, run?.started, run?.environment, job?.state, job?.title], () =>
    head(run, job, id, sweep),
  );
  const missing = "It is not in this folder: it was removed, or never was here.";
  const problem = run === undefined && job === undefined ? missing : (run?.damage ?? job?.error ?? null);
  part(main, "problems", problem, (text) => h("p", { class: "callout" }, text));
  const idle = run === undefined || (job !== undefined && run.state !== "finished");
  part(main, "actions", idle ? null : [run.state, run.report], () => buttons(id, run.state, run.report));
  part(main, "notes", run?.notes ?? [], notes);
  part(main, "making", [...(job?.making ?? []), ...(run?.stages ?? [])], stages);
  part(main, "all-stages", job?.all_stages ?? run?.all_stages ?? [], allStages);
  part(main, "tables", run?.tables ?? [], (list) => list.flatMap(table));
  part(main, "trajectories", run?.trajectories ?? [], (names) => trajectories(id, names));
  const curves = run?.charts?.length > 0 ? run.charts : (job?.charts ?? []);
  charts(main, curves);
  part(main, "printed", run?.printed ?? [], printed);
  part(main, "log", run?.log ?? [], log);
  part(main, "configuration", run?.configuration ?? null, (text) =>
    h("details", {}, h("summary", {}, "Configuration, with every default"), h("pre", { tabindex: "0" }, text)),
  );
  part(main, "files", run?.files ?? [], (names) => files(id, names));
}
