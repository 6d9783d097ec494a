const data = /*DATA*/null;
const figure = document.currentScript.closest("figure");
const $ = s => figure.querySelector(s), $$ = s => [...figure.querySelectorAll(s)];
const floats = base64 => new Float32Array(Uint8Array.from(atob(base64), c => c.charCodeAt(0)).buffer);
const escape = text => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
const control = 'data-lm-suppress-shortcuts="true" style="flex:1"';
const row = 'style="display:flex;gap:10px;align-items:center;margin:4px 0"';
// The notebook does not see the keys that the controls take; Escape leads back to it, as from a cell's text.
figure.addEventListener("keydown", e => {
  if (e.key === "Escape") figure.closest(".jp-Cell")?.focus();
});
