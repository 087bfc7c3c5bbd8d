// French spacing, one sign for one sign: existing spaces become the right kind of no-break space, none is ever added,
// so offsets, anchors and line lengths never move. The same rules as the server's (server/domain/typography.py).

const NO_BREAK = "\u00A0";
const NARROW = "\u202F";

const UNITS = [
  "%", "‰", "°C", "°", "€", "k€", "M€", "lux", "lx", "cd", "lm", "dB", "Hz", "kHz", "MHz", "GHz",
  "µm", "mm", "cm", "dm", "m", "km", "mm²", "cm²", "m²", "m³", "ha", "ml", "mL", "cl", "cL", "l", "L",
  "mg", "g", "kg", "t", "µs", "ms", "s", "min", "h", "j", "mV", "V", "kV", "mA", "A", "W", "kW", "MW", "kWh",
  "N", "kN", "J", "kJ", "Pa", "kPa", "MPa", "bar", "ppm", "px", "pt", "o", "ko", "Ko", "Mo", "Go", "To", "dpi",
].sort((a, b) => b.length - a.length).join("|");

const THOUSANDS = /(?<![\d,.])\d{1,3}(?: \d{3})+(?!\d)/g;
const BEFORE_SIGNS = / (?=[;!?](?!=))/g;
const TIED = new RegExp(` (?=[:»])|(?<=[«≤≥=]) |(?<=\\d) (?=(?:${UNITS})(?![\\p{L}\\p{N}_'’]))`, "gu");

/** Returns `text` with French no-break spaces; always of the same length. */
export function frenchSpacing(text: string): string {
  const grouped = text.replace(THOUSANDS, (number) => number.replaceAll(" ", NARROW));
  return grouped.replace(BEFORE_SIGNS, NARROW).replace(TIED, NO_BREAK);
}
