// Behind the library and charts.js, in one script: a report is one file.
let drawn = [];
const draw = () => (drawn = drawCharts(echarts));

draw();
addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
