/** How values read on the page, and how elements are made. */

const NUMBER = new Intl.NumberFormat("en");
const TIME = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});
const MINUS = "\u2212";

export const number = (value) => NUMBER.format(value);

export const time = (instant) => TIME.format(new Date(instant));

export function magnitude(value) {
  return value == null ? "?" : value.toFixed(1).replace("-", MINUS);
}

export function depth(kilometres) {
  return kilometres == null
    ? "depth unknown"
    : `depth ${kilometres.toFixed(kilometres < 100 ? 1 : 0).replace("-", MINUS)} km`;
}

export const level = (name) => name.charAt(0) + name.slice(1).toLowerCase();

/** An HTML element with attributes and children; text is never read as markup. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function shape(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [attribute, value] of Object.entries(attributes)) {
    node.setAttribute(attribute, value);
  }
  node.append(...children);
  return node;
}
