// Taking a chart along: rows as CSV (RFC 4180), what is drawn as a picture.

const DRAWN = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "vector-effect",
  "visibility",
];
const SCALE = 2;

/**
 * Rows as CSV. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 * @param {string[][]} rows
 */
export function asCsv(rows) {
  /** @param {string} cell */
  const safe = (cell) => (/^[=+@\t\r]|^-(?!\d)/.test(cell) ? `'${cell}` : cell);
  /** @param {string} cell */
  const quoted = (cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `\ufeff${rows.map((row) => row.map((cell) => quoted(safe(cell))).join(",")).join("\r\n")}\r\n`;
}

/**
 * A table without the columns in which nothing stands.
 * @param {string[]} heads @param {string[][]} rows
 */
export function filled(heads, rows) {
  const kept = heads.map((_, n) => n).filter((n) => rows.some((row) => row[n]));
  return { heads: kept.map((n) => heads[n]), rows: rows.map((row) => kept.map((n) => row[n] ?? "")) };
}

/** Hand a file to whoever asked for it. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Everything drawn as SVG in an element, on its page's ground, as a PNG; nothing when it can't be.
 * @param {HTMLElement} element
 * @returns {Promise<Blob | null>}
 */
export async function asPicture(element) {
  const whole = element.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(whole.width * SCALE);
  canvas.height = Math.ceil(whole.height * SCALE);
  const drawing = canvas.getContext("2d");
  const parts = [...element.querySelectorAll("svg")].filter((svg) => !svg.closest("svg svg"));
  if (!drawing || !parts.length || !canvas.width || !canvas.height) return null;
  drawing.scale(SCALE, SCALE);
  drawing.fillStyle = ground(element);
  drawing.fillRect(0, 0, whole.width, whole.height);
  try {
    for (const svg of parts) {
      const box = svg.getBoundingClientRect();
      const image = await loaded(svg, box);
      drawing.drawImage(image, box.left - whole.left, box.top - whole.top, box.width, box.height);
    }
    return await new Promise((give) => canvas.toBlob(give, "image/png"));
  } catch {
    return null;
  }
}

/** @param {Element | null} element */
function ground(element) {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour && !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(colour)) return colour;
  }
  return "white";
}

/** A copy that carries its looks along, for a picture knows no sheets. @param {SVGSVGElement} svg @param {DOMRect} box */
async function loaded(svg, box) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const [before, after] = [svg, copy].map((one) => [one, ...one.querySelectorAll("*")]);
  before.forEach((element, n) => {
    const looks = getComputedStyle(element);
    for (const name of DRAWN) after[n].setAttribute(name, looks.getPropertyValue(name));
    after[n].removeAttribute("class");
    after[n].removeAttribute("style");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  const address = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }),
  );
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}
