// What the page of runs shows: its columns, and the search that its address holds.
import { byId, count, dollars, element, moment, seconds } from "./view.js";

const plain = (field) => (line) => line[field] ?? "";
export const COLUMNS = [
  { key: "outcome", label: "Outcome", width: 118, stuck: true, fill: fillOutcome },
  { key: "label", label: "Row", width: 130, stuck: true, text: (line) => line.label || line.number },
  { key: "task", label: "Task", width: 150, text: plain("task") },
  { key: "model", label: "Model", width: 200, text: plain("model") },
  { key: "score", label: "Score", width: 80, number: true, text: (line) => (line.score === undefined ? "" : String(+line.score.toPrecision(6))) },
  { key: "result", label: "Result", width: 220, unsorted: true, text: plain("result") },
  { key: "answer", label: "Last answer", width: 320, unsorted: true, text: plain("answer") },
  { key: "duration", label: "Time", width: 90, number: true, text: (line) => (line.duration === undefined ? "" : seconds(line.duration)) },
  { key: "input", label: "Tokens in", width: 95, number: true, text: (line) => (line.input === undefined ? "" : count(line.input)) },
  { key: "output", label: "Tokens out", width: 95, number: true, text: (line) => (line.output === undefined ? "" : count(line.output)) },
  { key: "cost", label: "Cost", width: 90, number: true, text: (line) => (line.cost === undefined ? "" : dollars(line.cost)) },
  { key: "start", label: "Began", width: 180, text: (line) => (line.start ? moment(line.start) : ""), title: (line) => (line.start ? `${line.start} (UTC)` : "") },
  { key: "evaluation", label: "Evaluation", width: 190, text: plain("evaluation") },
  { key: "trial", label: "Trial", width: 60, number: true, text: plain("trial") },
  { key: "attempt", label: "Attempt", width: 76, number: true, text: plain("attempt") },
];
export const FIRST_PARAMS = 6;
export const UNSHOWN_AT_FIRST = ["evaluation", "trial", "attempt", "input"];

function fillOutcome(cell, line) {
  const [mark, kind, words] =
    line.outcome === "completed" ? (line.passed ? ["✓", "good", "passed"] : ["✗", "bad", "not passed"])
      : line.outcome === "failed" ? ["✗", "bad", line.reason || "failed"]
        : ["!", "open", line.reason || line.outcome];
  cell.replaceChildren(element("span", { className: `outcome ${kind}`, text: `${mark} ` }), words.toLowerCase().replaceAll("_", " "));
  cell.title = line.trouble || `${line.outcome}${line.reason ? `: ${line.reason}` : ""}`;
}

export const state = {
  query: new URLSearchParams(),
  params: [],
  columns: [],
  total: 0,
  chosen: 0,
  blocks: new Map(),
  version: 0,
  top: 0,
  lastScroll: 0,
};

export const OWN = ["cols", "at"];

function search() {
  const query = new URLSearchParams(state.query);
  OWN.forEach((name) => query.delete(name));
  return query.toString();
}

export function withQuery(path, more = "") {
  const all = [search(), more].filter(Boolean).join("&");
  return all ? `${path}?${all}` : path;
}

let changed = () => {};

/** What is to be done when the search was changed; true where only the columns were. */
export function onChange(action) {
  changed = action;
}

export function change(edit, { keep = false } = {}) {
  edit(state.query);
  if (!keep) state.query.delete("at");
  const text = state.query.toString();
  history.pushState(null, "", text ? `?${text}` : location.pathname);
  if (!keep) state.chosen = 0;
  return changed(keep);
}

export function readAddress() {
  state.query = new URLSearchParams(location.search);
  state.chosen = Number(state.query.get("at") ?? 0) || 0;
}

// The chosen row is part of the address, so that Back leads to it.
export function rememberPlace() {
  state.query.set("at", String(state.chosen));
  history.replaceState(null, "", `?${state.query}`);
}

export function fail(error) {
  byId("trouble").textContent = error.message;
  byId("trouble").hidden = false;
}
