import { showList } from "./list.js";
import { showSweep } from "./sweep.js";
import { showRun } from "./run.js";
import { takeToken } from "./actions.js";
import { part, h } from "./dom.js";

const main = document.getElementById("main");
const live = document.getElementById("live");
const POLL_MILLIS = 5000;

let source = null;
let timer = 0;

function say(state, text) {
  live.dataset.state = state;
  live.textContent = text;
}

function show(view) {
  document.getElementById("place").textContent = view.folder ?? "";
  part(main, "problem", view.error ?? null, (text) => h("p", { class: "callout" }, text));
  if (view.error !== undefined) {
    return;
  }
  const query = new URLSearchParams(location.search);
  if (view.sweep !== undefined) {
    showSweep(main, view.sweep);
  } else if (query.has("run") || query.has("sweep")) {
    showRun(main, view, query.get("run") ?? query.get("sweep"), query.get("sweep") ?? "");
  } else {
    showList(main, view, reconnect);
  }
}

/** Asks now and then, where no stream of events is to be had. */
async function poll() {
  try {
    const answer = await fetch(`/api/view${location.search}`);
    show(await answer.json());
    say("polling", "every 5 s");
  } catch {
    say("lost", "no answer");
  }
  timer = setTimeout(poll, POLL_MILLIS);
}

function disconnect() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

function reconnect() {
  disconnect();
  source = new EventSource(`/api/events${location.search}`);
  source.addEventListener("view", (event) => {
    show(JSON.parse(event.data));
    say("live", "live");
  });
  source.addEventListener("end", () => say("lost", "the dashboard was stopped"));
  source.addEventListener("error", () => {
    if (source?.readyState === EventSource.CLOSED) {
      disconnect();
      poll();
    } else {
      say("lost", "no answer, trying again");
    }
  });
}

takeToken();
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    disconnect();
    say("paused", "paused");
  } else {
    reconnect();
  }
});
reconnect();
