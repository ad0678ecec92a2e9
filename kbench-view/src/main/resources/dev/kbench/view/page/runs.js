// The table of runs. The address is the state; the page holds the lines in sight and some around them, however many runs there are.
import { announce, askJson, byId, count, dollars, element, moment, onKey, seconds } from "./view.js";

const ROW = 28;
const BLOCK = 100;
const BLOCKS_KEPT = 24;
const TALLEST = 8_000_000; // browsers lay out no element that is much taller than twice this
const LISTED = ["task", "model", "outcome", "reason", "evaluation"];
const RANGES = ["score", "duration", "cost"];

const grid = byId("grid");
const sheet = byId("sheet");
const head = byId("head");
const rows = byId("rows");

const plain = (field) => (line) => line[field] ?? "";
const COLUMNS = [
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
const FIRST_PARAMS = 6;
const UNSHOWN_AT_FIRST = ["evaluation", "trial", "attempt", "input"];

function fillOutcome(cell, line) {
  const [mark, kind, words] =
    line.outcome === "completed" ? (line.passed ? ["✓", "good", "passed"] : ["✗", "bad", "not passed"])
      : line.outcome === "failed" ? ["✗", "bad", line.reason || "failed"]
        : ["!", "open", line.reason || line.outcome];
  cell.replaceChildren(element("span", { className: `outcome ${kind}`, text: `${mark} ` }), words.toLowerCase().replaceAll("_", " "));
  cell.title = line.trouble || `${line.outcome}${line.reason ? `: ${line.reason}` : ""}`;
}

const state = {
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

// ---- the address

const OWN = ["cols", "at"];

function search() {
  const query = new URLSearchParams(state.query);
  OWN.forEach((name) => query.delete(name));
  return query.toString();
}

function withQuery(path, more = "") {
  const all = [search(), more].filter(Boolean).join("&");
  return all ? `${path}?${all}` : path;
}

function change(edit, { keep = false } = {}) {
  edit(state.query);
  if (!keep) state.query.delete("at");
  const text = state.query.toString();
  history.pushState(null, "", text ? `?${text}` : location.pathname);
  if (!keep) state.chosen = 0;
  return keep ? applyColumns() : load();
}

addEventListener("popstate", () => {
  readAddress();
  load();
});

function readAddress() {
  state.query = new URLSearchParams(location.search);
  state.chosen = Number(state.query.get("at") ?? 0) || 0;
}

// The chosen row is part of the address, so that Back leads to it.
function rememberPlace() {
  state.query.set("at", String(state.chosen));
  history.replaceState(null, "", `?${state.query}`);
}

// ---- lines

async function block(number) {
  const version = state.version;
  if (state.blocks.has(number)) {
    const known = state.blocks.get(number);
    state.blocks.delete(number);
    state.blocks.set(number, known); // the last used one is dropped last
    return known;
  }
  const pending = askJson(withQuery("/runs/lines", `from=${number * BLOCK}&count=${BLOCK}`)).then((found) => {
    if (version === state.version) {
      pending.lines = found.lines;
      draw();
    }
    return found.lines;
  }, (error) => {
    if (version === state.version) {
      state.blocks.delete(number);
      fail(error);
    }
    return [];
  });
  state.blocks.set(number, pending);
  for (const oldest of state.blocks.keys()) {
    if (state.blocks.size <= BLOCKS_KEPT) break;
    state.blocks.delete(oldest);
  }
  return pending;
}

function line(index) {
  return state.blocks.get(Math.floor(index / BLOCK))?.lines?.[index % BLOCK];
}

let wanted;

function want(first, last) {
  clearTimeout(wanted);
  const missing = [];
  for (let number = Math.floor(first / BLOCK); number <= Math.floor(last / BLOCK); number++) {
    if (!state.blocks.has(number)) missing.push(number);
  }
  if (missing.length) wanted = setTimeout(() => missing.forEach(block), state.blocks.size ? 40 : 0);
}

// ---- drawing

let columnStart = [];

function layOutColumns() {
  const all = [...COLUMNS, ...state.params.map((name) => ({
    key: `param:${name}`, label: name, width: 150, text: (one) => one.params?.[name] ?? "",
  }))];
  const chosen = state.query.get("cols");
  const shown = chosen === null ? new Set([...COLUMNS.map((column) => column.key).filter((key) => !UNSHOWN_AT_FIRST.includes(key)),
    ...state.params.slice(0, FIRST_PARAMS).map((name) => `param:${name}`)]) : new Set(JSON.parse(chosen));
  state.all = all;
  state.shown = shown;
  state.columns = all.filter((column) => column.stuck || shown.has(column.key));
  let at = 0;
  columnStart = state.columns.map((column) => {
    const start = at;
    at += column.width;
    return start;
  });
  state.width = at;
  sheet.style.width = `${at}px`;
  rows.style.width = `${at}px`;
}

/** The columns in sight, with those that stick, and how much room is left out before and behind. */
function columnWindow() {
  const stuck = state.columns.filter((column) => column.stuck).length;
  const left = Math.abs(grid.scrollLeft);
  const right = left + grid.clientWidth;
  let first = stuck;
  while (first < state.columns.length - 1 && columnStart[first] + state.columns[first].width < left) first++;
  let last = first;
  while (last < state.columns.length && columnStart[last] < right) last++;
  return { stuck, first, last };
}

const spacer = (width) => {
  const made = element("div", { "aria-hidden": "true" });
  made.style.flex = "none";
  made.style.width = `${width}px`;
  return made;
};

function cells(window, make) {
  const { stuck, first, last } = window;
  const made = [];
  for (let i = 0; i < state.columns.length; i++) {
    if (i === stuck && first > stuck) made.push(spacer(columnStart[first] - columnStart[stuck]));
    if (i >= stuck && (i < first || i >= last)) continue;
    const column = state.columns[i];
    const cell = make(column, i);
    cell.classList.add("cell");
    if (column.number) cell.classList.add("number");
    if (column.stuck) {
      cell.classList.add("stuck");
      if (i === 0) cell.classList.add("first");
      if (i === stuck - 1) cell.classList.add("edge");
      cell.style.insetInlineStart = `${columnStart[i]}px`;
    }
    cell.style.width = `${column.width}px`;
    cell.setAttribute("aria-colindex", i + 1);
    made.push(cell);
  }
  return made;
}

function drawHead(window) {
  const [order] = [state.query.get("sort") ?? ""];
  head.replaceChildren(...cells(window, (column) => {
    const sorted = order === column.key ? "ascending" : order === `-${column.key}` ? "descending" : "none";
    const mark = sorted === "ascending" ? " ▲" : sorted === "descending" ? " ▼" : "";
    const cell = element("div", { role: "columnheader", "aria-sort": column.unsorted ? undefined : sorted });
    if (column.unsorted) {
      cell.append(element("button", { type: "button", text: column.label, disabled: true, tabindex: -1 }));
    } else {
      const button = element("button", { type: "button", title: `${column.label}: sort`, dir: "auto" }, column.label, mark);
      button.addEventListener("click", () => change((query) => {
        if (sorted === "ascending") query.set("sort", `-${column.key}`);
        else if (sorted === "descending") query.delete("sort");
        else query.set("sort", column.key);
      }));
      cell.append(button);
    }
    return cell;
  }));
}

function drawRow(index, window) {
  const one = line(index);
  const row = element("div", {
    role: "row", id: `row-${index}`, className: index === state.chosen ? "row chosen" : "row",
    "aria-rowindex": index + 2, "aria-selected": String(index === state.chosen),
  });
  row.dataset.index = index;
  row.append(...cells(window, (column, i) => {
    const cell = element("div", { role: "gridcell" });
    if (!one) {
      cell.classList.add("waiting");
      cell.textContent = i === 0 ? "…" : "";
    } else if (column.fill) {
      column.fill(cell, one);
    } else {
      cell.dir = "auto";
      cell.textContent = column.text(one);
      cell.title = column.title ? column.title(one) : cell.textContent;
    }
    return cell;
  }));
  return row;
}

const bodyHeight = () => Math.max(0, grid.clientHeight - ROW);
const fullHeight = () => state.total * ROW;
const spareFull = () => Math.max(0, fullHeight() - bodyHeight());
const spareSheet = () => Math.max(0, Math.min(fullHeight(), TALLEST) - bodyHeight());

let drawn = false;

function draw() {
  if (drawn) return;
  drawn = true;
  requestAnimationFrame(() => {
    drawn = false;
    drawNow();
  });
}

function drawNow() {
  const first = Math.max(0, Math.floor(state.top / ROW) - 4);
  const last = Math.min(state.total, Math.ceil((state.top + bodyHeight()) / ROW) + 4);
  const window = columnWindow();
  drawHead(window);
  const made = [];
  for (let index = first; index < last; index++) made.push(drawRow(index, window));
  const focused = document.activeElement?.closest?.("#head button")?.textContent;
  rows.replaceChildren(...made);
  if (focused) [...head.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
  rows.style.transform = `translateY(${grid.scrollTop + first * ROW - state.top}px)`;
  grid.setAttribute("aria-activedescendant", `row-${state.chosen}`);
  if (last > first) want(first, last - 1);
  byId("place").textContent = state.total ? `row ${count(state.chosen + 1)} of ${count(state.total)}` : "";
}

function sizeSheet() {
  sheet.style.height = `${Math.min(fullHeight(), TALLEST) + ROW}px`;
}

// Small moves go pixel by pixel; a jump of the scroll bar leads to that part of all runs.
grid.addEventListener("scroll", () => {
  const moved = grid.scrollTop - state.lastScroll;
  state.lastScroll = grid.scrollTop;
  if (moved) {
    const end = spareSheet();
    if (fullHeight() <= TALLEST) state.top = grid.scrollTop;
    else if (grid.scrollTop <= 0) state.top = 0;
    else if (grid.scrollTop >= end - 1) state.top = spareFull();
    else if (Math.abs(moved) <= bodyHeight()) state.top = Math.min(spareFull(), Math.max(0, state.top + moved));
    else state.top = (grid.scrollTop / end) * spareFull();
  }
  draw();
});

function scrollTo(top) {
  state.top = Math.min(spareFull(), Math.max(0, top));
  state.lastScroll = spareFull() ? Math.round((state.top / spareFull()) * spareSheet()) : 0;
  grid.scrollTop = state.lastScroll;
  state.lastScroll = grid.scrollTop;
  draw();
}

function choose(index, { remember = true } = {}) {
  if (!state.total) return;
  state.chosen = Math.min(state.total - 1, Math.max(0, index));
  const at = state.chosen * ROW;
  if (at < state.top) scrollTo(at);
  else if (at + ROW > state.top + bodyHeight()) scrollTo(at + ROW - bodyHeight());
  else draw();
  if (remember) rememberPlace();
}

async function open(index) {
  await block(Math.floor(index / BLOCK));
  const one = line(index);
  if (!one) return;
  state.chosen = index;
  rememberPlace();
  location.href = withQuery(`/run/${one.id}`);
}

rows.addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (row) open(Number(row.dataset.index));
});
new ResizeObserver(() => draw()).observe(grid);

// ---- filters

function fail(error) {
  byId("trouble").textContent = error.message;
  byId("trouble").hidden = false;
}

function toggle(name, value, on) {
  return change((query) => {
    const kept = query.getAll(name).filter((one) => one !== value);
    query.delete(name);
    kept.forEach((one) => query.append(name, one));
    if (on) query.append(name, value);
  });
}

function drawFacets(facets) {
  for (const name of LISTED) {
    const place = byId(`facet-${name}`);
    const values = facets[name] ?? [];
    const chosen = new Set(state.query.getAll(name));
    const missing = [...chosen].filter((one) => !values.some(({ value }) => value === one)).map((value) => ({ value, shown: value, count: 0 }));
    const picked = document.activeElement?.dataset?.value;
    const list = [...values, ...missing];
    place.closest("fieldset").hidden = list.length === 0 || (name === "reason" && list.every(({ value }) => value === ""));
    place.replaceChildren(...list.map(({ value, shown, count: many }) => {
      const box = element("input", { type: "checkbox", "data-value": `${name}=${value}` });
      box.checked = chosen.has(value);
      box.addEventListener("change", () => toggle(name, value, box.checked));
      return element("label", { className: "pick", title: shown || "none" }, box,
        element("span", { className: "name", dir: "auto", text: shown || "(none)" }), element("span", { className: "count", text: count(many) }));
    }));
    if (picked) [...place.querySelectorAll("input")].find((box) => box.dataset.value === picked)?.focus();
  }
}

function drawChips() {
  const made = [];
  for (const [name, value] of state.query) {
    if ([...OWN, "sort", "group"].includes(name)) continue;
    const words = `${name.replace(/^(param|range):/, "")}${name.startsWith("param:") || !name.startsWith("range:") ? " = " : " in "}${value}`;
    const chip = element("button", { type: "button", title: "remove this condition", dir: "auto", text: `${words} ✕` });
    chip.addEventListener("click", () => change((query) => {
      const kept = query.getAll(name).filter((one) => one !== value);
      query.delete(name);
      kept.forEach((one) => query.append(name, one));
    }));
    made.push(chip);
  }
  byId("chips").replaceChildren(...made);
}

function fillForms() {
  byId("text").value = state.query.get("text") ?? "";
  for (const name of RANGES) byId(`range-${name}`).value = state.query.get(name) ?? "";
  const group = byId("group");
  group.replaceChildren(element("option", { value: "", text: "no groups" }),
    ...["task", "model", "outcome", "reason", "evaluation", ...state.params.map((name) => `param:${name}`)].map((key) =>
      element("option", { value: key, text: key.replace(/^param:/, "") })));
  group.value = state.query.get("group") ?? "";
  byId("param-names").replaceChildren(element("option", { value: "", text: "choose a parameter" }),
    ...state.params.map((name) => element("option", { value: name, text: name })));
}

async function drawGroups(version) {
  const place = byId("groups");
  const key = state.query.get("group");
  place.hidden = !key;
  if (!key) return;
  const found = await askJson(withQuery("/runs/groups"));
  if (version !== state.version) return;
  const name = key;
  place.querySelector("tbody").replaceChildren(...found.groups.map((one) => {
    const button = element("button", { type: "button", dir: "auto", text: one.shown || "(none)" });
    button.addEventListener("click", () => change((query) => {
      query.delete(name);
      query.append(name, one.value);
      query.delete("group");
    }));
    return element("tr", {}, element("td", {}, button), ...["runs", "passed", "failed", "unmeasured"].map((field) =>
      element("td", { className: "number", text: count(one[field]) })));
  }));
}

// ---- loading

async function load() {
  const version = ++state.version;
  state.blocks.clear();
  byId("trouble").hidden = true;
  byId("found").textContent = "searching …";
  drawChips();
  try {
    const pending = askJson(withQuery("/runs/lines", `from=${Math.floor(state.chosen / BLOCK) * BLOCK}&count=${BLOCK}`));
    const facets = askJson(withQuery("/runs/facets"));
    facets.catch(() => {});
    const found = await pending;
    if (version !== state.version) return;
    state.total = found.total;
    state.chosen = Math.min(state.chosen, Math.max(0, found.total - 1));
    const ready = Promise.resolve(found.lines);
    ready.lines = found.lines;
    state.blocks.set(Math.floor(state.chosen / BLOCK), ready);
    byId("found").textContent = `${count(found.total)} ${found.total === 1 ? "run" : "runs"}`;
    announce(`${found.total} runs found`);
    fillForms();
    applyColumns();
    choose(state.chosen, { remember: false });
    const counted = await facets;
    if (version !== state.version) return;
    drawFacets(counted);
    if (counted.params.join("\n") !== state.params.join("\n")) {
      state.params = counted.params;
      fillForms();
      applyColumns();
    }
    await drawGroups(version);
  } catch (error) {
    if (version === state.version) {
      byId("found").textContent = "";
      fail(error);
    }
  }
}

function applyColumns() {
  layOutColumns();
  sizeSheet();
  grid.setAttribute("aria-rowcount", state.total + 1);
  grid.setAttribute("aria-colcount", state.columns.length);
  scrollTo(state.top);
}

// ---- the column chooser

function showColumns() {
  const filter = byId("column-filter").value.toLowerCase();
  byId("column-list").replaceChildren(...state.all.filter((column) => !column.stuck && column.label.toLowerCase().includes(filter)).map((column) => {
    const box = element("input", { type: "checkbox" });
    box.checked = state.shown.has(column.key);
    box.addEventListener("change", () => chooseColumns((shown) => (box.checked ? shown.add(column.key) : shown.delete(column.key))));
    return element("label", {}, box, element("span", { className: "name", dir: "auto", text: column.label }));
  }));
}

function chooseColumns(edit) {
  edit(state.shown);
  const keys = state.all.map((column) => column.key).filter((key) => state.shown.has(key));
  change((query) => query.set("cols", JSON.stringify(keys)), { keep: true });
}

byId("choose-columns").addEventListener("click", () => {
  byId("column-filter").value = "";
  showColumns();
  byId("columns").showModal();
});
byId("column-filter").addEventListener("input", showColumns);
byId("all-columns").addEventListener("click", () => {
  chooseColumns((shown) => state.all.forEach((column) => shown.add(column.key)));
  showColumns();
});
byId("first-columns").addEventListener("click", () => {
  change((query) => query.delete("cols"), { keep: true });
  showColumns();
});

byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = byId("text").value.trim();
  change((query) => (words ? query.set("text", words) : query.delete("text")));
  grid.focus();
});
for (const name of RANGES) {
  byId(`range-${name}`).addEventListener("change", (event) => change((query) => {
    const value = event.target.value.trim();
    if (value) query.set(name, value);
    else query.delete(name);
  }));
}
byId("group").addEventListener("change", (event) => change((query) => (event.target.value ? query.set("group", event.target.value) : query.delete("group"))));
byId("param-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const name = byId("param-names").value;
  const value = byId("param-value").value;
  if (!name) return;
  const isRange = /^-?[\d.]*\.\.-?[\d.]*$/.test(value);
  change((query) => (isRange ? query.set(`range:${name}`, value) : query.append(`param:${name}`, value)));
  byId("param-value").value = "";
});
byId("clear").addEventListener("click", () => change((query) => {
  for (const name of new Set(query.keys())) if (name !== "cols") query.delete(name);
}));

// ---- keys

const move = (by) => choose(state.chosen + by);
const pageful = () => Math.max(1, Math.floor(bodyHeight() / ROW) - 1);

/** The next run that did not pass, from the chosen one on. */
async function failing(direction) {
  await block(Math.floor(state.chosen / BLOCK));
  const here = line(state.chosen);
  if (!here) return;
  const found = await askJson(withQuery("/runs/failing", `id=${here.id}&direction=${direction}`));
  if (found.index < 0) announce("no further failing run");
  else choose(found.index);
}

onKey("/", "search", () => byId("text").select() ?? byId("text").focus());
onKey("j", "next row", () => move(1));
onKey("k", "previous row", () => move(-1));
onKey("ArrowDown", "next row", () => move(1));
onKey("ArrowUp", "previous row", () => move(-1));
onKey("PageDown", "a page down", () => move(pageful()));
onKey("PageUp", "a page up", () => move(-pageful()));
onKey("Home", "first row", () => choose(0));
onKey("End", "last row", () => choose(state.total - 1));
onKey("Enter", "open the run", () => open(state.chosen));
onKey("n", "next failing run", () => failing("next"));
onKey("p", "previous failing run", () => failing("previous"));
onKey("f", "to the filters", () => {
  document.querySelector(".facets").open = true;
  document.querySelector(".facets input")?.focus();
});
onKey("c", "choose columns", () => byId("choose-columns").click());
onKey("x", "remove all conditions", () => byId("clear").click());

// On a narrow screen the runs come first, and the filters when they are asked for.
if (matchMedia("(max-width: 760px)").matches) document.querySelector(".facets").open = false;

readAddress();
load();
