import { file, h } from "./dom.js";

const KEY = "leeway-token";
const SURE_MILLIS = 4000;

/** Keeps the token that the address has behind its '#', for this tab alone, and takes it out of the address. */
export function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token !== null) {
    sessionStorage.setItem(KEY, token);
    history.replaceState(null, "", location.pathname + location.search);
  }
}

async function act(action, id, status) {
  const token = sessionStorage.getItem(KEY) ?? "";
  status.textContent = "…";
  try {
    const answer = await fetch(`/api/${action}?${new URLSearchParams({ id })}`, {
      method: "POST",
      headers: { "X-Leeway-Token": token },
    });
    const said = await answer.json();
    status.textContent = `${said.done ?? said.error}.`;
    status.dataset.state = answer.ok ? "done" : "refused";
    if (answer.status === 401) {
      sessionStorage.removeItem(KEY);
      status.append(" ", tokenField(() => act(action, id, status)));
    }
  } catch {
    status.textContent = "The dashboard gave no answer.";
    status.dataset.state = "refused";
  }
}

function tokenField(onTaken) {
  const input = h("input", { type: "password", "aria-label": "Token", placeholder: "Token", autocomplete: "off" });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && input.value.trim() !== "") {
      sessionStorage.setItem(KEY, input.value.trim());
      onTaken();
    }
  });
  return input;
}

/** The buttons to stop what runs, and to start again what does not; a second click says that it is meant. */
export function buttons(id, state, report) {
  const open = report
    ? h("a", { class: "button", href: file(id, "report.html"), target: "_blank", rel: "noopener" }, "Open the report")
    : null;
  const status = h("span", { role: "status", class: "outcome" });
  const running = state === "running" || state === "stopping";
  const action = running ? "stop" : "retry";
  const text = running ? "Stop" : state === "failed" ? "Try again" : "Go on";
  if (state === "finished") {
    return h("p", { class: "actions" }, open);
  }
  const button = h("button", { type: "button", id: "action", class: action, disabled: state === "stopping" }, text);
  let timer = 0;
  button.addEventListener("click", () => {
    clearTimeout(timer);
    if (button.dataset.sure === undefined) {
      button.dataset.sure = "";
      button.textContent = `${text}: click again`;
      timer = setTimeout(() => {
        delete button.dataset.sure;
        button.textContent = text;
      }, SURE_MILLIS);
      return;
    }
    delete button.dataset.sure;
    button.textContent = text;
    act(action, id, status);
  });
  return h("p", { class: "actions" }, button, open, status);
}
