// Before the first paint: dark or light as it was chosen here; the system's wish otherwise.
try {
  const chosen = localStorage.getItem("kbench-theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch {
  // no storage: the system's wish
}
