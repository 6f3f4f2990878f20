// The learning-rate lab in the page: three linked panels drawn from runs that Python has made beforehand.
// mount(root, data, sync) is all; a saved notebook and a widget both call it. Nothing is fetched, no kernel needed.

const SVG = "http://www.w3.org/2000/svg";
const COLOURS = {
  "too small": "#56B4E9", good: "#009E73", oscillates: "#E69F00", diverges: "#D55E00", failed: "#999999",
};
const LETTERS = { "too small": "s", good: "", oscillates: "~", diverges: "×", failed: "!" };
const W = 300, H = 210, LEFT = 46, BOTTOM = 34, TOP = 8, RIGHT = 8;

const CSS = `
.mg-rate-lab { font: 14px/1.4 system-ui, sans-serif; max-width: 980px; padding: 8px;
  color: var(--jp-content-font-color1, CanvasText); background: var(--jp-layout-color0, Canvas); }
.mg-rate-lab .controls { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; }
.mg-rate-lab label { display: flex; align-items: center; gap: 8px; }
.mg-rate-lab input[type=range] { width: 240px; height: 28px; accent-color: #0072B2; }
.mg-rate-lab select { font: inherit; min-height: 28px; }
.mg-rate-lab .value { min-width: 5em; font-variant-numeric: tabular-nums; }
.mg-rate-lab .panels { display: flex; flex-wrap: wrap; gap: 8px; }
.mg-rate-lab figure { margin: 4px 0; flex: 1 1 260px; min-width: 240px; }
.mg-rate-lab figcaption { font-size: 13px; }
.mg-rate-lab svg { width: 100%; height: auto; display: block; }
.mg-rate-lab svg text { fill: currentColor; font-size: 11px; }
.mg-rate-lab .map rect { cursor: pointer; }
.mg-rate-lab p { margin: 4px 0; min-height: 2.8em; }`;

function make(name, attributes = {}, parent = null, text = "") {
  const node = name in { svg: 1, path: 1, g: 1, rect: 1, circle: 1, line: 1, text: 1 }
    ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  if (parent) parent.append(node);
  return node;
}

function scale(low, high, begin, end, logarithmic = false) {
  const f = logarithmic ? Math.log : (x) => x;
  const span = f(high) - f(low) || 1;
  return (x) => begin + ((f(x) - f(low)) / span) * (end - begin);
}

function short(x) {
  const size = Math.abs(x);
  return size && (size < 1e-3 || size >= 1e5) ? x.toExponential(0) : Number(x.toPrecision(3)).toString();
}

function panel(parent, title) {
  const figure = make("figure", {}, parent);
  const svg = make("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": title }, figure);
  make("figcaption", {}, figure, title);
  make("path", { d: `M${LEFT} ${TOP}V${H - BOTTOM}H${W - RIGHT}`, fill: "none", stroke: "currentColor" }, svg);
  return svg;
}

function label(svg, x, y, text, anchor = "middle") {
  return make("text", { x, y, "text-anchor": anchor }, svg, text);
}

// Where the path of the weights is drawn: the loss as a curve over one weight, or as shades over two.
function landscape(svg, land, layer) {
  const xs = land.w, x = scale(xs[0], xs.at(-1), LEFT, W - RIGHT);
  label(svg, LEFT, H - BOTTOM + 14, short(xs[0]));
  label(svg, W - RIGHT, H - BOTTOM + 14, short(xs.at(-1)), "end");
  if (land.kind === "curve") {
    const top = Math.max(...land.loss), y = scale(Math.min(0, ...land.loss), top, H - BOTTOM, TOP);
    const d = xs.map((w, i) => `${i ? "L" : "M"}${x(w).toFixed(1)} ${y(land.loss[i]).toFixed(1)}`).join("");
    make("path", { d, fill: "none", stroke: "currentColor", "stroke-width": 1.5, opacity: 0.7 }, layer);
    label(svg, LEFT - 4, TOP + 10, short(top), "end");
    label(svg, (LEFT + W) / 2, H - 6, "w");
    return (point, loss) => [x(point[0]), y(loss)];
  }
  const ys = land.v, y = scale(ys[0], ys.at(-1), H - BOTTOM, TOP);
  const values = land.loss.flat(), low = Math.min(...values), high = Math.max(...values);
  const depth = (z) => Math.log1p(99 * (z - low) / (high - low || 1)) / Math.log(100);
  const wide = (W - RIGHT - LEFT) / xs.length, tall = (H - BOTTOM - TOP) / ys.length;
  land.loss.forEach((row, j) => row.forEach((z, i) => make("rect", {
    x: LEFT + i * wide, y: H - BOTTOM - (j + 1) * tall, width: wide + 0.4, height: tall + 0.4,
    fill: "#777777", opacity: (0.7 * Math.round(10 * depth(z)) / 10).toFixed(2),
  }, layer)));
  label(svg, LEFT - 4, TOP + 10, short(ys.at(-1)), "end");
  label(svg, LEFT - 4, H - BOTTOM, short(ys[0]), "end");
  label(svg, (LEFT + W) / 2, H - 6, "w₁ across, w₂ up");
  return (point) => [x(point[0]), y(point[1])];
}

function line(points) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

export function mount(root, data, sync = () => {}) {
  const state = { rate: data.rate, series: data.series };
  root.textContent = "";
  root.classList.add("mg-rate-lab");
  root.dataset.lmSuppressShortcuts = "true";  // JupyterLab's letter keys would act on the cell
  make("style", {}, root, CSS);
  const group = make("div", { role: "group", "aria-label": "Learning-rate lab" }, root);
  const controls = make("div", { class: "controls" }, group);

  const rateLabel = make("label", {}, controls, "learning rate ");
  const slider = make("input", { type: "range", min: 0, max: data.rates.length - 1, step: 1 }, rateLabel);
  const shown = make("span", { class: "value" }, rateLabel);
  const choiceLabel = make("label", {}, controls, "optimizer ");
  const choice = make("select", {}, choiceLabel);
  data.names.forEach((name, i) => make("option", { value: i }, choice, name));
  const momentumLabel = make("label", {}, controls, "momentum ");
  const momentum = make("input", { type: "range", min: 0, max: data.momenta.length - 1, step: 1 }, momentumLabel);
  const momentumShown = make("span", { class: "value" }, momentumLabel);
  const status = make("p", { role: "status", "aria-live": "polite" }, group);

  const panels = make("div", { class: "panels" }, group);
  let place = null, pathLayer = null, pathPanel = null;
  if (data.landscape) {
    pathPanel = panel(panels, "The weights on the loss");
    const inner = make("svg", { x: LEFT, y: TOP, width: W - LEFT - RIGHT, height: H - TOP - BOTTOM,
      viewBox: `${LEFT} ${TOP} ${W - LEFT - RIGHT} ${H - TOP - BOTTOM}`, overflow: "hidden" }, pathPanel);
    place = landscape(pathPanel, data.landscape, inner);
    pathLayer = make("g", {}, inner);
  }
  const lossPanel = panel(panels, "Loss at each step");
  const lossX = scale(0, data.steps, LEFT, W - RIGHT), lossY = scale(data.low, data.high, H - BOTTOM, TOP, true);
  label(lossPanel, LEFT - 4, TOP + 10, short(data.high), "end");
  label(lossPanel, LEFT - 4, H - BOTTOM, short(data.low), "end");
  label(lossPanel, W - RIGHT, H - BOTTOM + 14, String(data.steps), "end");
  label(lossPanel, (LEFT + W) / 2, H - 6, "step");
  const lossLayer = make("g", {}, lossPanel);

  const map = panel(panels, "Rate × momentum: what becomes of it (click to load)");
  map.classList.add("map");
  const wide = (W - LEFT - RIGHT) / data.rates.length, tall = (H - TOP - BOTTOM) / data.momenta.length;
  data.momenta.forEach((m, j) => data.rates.forEach((rate, i) => {
    const regime = data.runs[j][i].regime;
    const x = LEFT + i * wide, y = H - BOTTOM - (j + 1) * tall;
    const cell = make("rect", { x, y, width: wide + 0.3, height: tall + 0.3, fill: COLOURS[regime] ?? "#999999" }, map);
    make("title", {}, cell, `rate ${short(rate)}, momentum ${m}: ${regime}`);
    cell.addEventListener("click", () => update({ rate: i, series: j }));
    if (LETTERS[regime] && i % 3 === 1) {
      const mark = label(map, x + wide / 2, y + tall / 2 + 4, LETTERS[regime]);
      mark.setAttribute("pointer-events", "none");
      mark.style.fill = "#000000";
    }
  }));
  data.momenta.forEach((m, j) => label(map, LEFT - 4, H - BOTTOM - (j + 0.5) * tall + 4, String(m), "end"));
  label(map, LEFT, H - BOTTOM + 14, short(data.rates[0]), "start");
  label(map, W - RIGHT, H - BOTTOM + 14, short(data.rates.at(-1)), "end");
  label(map, (LEFT + W) / 2, H - 6, "s too small, ~ oscillates, × diverges");
  const cursor = make("rect", { width: wide, height: tall, fill: "none", stroke: "#000000", "stroke-width": 2.5 }, map);

  function draw() {
    const run = data.runs[state.series][state.rate], colour = COLOURS[run.regime] ?? "#999999";
    const rate = data.rates[state.rate], plain = state.series < data.momenta.length;
    lossLayer.textContent = "";
    const points = run.losses.map((z, i) => [lossX(i), z === null ? TOP : lossY(Math.min(Math.max(z, data.low), data.high))]);
    make("path", { d: line(points), fill: "none", stroke: colour, "stroke-width": 2 }, lossLayer);
    if (run.gone) label(lossLayer, points.at(-1)[0], TOP + 9, "▲");
    if (place) {
      pathLayer.textContent = "";
      const way = run.path.map((point, i) => place(point, run.losses[i] ?? data.high));
      make("path", { d: line(way), fill: "none", stroke: colour, "stroke-width": 1.2 }, pathLayer);
      way.slice(0, 40).forEach(([cx, cy]) => make("circle", { cx, cy, r: 2.6, fill: colour }, pathLayer));
      pathPanel.setAttribute("aria-label", `The weights on the loss: ${run.places}`);
    }
    lossPanel.setAttribute("aria-label", `Loss at each step: ${run.reason}`);
    cursor.setAttribute("visibility", plain ? "visible" : "hidden");
    cursor.setAttribute("x", LEFT + state.rate * wide);
    cursor.setAttribute("y", H - BOTTOM - (state.series + 1) * tall);
    slider.value = state.rate;
    shown.textContent = short(rate);
    slider.setAttribute("aria-valuetext", `${short(rate)}, ${run.regime}`);
    choice.value = plain ? 0 : state.series - data.momenta.length + 1;
    momentum.disabled = !plain;
    if (plain) momentum.value = state.series;
    momentumShown.textContent = plain ? String(data.momenta[state.series]) : "–";
    momentum.setAttribute("aria-valuetext", momentumShown.textContent);
    const bound = data.bound && state.series === 0 ? ` Plain descent must diverge above 2/λmax = ${short(data.bound)}.` : "";
    status.textContent = `lr = ${short(rate)} ${run.regime}: ${run.reason}.${bound}`;
  }

  function update(change, quiet = false) {
    Object.assign(state, change);
    draw();
    if (!quiet) sync({ ...state });
  }
  slider.addEventListener("input", () => update({ rate: Number(slider.value) }));
  momentum.addEventListener("input", () => update({ series: Number(momentum.value) }));
  choice.addEventListener("change", () => {
    const chosen = Number(choice.value);
    update({ series: chosen === 0 ? Number(momentum.value) : data.momenta.length + chosen - 1 });
  });
  draw();
  return { set: (change) => update(change, true) };
}
