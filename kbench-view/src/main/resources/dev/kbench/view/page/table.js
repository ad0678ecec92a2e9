// The table itself: it holds the lines in sight and some around them, however many runs there are, and makes elements for what the window shows.
import { askJson, byId, count, element } from "./view.js";
import { change, COLUMNS, fail, FIRST_PARAMS, rememberPlace, state, UNSHOWN_AT_FIRST, withQuery } from "./search.js";

export const ROW = 28;
export const BLOCK = 100;
const BLOCKS_KEPT = 24;
const TALLEST = 8_000_000; // browsers lay out no element that is much taller than twice this

export const grid = byId("grid");
const sheet = byId("sheet");
const head = byId("head");
const rows = byId("rows");

export async function block(number) {
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

export function line(index) {
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

// What the window shows of the sheet, as the browser last told it: asking it between two changes would have it lay out the page each time.
const view = { width: grid.clientWidth, height: grid.clientHeight, left: 0 };

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
  const right = view.left + view.width;
  let first = stuck;
  while (first < state.columns.length - 1 && columnStart[first] + state.columns[first].width < view.left) first++;
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

let headed = "";

/** The head stays as it is where nothing of it changes: a click on it ends where it began, though rows come meanwhile. */
function drawHead(window, look) {
  const order = state.query.get("sort") ?? "";
  const now = `${order} ${look}`;
  if (now === headed) return;
  headed = now;
  const focused = head.contains(document.activeElement) ? document.activeElement.dataset.column : undefined;
  head.replaceChildren(...cells(window, (column) => {
    const sorted = order === column.key ? "ascending" : order === `-${column.key}` ? "descending" : "none";
    const mark = sorted === "ascending" ? " ▲" : sorted === "descending" ? " ▼" : "";
    const cell = element("div", { role: "columnheader", "aria-sort": column.unsorted ? undefined : sorted });
    if (column.unsorted) {
      cell.append(element("button", { type: "button", text: column.label, disabled: true, tabindex: -1 }));
    } else {
      const button = element("button", { type: "button", title: `${column.label}: sort`, dir: "auto", "data-column": column.key }, column.label, mark);
      button.addEventListener("click", () => change((query) => {
        if (sorted === "ascending") query.set("sort", `-${column.key}`);
        else if (sorted === "descending") query.delete("sort");
        else query.set("sort", column.key);
      }));
      cell.append(button);
    }
    return cell;
  }));
  if (focused) [...head.querySelectorAll("button")].find((button) => button.dataset.column === focused)?.focus();
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

let shown = new Map();

/** Rows stay as they are where nothing of them changes, so that a click on one ends where it began. */
function drawRows(first, last, window, look) {
  const before = shown;
  shown = new Map();
  for (let index = first; index < last; index++) {
    const now = { line: line(index), chosen: index === state.chosen, look };
    const known = before.get(index);
    const same = known && known.line === now.line && known.chosen === now.chosen && known.look === look;
    shown.set(index, same ? known : { ...now, row: drawRow(index, window) });
  }
  for (const [index, { row }] of before) {
    if (shown.get(index)?.row !== row) row.remove();
  }
  let next = rows.firstElementChild;
  for (const { row } of shown.values()) {
    if (row === next) next = next.nextElementSibling;
    else rows.insertBefore(row, next);
  }
}

export const bodyHeight = () => Math.max(0, view.height - ROW);
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
  const look = JSON.stringify([window, state.columns.map((column) => column.key)]);
  drawHead(window, look);
  drawRows(first, last, window, look);
  rows.style.transform = `translateY(${state.lastScroll + first * ROW - state.top}px)`;
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
  view.left = Math.abs(grid.scrollLeft);
  grid.classList.toggle("shifted", view.left > 0);
  if (moved) {
    const end = spareSheet();
    if (fullHeight() <= TALLEST) state.top = state.lastScroll;
    else if (state.lastScroll <= 0) state.top = 0;
    else if (state.lastScroll >= end - 1) state.top = spareFull();
    else if (Math.abs(moved) <= bodyHeight()) state.top = Math.min(spareFull(), Math.max(0, state.top + moved));
    else state.top = (state.lastScroll / end) * spareFull();
  }
  draw();
});

function scrollTo(top) {
  state.top = Math.min(spareFull(), Math.max(0, top));
  const scroll = spareFull() ? Math.round((state.top / spareFull()) * spareSheet()) : 0;
  if (scroll !== state.lastScroll) {
    grid.scrollTop = scroll;
    state.lastScroll = grid.scrollTop;
  }
  draw();
}

export function choose(index, { remember = true } = {}) {
  if (!state.total) return;
  state.chosen = Math.min(state.total - 1, Math.max(0, index));
  const at = state.chosen * ROW;
  if (at < state.top) scrollTo(at);
  else if (at + ROW > state.top + bodyHeight()) scrollTo(at + ROW - bodyHeight());
  else draw();
  if (remember) rememberPlace();
}

export async function open(index) {
  await block(Math.floor(index / BLOCK));
  const one = line(index);
  if (!one) return;
  state.chosen = index;
  rememberPlace();
  const columns = state.query.get("cols"); // no part of the search, but of what is come back to
  location.href = withQuery(`/run/${one.id}`, columns === null ? "" : `cols=${encodeURIComponent(columns)}`);
}

rows.addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (row) open(Number(row.dataset.index));
});
new ResizeObserver(() => {
  view.width = grid.clientWidth;
  view.height = grid.clientHeight;
  draw();
}).observe(grid);

export function applyColumns() {
  layOutColumns();
  sizeSheet();
  grid.setAttribute("aria-rowcount", state.total + 1);
  grid.setAttribute("aria-colcount", state.columns.length);
  scrollTo(state.top);
}
