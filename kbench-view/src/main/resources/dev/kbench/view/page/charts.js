// The charts, each drawn from the table that stands behind it: readable in black and white by its patterns, symbols and words.

// The library writes style attributes, which the content security policy refuses; properties of an element it allows.
const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
  if (name === "style") this.style.cssText = value;
  else setAttribute.call(this, name, value);
};

const SYMBOLS = ["circle", "rect", "triangle", "diamond", "pin", "arrow", "roundRect"];
const DASHES = ["solid", "dashed", "dotted", [12, 4, 2, 4], [2, 2], [16, 4]];

const zoned = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const moment = (iso) => zoned.format(new Date(iso));
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const percent = (share) => `${(share * 100).toFixed(1)} %`;

function read(figure) {
  const heads = [...figure.querySelectorAll("thead th")].map((cell) => cell.textContent);
  const rows = [...figure.querySelectorAll("tbody tr")].map((row) => ({
    name: row.querySelector("th").textContent,
    values: [...row.querySelectorAll("td")].map((cell) => (cell.dataset.value === undefined ? null : cell.dataset.value)),
  }));
  return { heads, rows };
}

function palette() {
  return ["--user", "--assistant", "--tool", "--open", "--bad", "--good", "--soft"].map(colour);
}

function common() {
  return {
    aria: { enabled: true, decal: { show: true } },
    animation: false,
    color: palette(),
    textStyle: { color: colour("--ink"), fontFamily: "inherit" },
    grid: { left: 16, right: 28, top: 40, bottom: 12, containLabel: true },
    tooltip: { trigger: "item", renderMode: "richText", backgroundColor: colour("--paper"), borderColor: colour("--strong-line"), textStyle: { color: colour("--ink") } },
  };
}

const axis = (more) => ({
  nameTextStyle: { color: colour("--soft") }, axisLabel: { color: colour("--soft") },
  axisLine: { lineStyle: { color: colour("--strong-line") } }, splitLine: { lineStyle: { color: colour("--line") } }, ...more,
});

/** Those that no other is both cheaper and better than. */
function frontier(points) {
  let best = -Infinity;
  return [...points].sort((a, b) => a.value[0] - b.value[0] || b.value[1] - a.value[1]).filter(({ value }) => {
    const better = value[1] > best;
    if (better) best = value[1];
    return better;
  });
}

function pareto({ rows }) {
  const points = rows.filter(({ values }) => values[0] !== null && values[1] !== null).map(({ name, values }, i) => ({
    name, value: [Number(values[0]), Number(values[1])], symbol: SYMBOLS[i % SYMBOLS.length], low: values[2] === null ? null : Number(values[2]), high: values[3] === null ? null : Number(values[3]),
  }));
  if (!points.length) return null;
  const bars = points.filter(({ low }) => low !== null).map(({ value, low, high }) => [value[0], low, high]);
  return {
    ...common(),
    grid: { left: 16, right: 28, top: 40, bottom: 28, containLabel: true },
    xAxis: axis({ type: "value", name: "cost of a run ($)", nameLocation: "middle", nameGap: 28, scale: true }),
    yAxis: axis({ type: "value", name: "passed", min: 0, max: 1, axisLabel: { color: colour("--soft"), formatter: (share) => `${share * 100} %` } }),
    series: [
      { type: "line", data: frontier(points).map(({ value }) => value), step: "end", symbol: "none", lineStyle: { color: colour("--soft"), type: "dashed" }, silent: true },
      {
        type: "custom", data: bars, silent: true,
        renderItem: (_, api) => {
          const [x, low] = api.coord([api.value(0), api.value(1)]);
          const [, high] = api.coord([api.value(0), api.value(2)]);
          return { type: "path", shape: { pathData: `M${x - 4} ${low}h8M${x} ${low}V${high}M${x - 4} ${high}h8`, x: x - 4, y: high, width: 8, height: low - high }, style: { stroke: colour("--soft"), fill: "none" } };
        },
      },
      {
        type: "scatter", data: points, symbolSize: 12, itemStyle: { color: colour("--accent") },
        label: { show: true, formatter: "{b}", position: "top", distance: 10, color: colour("--ink") }, labelLayout: { hideOverlap: true, moveOverlap: "shiftY" },
        tooltip: { formatter: ({ name, value }) => `${name}\n$${value[0].toPrecision(3)} a run\n${percent(value[1])} passed` },
      },
    ],
  };
}

function shares({ heads, rows }) {
  const all = rows.map(({ values }) => values.reduce((sum, value) => sum + Number(value ?? 0), 0));
  const colours = [colour("--good"), colour("--bad"), colour("--open"), colour("--soft")];
  return {
    ...common(),
    legend: { top: 0, textStyle: { color: colour("--ink") } },
    xAxis: axis({ type: "value", max: 1, axisLabel: { color: colour("--soft"), formatter: (share) => `${share * 100} %` } }),
    yAxis: axis({ type: "category", inverse: true, data: rows.map(({ name }) => name), axisLabel: { color: colour("--ink"), width: 170, overflow: "truncate" } }),
    series: heads.slice(1).map((name, i) => ({
      name, type: "bar", stack: "all", color: colours[i], itemStyle: { borderColor: colour("--paper"), borderWidth: 1 },
      data: rows.map(({ values }, row) => (all[row] ? Number(values[i] ?? 0) / all[row] : 0)),
      tooltip: { formatter: ({ seriesName, name: model, value }) => `${model}\n${seriesName}: ${percent(value)}` },
    })),
  };
}

function past({ heads, rows }) {
  return {
    ...common(),
    legend: { top: 0, type: "scroll", itemGap: 24, itemWidth: 34, textStyle: { color: colour("--ink") } },
    xAxis: axis({ type: "category", data: rows.map(({ name, values }) => (values[0] ? moment(values[0]) : name)) }),
    yAxis: axis({ type: "value", min: 0, max: 1, axisLabel: { color: colour("--soft"), formatter: (share) => `${share * 100} %` } }),
    series: heads.slice(2).map((name, i) => ({
      name, type: "line", symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: 8, lineStyle: { type: DASHES[i % DASHES.length] }, connectNulls: true,
      data: rows.map(({ values }) => (values[i + 1] === null ? null : Number(values[i + 1]))),
    })),
  };
}

const DRAW = { pareto, shares, past };

/** Draws every chart of the page, or draws it anew in other colours; gives back the charts. */
export function drawCharts(echarts) {
  const drawn = [];
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    const plot = figure.querySelector(".plot");
    const option = DRAW[figure.dataset.chart](read(figure));
    if (!option) {
      plot.textContent = "No cost is known.";
      plot.classList.add("soft", "empty");
      continue;
    }
    const chart = echarts.getInstanceByDom(plot) ?? echarts.init(plot, null, { renderer: "svg" });
    chart.setOption(option, true);
    drawn.push(chart);
  }
  return drawn;
}
