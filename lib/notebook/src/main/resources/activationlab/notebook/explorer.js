// The data: per function its 32-bit floats (values, then slopes, for each member of the family) and its kinks.
const {functions, alphas} = data;
const HALF = 100, PER_UNIT = 20, POINTS = 2 * HALF + 1;
for (const f of functions) f.floats = floats(f.numbers);
const W = 640, H = 340, X = x => 320 + 60 * x, Y = y => 245 - 75 * y;
const clip = "al-clip-" + Math.random().toString(36).slice(2);
let axes = "";
for (let i = -5; i <= 5; i++) {
  axes += `<path d="M${X(i)} 0V${H}" stroke-opacity="${i ? 0.15 : 0.6}"/>` +
    `<text x="${X(i) + 3}" y="${H - 5}" stroke="none">${String(i).replace("-", "−")}</text>`;
}
for (let j = -1; j <= 3; j++) {
  axes += `<path d="M20 ${Y(j)}H${W - 20}" stroke-opacity="${j ? 0.15 : 0.6}"/>` +
    `<text x="4" y="${Y(j) - 3}" stroke="none">${String(j).replace("-", "−")}</text>`;
}
const options = functions.map((f, i) => `<option value="${i}">${escape(f.name)}</option>`).join("");
figure.innerHTML =
  `<svg viewBox="0 0 ${W} ${H}" width="${W}" style="max-width:100%;height:auto;display:block" role="img">` +
  `<clipPath id="${clip}"><rect x="20" y="0" width="${W - 40}" height="${H}"/></clipPath>` +
  `<g stroke="currentColor" fill="currentColor" font-size="11" font-family="sans-serif">${axes}</g>` +
  `<g clip-path="url(#${clip})" fill="none"><path class="f" stroke="#0072b2" stroke-width="2.5"/>` +
  `<path class="d" stroke="#d55e00" stroke-width="2.2" stroke-dasharray="8 5"/>` +
  `<path class="t" stroke="#009e73" stroke-width="2" stroke-dasharray="8 3 2 3"/></g>` +
  `<circle class="p" r="5.5" fill="#0072b2" stroke="#fff" stroke-width="1.5"/></svg>` +
  `<p style="margin:2px 0"><b aria-hidden="true" style="color:#0072b2">━</b> function, <b aria-hidden="true" style="color:#d55e00">┅</b> its slope, ` +
  `<b aria-hidden="true" style="color:#009e73">┉</b> tangent at x₀</p>` +
  `<div><label ${row}>function <select ${control}>${options}</select></label>` +
  `<label ${row}>x₀ <input class="x" type="range" min="${-HALF}" max="${HALF}" step="1" value="10" ${control}></label>` +
  `<label ${row} class="al-alpha">α <input class="a" type="range" min="0" max="${alphas.length - 1}" step="1" value="${alphas.indexOf("0.1")}" ${control}></label></div>` +
  `<figcaption aria-live="polite"></figcaption>`;
const number = v => {
  const r = Math.abs(v) >= 1e-3 || v === 0 ? String(+v.toPrecision(4)) : v.toExponential(2);
  return r.replace(/-/g, "−");
};
// A line through the stored points; at a kink it ends at the left limit and starts again at the right one.
const line = (values, kinks, left, right) => {
  let path = "M";
  for (let i = 0; i < POINTS; i++) {
    const x = X((i - HALF) / PER_UNIT).toFixed(1), kink = kinks.find(k => k[0] === i);
    path += kink
      ? `${x} ${Y(kink[left]).toFixed(2)}${i < POINTS - 1 ? "M" : ""}${x} ${Y(kink[right]).toFixed(2)}L`
      : `${x} ${Y(values[i]).toFixed(2)}${i < POINTS - 1 ? "L" : ""}`;
  }
  return path;
};
const draw = () => {
  const f = functions[$("select").value], i = +$(".x").value + HALF, x0 = (i - HALF) / PER_UNIT;
  const family = f.members > 1, member = family ? +$(".a").value : 0, alpha = alphas[member];
  const start = member * 2 * POINTS;
  const values = f.floats.subarray(start, start + POINTS);
  const slopes = f.floats.subarray(start + POINTS, start + 2 * POINTS);
  const kinks = f.kinks[member];
  $(".al-alpha").style.display = family ? "flex" : "none";
  $(".f").setAttribute("d", line(values, kinks, 1, 2));
  $(".d").setAttribute("d", line(slopes, kinks, 3, 4));
  const tangent = x => `${X(x)} ${Y(values[i] + slopes[i] * (x - x0))}`;
  $(".t").setAttribute("d", `M${tangent(x0 - 2)}L${tangent(x0 + 2)}`);
  $(".p").setAttribute("cx", X(x0));
  $(".p").setAttribute("cy", Y(values[i]));
  $(".x").setAttribute("aria-valuetext", "x₀ = " + number(x0));
  $(".a").setAttribute("aria-valuetext", "α = " + alpha);
  const which = f.name + (family ? ` with α = ${alpha}` : "");
  const at = kinks.some(k => k[0] === i) ? " There is a kink or a jump here: the slope is the library's choice." : "";
  const text = `${which} at x₀ = ${number(x0)}: value ${number(values[i])}, slope ${number(slopes[i])}.${at}`;
  $("figcaption").textContent = text;
  $("svg").setAttribute("aria-label", "Curve, slope and tangent. " + text);
};
figure.addEventListener("input", draw);
draw();
