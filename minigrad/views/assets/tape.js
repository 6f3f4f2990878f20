// The tape in the page: the picture answers, and the backward pass can be walked step by step.
//
// It finds the image that Python made, puts the same SVG in its place, and adds controls. All
// positions, numbers and formulas come with the data (see minigrad/views/interactive.py); nothing
// is fetched and no mathematics is done here. Everything lives in a shadow root, so the page's
// styles and ours do not meet, and two outputs of one tape do not disturb each other.

const SVG = "http://www.w3.org/2000/svg";
const CSS = `
:host{display:block}*{box-sizing:border-box}
.root{font:13px/1.45 system-ui,sans-serif;color:var(--fg);background:var(--bg);border:1px solid var(--line);border-radius:8px;padding:8px;
--fg:#1f2328;--bg:#fff;--soft:#57606a;--line:#d5dbe1;--field:#f4f6f8;--flow:#b34400;--pick:#0060a0;--done:#00694c}
.dark{--fg:#e9ecef;--bg:#15181d;--soft:#aab3bd;--line:#3a424b;--field:#20252c;--flow:#ffa266;--pick:#7db2f0;--done:#4fd6ac;color-scheme:dark}
.root:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible{outline:2px solid var(--pick);outline-offset:-1px}
.bar{display:flex;flex-wrap:wrap;gap:6px;align-items:center;padding-bottom:6px}
button,select,input{font:inherit;color:inherit;background:var(--field);border:1px solid var(--line);border-radius:6px;min-height:30px}
button{min-width:32px;padding:2px 8px;cursor:pointer}button[aria-pressed=true]{border-color:var(--pick);box-shadow:inset 0 0 0 1px var(--pick)}
button svg{width:14px;height:14px;fill:currentColor;vertical-align:-2px}
input[type=range]{flex:1 1 140px;min-width:100px;accent-color:var(--pick)}input[type=search]{width:11em;padding:2px 8px}
output{min-width:4.5em;font-variant-numeric:tabular-nums}
.stage{overflow:auto;max-height:560px;touch-action:pan-x pan-y}.stage>svg{display:block;height:auto;max-width:none}
.panel{border-top:1px solid var(--line);margin-top:6px;padding-top:6px;min-height:5.4em}
.say{font-weight:600}.soft{color:var(--soft)}.parts{display:flex;flex-wrap:wrap;gap:4px 28px;align-items:baseline}
math{font-size:17px}.hot{color:var(--flow);font-weight:600}
table{border-collapse:collapse;display:inline-table;font-variant-numeric:tabular-nums;margin:4px 12px 0 0}td{border:1px solid var(--line);padding:1px 6px;text-align:right}caption{text-align:left;color:var(--soft)}
[data-box]{cursor:pointer}.pick>:first-child{stroke:var(--pick);stroke-width:3}.near{opacity:1}.dim [data-box]:not(.near),.dim [data-link]:not(.near){opacity:.22}
.done>:first-child{stroke:var(--done);stroke-width:2.4}.part>:first-child{stroke:var(--flow);stroke-dasharray:4 3;stroke-width:2.4}.ready>:first-child{stroke:var(--flow);stroke-width:2.4}
.now>:first-child{stroke:var(--flow);stroke-width:4.5}.now,.flow{opacity:1!important}
path.flow{stroke:var(--flow);stroke-width:3;stroke-dasharray:7 5;animation:mg .7s linear infinite}path.flow[fill],g>path.flow:not([d*=C]){stroke-dasharray:none}
.past{stroke:var(--done);opacity:1}.mark{fill:var(--flow);opacity:.28}.found>:first-child{stroke:var(--pick);stroke-dasharray:2 2;stroke-width:3}
.hide-constants .constant{display:none}[hidden]{display:none!important}
@keyframes mg{to{stroke-dashoffset:12}}
@media(prefers-reduced-motion:reduce){path.flow{animation:none}}
@media(forced-colors:active){.now>:first-child{stroke:Highlight}.pick>:first-child{stroke:LinkText}}
@media(max-width:520px){input[type=search]{width:100%}}`;

const ICONS = {
  first: "M2 2h2v10H2zM12 2v10L5 7z", back: "M10 2v10L3 7z", play: "M3 2v10l9-5z", pause: "M3 2h3v10H3zM8 2h3v10H8z",
  next: "M4 2v10l7-5z", last: "M10 2h2v10h-2zM2 2v10l7-5z",
};
const HELP = "→ or . next step, ← or , previous, Space play, Home first, End last, G go to a step, E by edge, / search, + and − zoom, 0 fit, Esc clear";

// -- numbers as Python writes them -----------------------------------------------------------------

export function number(x) {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
  if (Number.isInteger(x) && Math.abs(x) < 1e6) return x.toFixed(1).replace(/^-0\.0$/, "-0.0");
  const power = Math.floor(Math.log10(Math.abs(x)));
  if (power > -5 && power < 6) {
    const text = x.toFixed(Math.max(3 - power, 0));
    return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  }
  const [head, tail] = x.toExponential(3).split("e");
  return `${head.replace(/\.?0+$/, "")}e${Number(tail)}`;
}

const read = (text) => (typeof text === "string" ? Number({ nan: NaN, inf: Infinity, "-inf": -Infinity }[text] ?? text) : text);

export function show(value) {
  if (!value) return "–";
  const shape = value.shape ?? [], numbers = value.numbers?.map(read);
  if (numbers && !shape.length) return number(numbers[0]);
  if (numbers && shape.length === 1 && numbers.length <= 3) return `[${numbers.map(number).join(", ")}]`;
  const mean = numbers ? numbers.reduce((s, x) => s + x, 0) / numbers.length : value.mean ?? 0;
  const spread = numbers ? Math.sqrt(numbers.reduce((s, x) => s + (x - mean) ** 2, 0) / numbers.length) : value.spread ?? 0;
  return `${number(+mean.toPrecision(3))} ± ${number(+spread.toPrecision(3))}`;
}

// -- what happens at each step: computed once, replayed in either direction ------------------------

export function timeline(recording, byEdge) {
  const { steps = [], edges = [] } = recording;
  const events = [], history = new Map(), expected = new Map();
  const note = (node, at, text, phase) => history.set(node, [...(history.get(node) ?? []), { at, text, phase }]);
  for (const step of steps) for (const part of step.parts ?? []) {
    const key = `${step.walk ?? 0}/${edges[part.edge].source}`;
    expected.set(key, (expected.get(key) ?? 0) + 1);
  }
  const arrived = new Map();
  for (const step of steps) {
    const walk = step.walk ?? 0, parts = step.parts ?? [];
    const groups = byEdge && parts.length > 1 ? parts.map((part) => [part]) : [parts];
    groups.forEach((group, turn) => {
      const at = events.length + 1;
      if (!turn) note(step.node, at, show(step.upstream), "now");
      const sums = group.map((part) => {
        const to = edges[part.edge].source, key = `${walk}/${to}`;
        const count = (arrived.get(key) ?? 0) + 1, all = expected.get(key);
        arrived.set(key, count);
        note(to, at, show(part.total), count < all ? "part" : "ready");
        return { part, to, count, all };
      });
      if (turn === groups.length - 1) note(step.node, at + 1, show(step.upstream), "done");
      events.push({ step, sums });
    });
  }
  return { events, history };
}

// -- the page --------------------------------------------------------------------------------------

const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) value === true ? element.setAttribute(key, "") : element.setAttribute(key, value);
  element.append(...children);
  return element;
};

function picture(image) {
  const bytes = Uint8Array.from(atob(image.src.split(",")[1]), (c) => c.charCodeAt(0));
  const parsed = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "image/svg+xml");
  for (const bad of parsed.querySelectorAll("script,foreignObject,a,use,image")) bad.remove();
  for (const any of parsed.querySelectorAll("*")) for (const { name } of [...any.attributes]) if (/^on/i.test(name)) any.removeAttribute(name);
  return document.importNode(parsed.documentElement, true);
}

const isDark = (host) => {
  const [r, g, b] = getComputedStyle(host).color.match(/[\d.]+/g).map(Number);
  return r * 0.3 + g * 0.6 + b * 0.1 > 140;
};

// What Python left out because it can be told from the rest (see minigrad/views/thin.py).
export function complete(recording) {
  const received = new Map();
  for (const step of recording.steps ?? []) {
    step.upstream ??= received.get(`${step.walk ?? 0}/${step.node}`);
    for (const part of step.parts ?? []) {
      part.total ??= part.contribution;
      const to = recording.edges[part.edge].source;
      received.set(`${step.walk ?? 0}/${to}`, part.total);
      (recording.nodes[to].gradient ??= {}).value = part.total;
    }
    (recording.nodes[step.node].gradient ??= {}).value = step.upstream;
  }
  return recording;
}

export function mount(host, image, data, { step = 0, onStep, onSelect } = {}) {
  const { boxes, links, templates = {} } = data, recording = complete(data.recording);
  const nodes = recording.nodes ?? [], edges = recording.edges ?? [];
  const outside = make("div"), shadow = outside.attachShadow({ mode: "open" });
  outside.dataset.lmSuppressShortcuts = "true"; // JupyterLab: keys typed here are ours
  const root = make("div", { class: "root", tabindex: "0", role: "group", "aria-label": `${image.alt} Interactive. Press ? for the keys.` });
  const svg = picture(image), style = svg.querySelector("style"), rules = style?.textContent ?? "";
  const natural = Number(svg.getAttribute("width"));
  svg.setAttribute("aria-hidden", "true");
  const stage = make("div", { class: "stage", tabindex: "0", role: "region", "aria-label": "Graph" });
  stage.append(svg);
  shadow.append(make("style", {}, CSS), root);

  const box = new Map(), lines = new Map(), boxOf = new Map(), linkOf = new Map();
  for (const g of svg.querySelectorAll("[data-box]")) box.set(+g.dataset.box, g);
  boxes.forEach((b, k) => b.nodes.forEach((n) => boxOf.set(n, [...(boxOf.get(n) ?? []), k])));
  links.forEach((l, k) => l.edges.forEach((e) => linkOf.set(e, k)));
  const paths = (k) => svg.querySelectorAll(`[data-link="${k}"]`);
  for (const text of svg.querySelectorAll("[data-line]")) lines.set(+text.dataset.line, text);
  const name = (n) => nodes[n].name || (nodes[n].span ? source(nodes[n].span) : "") || nodes[n].op || nodes[n].kind;
  function source({ line, start, end_line: last, end }) {
    const text = (recording.source ?? "").split("\n")[line - 1] ?? "";
    return line === last ? [...text].slice(start ?? 0, end).join("") : text.trim();
  }

  // -- controls
  const button = (icon, label, act) => {
    const b = make("button", { type: "button", "aria-label": label, title: label });
    b.innerHTML = ICONS[icon] ? `<svg viewBox="0 0 14 14" aria-hidden="true"><path d="${ICONS[icon]}"/></svg>` : icon;
    b.addEventListener("click", act);
    return b;
  };
  let line = timeline(recording, false), current = 0, timer = 0, edgewise = false, zoom = 0;
  const total = () => line.events.length;
  const play = button("play", "Play or pause (Space)", () => (timer ? pause() : start()));
  const slider = make("input", { type: "range", min: 0, value: 0, "aria-label": "Step of the backward pass" });
  const place = make("output");
  const speed = make("select", { "aria-label": "Speed" });
  for (const s of [0.25, 0.5, 1, 2, 4]) speed.append(make("option", { value: s }, `${s}×`));
  speed.value = 1;
  const unit = button("by edge", "Step by edge instead of by operation (E)", () => setUnit(!edgewise));
  const predict = button("predict", "Hide what a step sends until you have typed it", () => { predict.setAttribute("aria-pressed", String(!predicting())); render(); });
  const predicting = () => predict.getAttribute("aria-pressed") === "true";
  for (const b of [unit, predict]) b.setAttribute("aria-pressed", "false");
  const search = make("input", { type: "search", placeholder: "search (/)", "aria-label": "Search the tape by name, operation, shape or line" });
  const bar = make("div", { class: "bar", role: "toolbar", "aria-label": "Backward pass" });
  const walk = [button("first", "Before the first step (Home)", () => go(0)), button("back", "One step back (←)", () => go(current - 1)), play,
    button("next", "One step on (→)", () => go(current + 1)), button("last", "After the last step (End)", () => go(total())), slider, place, speed, unit, predict];
  const tools = [search, button("−", "Zoom out (−)", () => scale(zoom - 1)), button("fit", "Fit the width (0)", () => scale(0)), button("+", "Zoom in (+)", () => scale(zoom + 1)), button("?", HELP, () => { live.textContent = HELP; })];
  bar.append(...(total() ? walk : []), ...tools);
  const live = make("div", { class: "say", role: "status", "aria-live": "polite" });
  const detail = make("div", { class: "parts" });
  const panel = make("div", { class: "panel" });
  panel.append(live, detail);
  root.append(bar, stage, panel);

  // -- the picture follows the step
  const grads = new Map(), final = new Map();
  for (const [n, ks] of boxOf) for (const k of ks) if (boxes[k].nodes.length === 1) {
    const text = box.get(k)?.querySelector("[data-grad]");
    if (text) { grads.set(n, [...(grads.get(n) ?? []), text]); final.set(n, text.textContent); }
  }
  const state = (n, at) => {
    let found = null;
    for (const entry of line.history.get(n) ?? []) { if (entry.at > at) break; found = entry; }
    return found;
  };
  const PHASES = ["now", "part", "ready", "done"];
  const write = new Map();
  function dress(n, at) {
    const entry = at < 0 ? null : state(n, at), phase = entry?.phase ?? "";
    const text = at < 0 ? final.get(n) : entry?.text ?? "–";
    if (write.get(n) === phase + text) return;
    write.set(n, phase + text);
    for (const k of boxOf.get(n) ?? []) { const g = box.get(k); if (g) for (const p of PHASES) g.classList.toggle(p, p === phase); }
    for (const t of grads.get(n) ?? []) if (t.textContent !== text) t.textContent = text;
  }
  const involved = (at) => (line.events[at - 1] ? [line.events[at - 1].step.node, ...line.events[at - 1].sums.map((s) => s.to)] : []);
  const flows = (at, on) => { for (const s of line.events[at - 1]?.sums ?? []) for (const p of paths(linkOf.get(s.part.edge))) p.classList.toggle("flow", on); };
  const past = (at, on) => { for (const s of line.events[at - 1]?.sums ?? []) for (const p of paths(linkOf.get(s.part.edge))) p.classList.toggle("past", on); };

  function go(to, tell = true) {
    to = Math.max(0, Math.min(total(), Math.round(Number(to)) || 0));
    const from = current, [low, high] = [Math.min(from, to), Math.max(from, to)];
    flows(from, false);
    const touched = new Set([...involved(from), ...involved(from + 1)]);
    for (let at = low; at <= high; at++) { for (const n of involved(at)) touched.add(n); if (at > low) past(at, to > from); }
    if (!write.size) { // the first step away from the saved picture
      for (const n of line.history.keys()) touched.add(n);
      for (let at = 1; at <= to; at++) past(at, true);
    }
    current = to;
    for (const n of touched) dress(n, to);
    flows(to, true);
    slider.value = to;
    place.textContent = `${to} / ${total()}`;
    render();
    if (to) reveal(line.events[to - 1].step.node);
    if (tell) onStep?.(current);
  }
  // As the picture was saved: everything computed, nothing under way.
  function rest() {
    current = total();
    slider.value = current;
    place.textContent = `${current} / ${current}`;
    live.textContent = current ? `All gradients are there. Play, or press ← to walk the ${current} step${current === 1 ? "" : "s"} of the backward pass.` : "";
  }
  function setUnit(wanted) {
    const node = line.events[current - 1]?.step;
    edgewise = wanted;
    unit.setAttribute("aria-pressed", String(wanted));
    go(0, false);
    line = timeline(recording, wanted);
    slider.max = total();
    go(node ? line.events.findIndex((e) => e.step === node) + 1 : 0);
  }
  function start() {
    if (current >= total()) go(0);
    play.firstChild.firstChild.setAttribute("d", ICONS.pause);
    const tick = () => { if (current >= total()) return pause(); go(current + 1); timer = setTimeout(tick, 900 / speed.value); };
    timer = setTimeout(tick, 60);
  }
  function pause() { clearTimeout(timer); timer = 0; play.firstChild.firstChild.setAttribute("d", ICONS.play); }
  function reveal(n) {
    const g = box.get((boxOf.get(n) ?? [])[0]);
    if (!g) return;
    const a = g.getBoundingClientRect(), b = stage.getBoundingClientRect();
    if (a.top < b.top || a.bottom > b.bottom) stage.scrollTop += a.top - b.top - (b.height - a.height) / 2;
    if (a.left < b.left || a.right > b.right) stage.scrollLeft += a.left - b.left - (b.width - a.width) / 2;
  }
  function scale(wanted) {
    zoom = Math.max(-6, Math.min(8, wanted));
    const fit = Math.min(natural, Math.max(stage.clientWidth, 200));
    svg.style.width = `${Math.round((zoom ? natural : fit) * 1.25 ** zoom)}px`;
  }

  // -- words and formulas
  const formula = (template, meaning) => {
    const found = new DOMParser().parseFromString(`<math>${template}</math>`, "text/html").querySelector("math");
    for (const place of found.querySelectorAll("[data-v]")) {
      const x = meaning.get(place.dataset.v);
      if (x === undefined) continue;
      place.outerHTML = typeof x === "string" ? x : x < 0 || Object.is(x, -0) ? `<mrow><mo>(</mo><mn>${minus(x)}</mn><mo>)</mo></mrow>` : `<mn>${number(x)}</mn>`;
    }
    return found.innerHTML;
  };
  const minus = (x) => number(x).replace("-", "−");
  const safe = (text) => text.replace(/[<&>]/g, (c) => `&#${c.charCodeAt(0)};`);
  const letter = (n, otherwise) => {
    const word = n === undefined ? otherwise : name(n);
    return word.length > 16 ? `<mi>${otherwise}</mi>` : /^[\w.]+$/.test(word) ? `<mi mathvariant="normal">${word}</mi>` : `<mrow><mo>(</mo><mtext>${safe(word)}</mtext><mo>)</mo></mrow>`;
  };
  const barred = (inside) => `<mover>${inside}<mo stretchy="false">¯</mo></mover>`;
  function explain({ part, to, count, all }) {
    const item = make("div"), t = templates[part.formula], numbers = part.numbers?.length ? new Map(part.numbers.map(([k, x]) => [k, read(x)])) : null;
    if (t) {
      const at = edges[part.edge].target, inputs = edges.filter((e) => e.target === at).map((e) => e.source);
      const y = letter(at, "y"), names = new Map([["g", barred(y)], ["y", y], ["a", letter(inputs[0], "a")], ["b", letter(inputs[1], "b")]]);
      const x = letter(to, t.to), math = document.createElementNS("http://www.w3.org/1998/Math/MathML", "math");
      const local = t.local ? `<mo>=</mo>${barred(y)}<mo>·</mo><mfrac><mrow><mo>∂</mo>${y}</mrow><mrow><mo>∂</mo>${x}</mrow></mfrac>` : "";
      const filled = numbers && !predicting() ? `<mo>=</mo>${formula(t.rule, numbers)}<mo>=</mo><mn class="hot">${minus(read(part.contribution.numbers[0]))}</mn>` : "";
      math.innerHTML = `<mrow>${barred(x)}${local}<mo>=</mo>${formula(t.rule, names)}${filled}</mrow>`;
      item.append(math);
    } else item.append(`${name(to)} receives ${show(part.contribution)}`);
    if (predicting() && numbers) item.append(quiz(part));
    else if (all > 1) item.append(make("div", { class: "soft" }, `${name(to)} has gathered ${show(part.total)}: ${count} of ${all} contributions`));
    for (const [title, value] of [["sent", part.contribution]]) if ((value.shape ?? []).length && value.numbers) item.append(grid(title, value));
    const stretched = edges[part.edge].stretched;
    if (stretched?.length) item.append(make("div", { class: "soft" }, `${name(to)} was stretched along axis ${stretched.join(", ")}; its gradient is summed along it`));
    return item;
  }
  function quiz(part) {
    const input = make("input", { type: "text", size: 8, inputmode: "decimal", "aria-label": "Your prediction of what is sent" }), verdict = make("span", { role: "status" });
    const truth = read(part.contribution.numbers[0]);
    input.addEventListener("change", () => {
      const x = Number(input.value), right = Math.abs(x - truth) <= 0.02 * Math.abs(truth) + 1e-6;
      verdict.textContent = !input.value.trim() || Number.isNaN(x) ? " type a number" : right ? ` ✓ ${number(truth)}` : Math.abs(x + truth) < 0.02 * Math.abs(truth) ? " not yet: look at the sign" : " not yet: put the numbers into the formula";
    });
    return make("div", {}, "what is sent? ", input, verdict);
  }
  function grid(title, value) {
    const shape = value.shape, columns = shape[shape.length - 1], table = make("table", {}, make("caption", {}, title));
    for (let i = 0; i < value.numbers.length; i += columns) table.append(make("tr", {}, ...value.numbers.slice(i, i + columns).map((x) => make("td", {}, number(read(x))))));
    return table;
  }
  function render() {
    clearMarks();
    const event = line.events[current - 1];
    if (!event) {
      live.textContent = `Before the backward pass: no gradients yet. ${total()} steps follow.`;
      detail.replaceChildren();
      return;
    }
    const n = event.step.node, again = (event.step.walk ?? 0) ? ` (pass ${event.step.walk + 1})` : "";
    const first = current === 1 || (line.events[current - 2].step.walk ?? 0) !== (event.step.walk ?? 0);
    const seed = first ? " It starts here, with the seed." : "";
    live.textContent = `Step ${current}${again}: ${name(n)}${nodes[n].op ? `, ${nodes[n].op},` : ""} has the gradient ȳ = ${show(event.step.upstream)}${event.sums.length ? ` and sends to ${event.sums.map((s) => name(s.to)).join(" and ")}.` : "."}${seed}`;
    detail.replaceChildren(...event.sums.map(explain));
    if ((event.step.upstream.shape ?? []).length && event.step.upstream.numbers) detail.prepend(grid("ȳ", event.step.upstream));
    const span = nodes[n].span;
    if (span) detail.append(make("code", { class: "soft" }, `${span.line}: ${(recording.source ?? "").split("\n")[span.line - 1].trim()}`));
    mark(span);
  }

  // -- code and graph point at each other
  const marks = [];
  function clearMarks() { while (marks.length) marks.pop().remove(); }
  function mark(span) {
    const text = span && lines.get(span.line);
    if (!text?.getNumberOfChars) return;
    const last = text.getNumberOfChars(), from = Math.min(span.start ?? 0, last - 1), to = Math.min(span.line === span.end_line ? span.end : last, last);
    if (from < 0 || to <= from) return;
    const x = text.getStartPositionOfChar(from).x, width = text.getEndPositionOfChar(to - 1).x - x;
    const rect = document.createElementNS(SVG, "rect");
    for (const [k, v] of Object.entries({ x, width, y: +text.getAttribute("y") - 12.5, height: 17, rx: 3, class: "mark" })) rect.setAttribute(k, v);
    text.before(rect);
    marks.push(rect);
  }
  const reach = (n, from, to) => {
    const seen = new Set([n]), stack = [n];
    while (stack.length) { const at = stack.pop(); for (const e of edges) if (e[from] === at && !seen.has(e[to])) { seen.add(e[to]); stack.push(e[to]); } }
    return seen;
  };
  let picked = -1;
  function select(n, tell = true) {
    for (const k of boxOf.get(picked) ?? []) box.get(k)?.classList.remove("pick");
    for (const g of svg.querySelectorAll(".near")) g.classList.remove("near");
    picked = n;
    svg.classList.toggle("dim", n >= 0);
    if (tell) onSelect?.(n);
    if (n < 0) return current < total() ? render() : rest();
    const near = new Set([...reach(n, "source", "target"), ...reach(n, "target", "source")]);
    for (const m of near) for (const k of boxOf.get(m) ?? []) box.get(k)?.classList.add("near");
    links.forEach((l, k) => { if (boxes[l.source].nodes.some((m) => near.has(m)) && boxes[l.target].nodes.some((m) => near.has(m))) for (const p of paths(k)) p.classList.add("near"); });
    for (const k of boxOf.get(n) ?? []) box.get(k)?.classList.add("pick");
    clearMarks();
    mark(nodes[n].span);
    const node = nodes[n], gradient = node.gradient ?? {}, uses = edges.filter((e) => e.source === n).length;
    live.textContent = `${name(n)}: ${node.op || node.kind}, shape (${(node.value?.shape ?? []).join(", ")}), ${node.value?.dtype ?? "float32"}, value ${show(node.value)}, gradient ${gradient.state === "none" ? `None. ${gradient.reason ?? ""}` : gradient.value ? show(gradient.value) : "not computed"}; used ${uses} time${uses === 1 ? "" : "s"}${node.span ? `; line ${node.span.line}` : ""}.`;
    detail.replaceChildren(...[["value", node.value], ["gradient", gradient.value]].filter(([, v]) => v?.shape?.length && v.numbers).map(([t, v]) => grid(t, v)));
    reveal(n);
  }
  svg.addEventListener("click", (event) => {
    const g = event.target.closest("[data-box]"), text = event.target.closest("[data-line]");
    if (g) { const n = boxes[+g.dataset.box].nodes[0]; select(n === picked ? -1 : n); }
    else if (text) { const on = nodes.filter((n) => n.span?.line === +text.dataset.line).map((n) => n.id ?? nodes.indexOf(n)); if (on.length) select(on[(on.indexOf(picked) + 1) % on.length]); }
    else select(-1);
  });
  svg.addEventListener("pointerover", (event) => {
    const g = event.target.closest("[data-box]"), text = event.target.closest("[data-line]");
    for (const f of svg.querySelectorAll(".found")) f.classList.remove("found");
    if (g && picked < 0) { clearMarks(); mark(nodes[boxes[+g.dataset.box].nodes[0]].span); }
    if (text) nodes.forEach((n, i) => { if (n.span?.line === +text.dataset.line) for (const k of boxOf.get(i) ?? []) box.get(k)?.classList.add("found"); });
  });
  let hits = [], hit = 0;
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    hits = wanted ? nodes.flatMap((n, i) => (`${name(i)} ${n.op ?? ""} ${n.kind} (${(n.value?.shape ?? []).join(", ")}) line ${n.span?.line ?? ""}`.toLowerCase().includes(wanted) ? [i] : [])) : [];
    hit = 0;
    select(hits.length ? hits[0] : -1);
    if (wanted) live.textContent = hits.length ? `${hits.length} found. ${live.textContent}` : `Nothing on this tape matches “${search.value}”.`;
  });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter" && hits.length) { hit = (hit + (event.shiftKey ? hits.length - 1 : 1)) % hits.length; select(hits[hit]); } });

  // -- keyboard
  slider.max = total();
  slider.addEventListener("input", () => go(slider.value));
  const keys = {
    ArrowRight: () => go(current + 1), ".": () => go(current + 1), ArrowLeft: () => go(current - 1), ",": () => go(current - 1), Home: () => go(0), End: () => go(total()),
    " ": () => (timer ? pause() : start()), g: () => slider.focus(), e: () => setUnit(!edgewise), "/": () => search.focus(), "+": () => scale(zoom + 1), "-": () => scale(zoom - 1), 0: () => scale(0),
    Escape: () => { pause(); select(-1); root.focus(); }, "?": () => { live.textContent = HELP; },
  };
  root.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=range]),select"), act = keys[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !act || (typing && event.key !== "Escape")) return;
    if (event.key === " " && event.target.matches("button")) return;
    if (!total() && !["/", "+", "-", "0", "?", "Escape"].includes(event.key)) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  });

  // -- the reader's theme
  const theme = () => {
    const dark = isDark(host);
    root.classList.toggle("dark", dark);
    if (style) style.textContent = rules.replace(/@media \(prefers-color-scheme:dark\)/, dark ? "@media all" : "@media not all");
  };
  const watch = new MutationObserver(theme);
  watch.observe(document.body, { attributes: true });
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", theme);
  const holder = image.parentNode; // its place as a region goes to the stage inside
  for (const name of ["tabindex", "role", "aria-label"]) holder.removeAttribute(name);
  holder.replaceChildren(outside);
  theme();
  scale(0);
  if (step && step < total()) go(step, false);
  else rest();
  return { go, select, get step() { return current; }, root, destroy() { pause(); watch.disconnect(); media.removeEventListener("change", theme); } };
}

export function upgrade(scope = document) {
  for (const host of scope.querySelectorAll(".minigrad-tape:not([data-live])")) {
    const image = host.querySelector("img"), script = host.querySelector('script[type="application/json"]');
    if (!image || !script) continue;
    host.dataset.live = "";
    try { mount(host, image, JSON.parse(script.textContent)); } catch (error) { console.error("minigrad: the picture stays as it is.", error); }
  }
}

if (typeof document !== "undefined") upgrade();
