// Marks that mean something without colour: level, register, flexibility, state, seal.
import type { ReactElement } from "react";
import type { Flexibility, LabelView, Level, Register, Status } from "../api/types";
import { MARKS } from "../i18n/marks";
import { speak } from "../i18n";
import { Icon } from "../icons/Icon";
import type { IconName } from "../icons/names";

const say = speak(MARKS);

/** The shutter: one slat more for each level that closes. */
/** The usual levels have words and a look of their own; any above look like the highest of them. */
function usual(level: Level): 0 | 1 | 2 | 3 | 4 {
  return Math.min(level, 4) as 0 | 1 | 2 | 3 | 4;
}

export function Shutter({ level }: { level: Level }): ReactElement {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true">
      <rect x="1" y="1" width="12" height="12" rx="1.5" />
      {[0, 1, 2, 3].slice(0, level).map((slat) => <path key={slat} className="s" d={`M2.4 ${2.6 + 2.5 * slat}h9.2v1.7h-9.2z`} />)}
    </svg>
  );
}

/** The words of a label: « N1 Orvane ». */
export function labelText(label: LabelView): string {
  const closed = closedText(label);
  if (closed !== null) return `N${label.level} ${closed}`;
  if (label.name !== "" && label.level !== 1) return `N${label.level} ${label.name}`;
  return say(`short.${usual(label.level)}`, { names: label.supplier_names.join(", ") });
}

/** What the closed set is called that a label keeps its part in, besides offers; null for none. */
export function closedText(label: LabelView): string | null {
  const held = (kind: string): boolean => label.compartments.some((name) => name.startsWith(kind));
  if (held("PAROLE:")) return say("closed.speech");
  if (held("ÉLUS")) return say("closed.representatives");
  if (held("CERCLE:")) return label.closed.join(", ") || say("closed.circle");
  return null;
}

/** What a part is called: « énoncé », « critère ». */
export function partText(part: string): string {
  const key = `part.${part}`;
  return key in MARKS ? say(key as keyof typeof MARKS) : part;
}

/** Who will read what bears this label, in words. */
export function readersText(label: LabelView): string {
  const held = closedText(label);
  if (held !== null) return say(label.closed.length > 0 ? "reads.circle" : label.compartments.includes("ÉLUS") ? "reads.representatives" : "reads.speech", { name: held });
  if (label.compartments.length > 0 && label.level !== 1) return say("reads.closed");
  if (label.name !== "" && label.level > 1) return say("reads.level", { level: `N${label.level} ${label.name}` });
  return say(`reads.${usual(label.level)}`, { names: label.supplier_names.join(", ") });
}

export function LevelMark({ label, short = false }: { label: LabelView; short?: boolean }): ReactElement {
  const closed = label.compartments.length > 0 ? "lv-c" : "";
  return (
    <span className={`lv lv-${usual(label.level)} ${closed}`.trim()}>
      <Shutter level={label.level} /><span>{short ? `N${label.level}` : labelText(label)}</span>
    </span>
  );
}

/** Always beside the button that sends: who will read. */
export function Reads({ label }: { label: LabelView }): ReactElement {
  return (
    <p className="reads"><span>{say("whoReads")}</span><LevelMark label={label} /><span>{readersText(label)}</span></p>
  );
}

const GLYPHS: Record<Register | "simulation", ReactElement> = {
  work: <circle cx="8" cy="8" r="5.6" />,
  production: <rect x="2.6" y="2.6" width="10.8" height="10.8" rx="1" />,
  common: <><circle cx="6.2" cy="8" r="4.6" /><rect x="6.6" y="3.4" width="8" height="9.2" rx="1" /></>,
  simulation: <path d="M8 2.2 14.4 13.4H1.6Z" strokeLinejoin="round" />,
};

/** Work is a circle, production a square, the common ground their overlap, a simulation a triangle. */
export function Glyph({ of }: { of: Register | "simulation" }): ReactElement {
  const name = of === "simulation" ? say("simulation") : say(`register.${of}`);
  return <svg className="g" viewBox="0 0 16 16" role="img" aria-label={name}>{GLYPHS[of]}</svg>;
}

export function Travel({ flexibility, word = false }: { flexibility: Flexibility; word?: boolean }): ReactElement {
  return (
    <span className={`fx fx-${flexibility.slice(1)}`}>
      {flexibility}
      <span className={word ? "" : "vh"}> {say(`flex.${flexibility}`)}</span>
    </span>
  );
}

const STATUS: Record<Status, readonly [IconName, string]> = {
  draft: ["pencil", ""],
  discussion: ["message-circle", ""],
  arbitration: ["scale", "warn"],
  to_sign: ["pen-line", "acc"],
  validated: ["circle-check", "ok"],
  baselined: ["snowflake", "ok"],
  revised: ["rotate-ccw", "warn"],
  deferred: ["clock", ""],
  rejected: ["ban", ""],
  withdrawn: ["archive", ""],
};

export function State({ status }: { status: Status }): ReactElement {
  const [icon, tone] = STATUS[status];
  return <span className={`st ${tone}`.trim()}><Icon name={icon} />{say(`status.${status}`)}</span>;
}

/** The two sign-offs: dashed while awaited, filled and ticked once given. */
export function Seal({ work, production }: { work: boolean; production: boolean }): ReactElement {
  const word = (given: boolean): string => say(given ? "seal.given" : "seal.awaited");
  const name = `${say("seal.work")} : ${word(work)}, ${say("seal.production")} : ${word(production)}`;
  return (
    <svg className="seal" viewBox="0 0 46 26" role="img" aria-label={name}>
      <rect className={production ? "f" : "o"} x="21" y="2" width="22" height="22" rx="2.5" />
      <circle className={work ? "f" : "o"} cx="14" cy="13" r="11.2" />
      {work ? <path className="k" d="m9.5 13.2 3 3 5.6-6" /> : null}
      {production ? <path className="k" d="m28 13.2 3 3 5.6-6" /> : null}
    </svg>
  );
}
