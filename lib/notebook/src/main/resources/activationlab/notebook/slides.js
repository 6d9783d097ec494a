// One list of marks for all places of the sliders; a frame says which arrays of numbers each mark shows.
const {sliders, marks} = data, [from, to, low, high] = data.view, [left, top, width, height, W, H] = data.box;
const all = floats(data.numbers);
let start = 0;
const arrays = data.lengths.map(n => all.subarray(start, start += n));
const X = x => ((x - from) / (to - from) * width).toFixed(2), Y = y => ((high - y) / (high - low) * height).toFixed(2);
const paths = {
  line: (x, y) => {
    let path = "", pen = "M";
    y.forEach((v, i) => {
      if (!isNaN(v)) path += pen + X(x[i]) + " " + Y(v);
      pen = isNaN(v) ? "M" : "L";
    });
    return path;
  },
  bars: ([first, spacing, wide], y) => {
    let path = "";
    y.forEach((v, i) => {
      const x = first + i * spacing;
      path += `M${X(x - wide / 2)} ${Y(0)}V${Y(v)}H${X(x + wide / 2)}V${Y(0)}Z`;
    });
    return path;
  },
  dots: (x, y, stamp) => {
    let path = "";
    y.forEach((v, i) => { if (!isNaN(v)) path += `M${X(x[i])} ${Y(v)}${stamp}`; });
    return path;
  },
};
// What the legend shows of a mark, 34 × 14 pixels.
const samples = {line: () => "M0 7H34", bars: () => "M3 2H31V13H3Z", dots: stamp => "M17 7" + stamp};
const drawn = marks.map(m => m.kind === "text"
  ? '<text class="m" text-anchor="middle" dominant-baseline="middle" stroke="#fff" stroke-width="4" paint-order="stroke" stroke-linejoin="round"></text>'
  : `<path class="m" ${m.style}/>`).join("");
const legend = marks.filter(m => m.name).map(m =>
  `<span style="display:inline-flex;gap:6px;align-items:center"><svg width="34" height="14" aria-hidden="true">` +
  `<path ${m.style} d="${samples[m.kind](m.stamp)}"/></svg>${escape(m.name)}</span>`).join("");
const widest = Math.max(...sliders.map(s => s.name.length));
figure.innerHTML =
  `<div style="background:#fff;color:#222;font:12px 'DejaVu Sans',Verdana,sans-serif">` +
  `<svg viewBox="0 0 ${W} ${H}" width="${W}" style="max-width:100%;height:auto;display:block" role="img" fill="#222">` +
  `${data.axes}<svg x="${left}" y="${top}" width="${width}" height="${height}" overflow="hidden">${drawn}</svg></svg>` +
  `<p style="margin:0;padding:0 10px 8px;display:flex;flex-wrap:wrap;gap:4px 18px;justify-content:center">${legend}</p></div>` +
  sliders.map((s, i) => `<label ${row}><span style="min-width:${widest}ch">${escape(s.name)}</span> <input type="range" min="0" max="${s.values.length - 1}" step="1" ` +
    `value="${data.at[i]}" ${control}><span aria-hidden="true" style="min-width:3.5em"></span></label>`).join("") +
  `<figcaption aria-live="polite" style="line-height:1.4"></figcaption>`;
const inputs = $$("input"), shown = $$(".m"), caption = $("figcaption");
const draw = () => {
  let frame = 0;
  const values = sliders.map((s, i) => {
    const at = +inputs[i].value, value = s.values[at];
    frame = frame * s.values.length + at;
    inputs[i].setAttribute("aria-valuetext", `${s.name} = ${value}`);
    inputs[i].nextElementSibling.textContent = value;
    return `${s.name} = ${value}`;
  });
  data.frames[frame].forEach(([x, y, text], i) => {
    const mark = marks[i], e = shown[i];
    if (mark.kind !== "text") {
      e.setAttribute("d", paths[mark.kind](arrays[x], arrays[y], mark.stamp));
      return;
    }
    e.textContent = text;
    const half = e.getComputedTextLength() / 2;
    e.setAttribute("x", Math.max(half, Math.min(width - half, X(arrays[x][0]))));
    e.setAttribute("y", Y(arrays[y][0]));
  });
  caption.textContent = `${values.join(", ")}: ${data.captions[frame]}`;
  $("svg").setAttribute("aria-label", caption.textContent);
  // Sentences differ in length; what stands below should not jump.
  caption.style.minHeight = caption.offsetHeight + "px";
};
figure.addEventListener("input", draw);
draw();
