// The page of runs: conditions, groups, columns and keys around the table. The address is the state.
import { announce, askJson, byId, count, element, onKey } from "./view.js";
import { change, fail, onChange, OWN, readAddress, state, withQuery } from "./search.js";
import { applyColumns, BLOCK, block, bodyHeight, choose, grid, line, open, ROW } from "./table.js";

const LISTED = ["task", "model", "outcome", "reason", "evaluation"];
const RANGES = ["score", "duration", "cost"];
const REST = 100; // milliseconds

onChange((columnsAlone) => (columnsAlone ? applyColumns() : load()));

addEventListener("popstate", () => {
  readAddress();
  load();
});

// ---- filters

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

/** What is said in place of rows where there are none. */
function sayNothing() {
  const place = byId("nothing");
  const narrowed = [...state.query.keys()].some((name) => ![...OWN, "sort", "group"].includes(name));
  place.textContent = narrowed ? "No run fits all of these conditions. The key x removes them."
    : "There are no runs here: neither a journal nor a run file lies in the folders that kbench view was given. Folders in them are not looked into.";
  place.hidden = state.total > 0;
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

/** What can be typed into is filled when a search begins, and not touched until the next: somebody may be typing. */
function fillFields() {
  byId("text").value = state.query.get("text") ?? "";
  for (const name of RANGES) byId(`range-${name}`).value = state.query.get(name) ?? "";
}

let listed;

function fillLists() {
  const group = byId("group");
  const names = byId("param-names");
  if (listed !== state.params) {
    listed = state.params;
    const picked = names.value;
    group.replaceChildren(element("option", { value: "", text: "no groups" }),
      ...["task", "model", "outcome", "reason", "evaluation", ...state.params.map((name) => `param:${name}`)].map((key) =>
        element("option", { value: key, text: key.replace(/^param:/, "") })));
    names.replaceChildren(element("option", { value: "", text: "choose a parameter" }),
      ...state.params.map((name) => element("option", { value: name, text: name })));
    names.value = state.params.includes(picked) ? picked : "";
  }
  group.value = state.query.get("group") ?? "";
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

/** The lines of a block: those that came with the page, the first time. */
function firstLines(from) {
  const shipped = grid.dataset.lines;
  delete grid.dataset.lines;
  return shipped ? JSON.parse(shipped) : askJson(withQuery("/runs/lines", `from=${from}&count=${BLOCK}`));
}

async function load() {
  const version = ++state.version;
  state.blocks.clear();
  byId("trouble").hidden = true;
  byId("nothing").hidden = true;
  byId("found").textContent = "searching …";
  drawChips();
  fillFields();
  fillLists();
  try {
    const pending = firstLines(Math.floor(state.chosen / BLOCK) * BLOCK);
    const found = await pending;
    if (version !== state.version) return;
    state.total = found.total;
    state.chosen = Math.min(state.chosen, Math.max(0, found.total - 1));
    const ready = Promise.resolve(found.lines);
    ready.lines = found.lines;
    state.blocks.set(Math.floor(state.chosen / BLOCK), ready);
    byId("found").textContent = `${count(found.total)} ${found.total === 1 ? "run" : "runs"}`;
    sayNothing();
    announce(`${found.total} runs found`);
    applyColumns();
    choose(state.chosen, { remember: false });
    // what can be chosen is counted when a search rests: it would hold up the rows of the next
    await new Promise((rested) => setTimeout(rested, REST));
    if (version !== state.version) return;
    const counted = await askJson(withQuery("/runs/facets"));
    if (version !== state.version) return;
    drawFacets(counted);
    if (counted.params.join("\n") !== state.params.join("\n")) {
      state.params = counted.params;
      fillLists();
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
const facets = document.querySelector(".facets");
if (matchMedia("(max-width: 760px)").matches) facets.open = false;
facets.classList.remove("fresh");

readAddress();
load();
