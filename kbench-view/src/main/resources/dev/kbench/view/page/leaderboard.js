import { drawCharts } from "./charts.js";
import * as echarts from "./echarts.esm.min.js";
import { onKey } from "./view.js";

let drawn = [];
const draw = () => (drawn = drawCharts(echarts));

draw();
addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
document.addEventListener("kbench-theme", draw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
onKey("u", "up to the runs", () => (location.href = "/runs"));
onKey("e", "open or close the numbers", () => {
  const all = [...document.querySelectorAll("figure details")];
  const open = all.some((one) => !one.open);
  all.forEach((one) => (one.open = open));
});
