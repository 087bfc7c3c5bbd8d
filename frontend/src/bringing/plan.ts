// How somebody wants a table brought in.
import type { Table, Trial } from "../api/bringing";

export type Kind = Trial["kind"];

export interface FieldProps {
  name: string;
  title: string;
  choices: [value: string, word: string][];
  names: string | null;
}

export interface KindProps {
  kind: Kind;
  fields: FieldProps[];
}

export interface Plan {
  table: Table;
  kind: KindProps;
  /** The field of each column; empty: a note. */
  mapping: Record<string, string>;
  /** A value for fields that no column says. */
  given: Record<string, string>;
}

export const LEFT_OUT = "-";

/** What the names of the columns give away, as the kind that most of them speak of. */
export function firstPlan(table: Table, kinds: readonly KindProps[], wanted?: Kind): Plan {
  const known = (kind: Kind): number => Object.keys(table.guesses[kind] ?? {}).length;
  const best = [...kinds].sort((one, other) => known(other.kind) - known(one.kind))[0]!;
  const kind = kinds.find((one) => one.kind === wanted) ?? best;
  const mapping = Object.fromEntries(table.columns.map((column) => [column, table.guesses[kind.kind]?.[column] ?? ""]));
  return { table, kind, mapping, given: {} };
}

/** The fields that no column says and that one value could be given to for all rows. */
export function givable({ kind, mapping }: Plan): FieldProps[] {
  const said = new Set(Object.values(mapping));
  return kind.fields.filter((one) => !said.has(one.name) && (one.choices.length > 0 || one.names === "section" || one.names === "simulation"));
}

/** The same table with another word in one cell. */
export function withCell(plan: Plan, line: number, column: string, words: string): Plan {
  const place = plan.table.columns.indexOf(column);
  const rows = plan.table.rows.map((row, index) => (plan.table.lines[index] === line ? row.map((cell, at) => (at === place ? words : cell)) : row));
  return { ...plan, table: { ...plan.table, rows } };
}

/** What the server is asked: the rows as they stand now, and what their columns say. */
export function trialOf({ table, kind, mapping, given }: Plan): Trial {
  const fields = Object.entries(mapping).filter(([, field]) => field !== "" && field !== LEFT_OUT);
  return {
    sheet: { name: table.name, columns: table.columns, rows: table.rows, lines: table.lines },
    kind: kind.kind,
    mapping: Object.fromEntries(fields),
    given: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "")),
    left_out: Object.keys(mapping).filter((column) => mapping[column] === LEFT_OUT),
  };
}
