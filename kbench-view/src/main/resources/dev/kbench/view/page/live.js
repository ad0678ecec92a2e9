// What goes on now: the server sends the state whenever it has changed; the rate is that of the last half minute.
import { announce, ask, byId, count, element, moment, onKey, seconds } from "./view.js";

const WINDOW = 30_000;
const main = byId("main");
const place = byId("evaluations");
const feed = byId("feed");
const samples = new Map();

function rate(one, now) {
  const known = samples.get(one.id) ?? [];
  known.push({ now, done: one.done });
  while (known.length > 2 && now - known[0].now > WINDOW) known.shift();
  samples.set(one.id, known);
  const past = known[0];
  return now > past.now ? ((one.done - past.done) * 1000) / (now - past.now) : 0;
}

async function stop(id, button) {
  button.disabled = true;
  try {
    const words = await (await ask(`/live/stop/${encodeURIComponent(id)}`, { method: "POST", headers: { "X-Kbench-Token": main.dataset.action } })).text();
    button.textContent = "Stopping …";
    announce(words);
  } catch (error) {
    button.disabled = false;
    button.textContent = error.message;
  }
}

function card(one) {
  const made = element("section", { className: "card", id: `evaluation-${one.id}` });
  const button = element("button", { type: "button", className: "danger", text: "Stop" });
  button.addEventListener("click", () => stop(one.id, button));
  const link = element("a", { href: `/runs?evaluation=${encodeURIComponent(one.id)}`, text: "its runs" });
  const title = element("div", { className: "title" }, element("h2", { className: "name", dir: "auto", text: one.task }),
    element("span", { className: "soft name", dir: "auto", text: one.models.join(", ") }), element("span", { className: "end" }, link, button));
  made.append(title, element("progress", { className: "progress", "aria-label": "runs done" }), element("dl", { className: "facts" }));
  return made;
}

function fill(made, one, now) {
  const perSecond = rate(one, now);
  const bar = made.querySelector("progress");
  if (one.planned) {
    bar.max = one.planned;
    bar.value = one.done;
  }
  const button = made.querySelector("button");
  if (!one.running) {
    button.disabled = true;
    button.textContent = "Ended";
  }
  const left = one.planned - one.done;
  const facts = {
    Done: one.planned ? `${count(one.done)} of ${count(one.planned)}` : count(one.done),
    "✓ Passed": count(one.passed),
    "✗ Not passed": count(one.notPassed),
    "! Unmeasured": count(one.unmeasured),
    Rate: !one.running ? "–" : perSecond >= 1 || perSecond === 0 ? `${perSecond.toFixed(1)} runs/s` : `${(perSecond * 60).toFixed(1)} runs/min`,
    "Left, at this rate": one.running && one.planned && perSecond > 0 ? seconds(left / perSecond) : "–",
    Began: moment(one.began),
    Evaluation: one.id,
  };
  made.querySelector("dl").replaceChildren(...Object.entries(facts).map(([name, value]) =>
    element("div", {}, element("dt", { text: name }), element("dd", { text: value }))));
}

function item(line) {
  const kind = line.outcome === "unmeasured" ? "open" : "bad";
  const words = (line.reason || (line.outcome === "completed" ? "not passed" : line.outcome)).toLowerCase().replaceAll("_", " ");
  return element("li", {}, element("span", { className: `outcome ${kind}`, text: `${kind === "bad" ? "✗" : "!"} ${words}` }),
    element("a", { href: `/run/${line.id}`, className: "name", dir: "auto", text: `${line.task} ${line.label}` }),
    element("span", { className: "soft name", dir: "auto", text: line.model }),
    element("span", { className: "said", dir: "auto", text: line.result }));
}

function show(state) {
  const now = performance.now();
  const kept = new Set(state.evaluations.map(({ id }) => `evaluation-${id}`));
  for (const old of [...place.children]) if (!kept.has(old.id)) old.remove();
  for (const one of state.evaluations) {
    let made = byId(`evaluation-${one.id}`);
    if (!made) {
      made = card(one);
      place.append(made);
    }
    fill(made, one, now);
  }
  if (!state.evaluations.some(({ running }) => running)) announce("nothing runs now");
  if (!state.evaluations.length) place.replaceChildren(element("p", { className: "soft", text: "Nothing runs now. This page shows what begins." }));
  const at = feed.scrollTop;
  feed.replaceChildren(...(state.feed.length ? state.feed.map(item) : [element("li", { className: "soft", text: "nothing so far" })]));
  feed.scrollTop = at;
  byId("latest").hidden = false;
}

const events = new EventSource("/live/events");
events.addEventListener("open", () => (byId("connection").textContent = "connected"));
events.addEventListener("error", () => (byId("connection").textContent = "the server is gone; connecting again …"));
events.addEventListener("state", (event) => show(JSON.parse(event.data)));
addEventListener("pagehide", () => events.close());

onKey("s", "to the first Stop button", () => document.querySelector("button.danger")?.focus());
onKey("u", "up to the runs", () => (location.href = "/runs"));
