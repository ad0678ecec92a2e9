// What all pages share: the theme, the keys, times in the reader's zone, and texts that are long.

/** The element of an id, which is there. */
export const byId = (id) => document.getElementById(id);

/** A new element with a text in it. */
export function element(name, { text, className, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** Asks the server; what it refuses is an error with its own words. */
export async function ask(path, options) {
  const answer = await fetch(path, { credentials: "same-origin", ...options });
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer;
}

export const askJson = async (path, options) => (await ask(path, options)).json();

const zoned = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** A moment in the reader's time zone. */
export const moment = (iso) => zoned.format(new Date(iso));

const whole = new Intl.NumberFormat(undefined);
export const count = (number) => whole.format(number);

/** Seconds as people read them. */
export function seconds(value) {
  if (value < 1) return `${Math.round(value * 1000)} ms`;
  if (value < 60) return `${value.toFixed(value < 10 ? 2 : 1)} s`;
  const all = Math.round(value);
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  return hours ? `${hours} h ${minutes} min` : `${minutes} min ${all % 60} s`;
}

export const dollars = (value) => `$${value < 0.01 && value > 0 ? value.toPrecision(2) : value.toFixed(value < 1 ? 4 : 2)}`;

/** Says something to whoever listens instead of looking. */
export function announce(text) {
  byId("announcements").textContent = text;
}

const keys = new Map();

/** Makes a key do something; `words` is what the list of keys says of it. */
export function onKey(key, words, action) {
  keys.set(key, { words, action });
}

function isWriting(target) {
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
    || (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isWriting(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  const acting = event.target.closest?.("button, a, summary, input");
  if (acting && (event.key === "Enter" || event.key === " ")) return;
  const found = keys.get(event.key);
  if (found) {
    event.preventDefault();
    found.action(event);
  }
});

function showKeys() {
  const list = byId("key-list");
  list.replaceChildren();
  for (const [key, { words }] of keys) {
    list.append(element("dt", {}, element("kbd", { text: key })), element("dd", { text: words }));
  }
  byId("keys").showModal();
}

function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem("kbench-theme", root.dataset.theme);
  } catch {
    // no storage: for this page only
  }
  document.dispatchEvent(new Event("kbench-theme"));
}

onKey("?", "show these keys", showKeys);
onKey("T", "dark or light", switchTheme);
byId("show-keys").addEventListener("click", showKeys);
byId("switch-theme").addEventListener("click", switchTheme);

for (const time of document.querySelectorAll("time[datetime]")) {
  time.title = `${time.dateTime} (UTC)`;
  time.textContent = moment(time.dateTime);
}

// A long text is cut by the server; the rest comes when it is asked for, in blocks of which the browser lays out those in sight.
const BLOCK = 32768;

async function showAll(link) {
  const place = byId(link.dataset.place);
  link.textContent = "loading …";
  try {
    const text = await (await ask(link.href)).text();
    place.replaceChildren();
    for (let at = 0; at < text.length;) {
      const line = text.indexOf("\n", at + BLOCK - 1);
      let end = line >= 0 && line < at + 2 * BLOCK ? line + 1 : at + BLOCK;
      if (end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1])) end++;
      place.append(element("span", { className: "chunk", text: text.slice(at, end).replace(/\n$/, "") }));
      at = end;
    }
    link.remove();
  } catch (error) {
    link.textContent = `cannot be shown: ${error.message}`;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-place]");
  if (link) {
    event.preventDefault();
    showAll(link);
  }
});
