// What one corrects lies over what the page shows: fields one does not touch follow the others, and a field that another
// changed since one began on it is a clash, told with both values.
import { useState } from "react";
import type { OriginsState } from "./state";
import type { Kind, Value } from "./values";

/** A field one typed in: what it shall hold, and what it held when one began. */
interface Edit<V> {
  value: V;
  before: V;
}

type Edits<Facts> = { [Name in keyof Facts]?: Edit<Facts[Name]> };

export interface FieldEdit extends Edit<Value> {
  field: string;
  /** What the page shows there now. */
  now: Value;
}

export interface Correction<Facts> {
  /** The facts as one types them. */
  facts: Facts;
  set: (change: Partial<Facts>) => void;
  /** What shall hold something else than it does. */
  changed: readonly FieldEdit[];
  /** Of these, what somebody else changed too. */
  clashes: readonly FieldEdit[];
  keepMine: (field: string) => void;
  keepTheirs: (field: string) => void;
}

const plain = (value: Value): string => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
const same = (one: Value, other: Value): boolean => plain(one) === plain(other);

/** `first` is the thing as it was when one began; what it is now, the page knows. */
export function useCorrection<Facts extends { [Name in keyof Facts]: Value }>(state: OriginsState, kind: Kind, first: Facts & { id: string }): Correction<Facts> {
  const [edits, setEdits] = useState<Edits<Facts>>({});
  const known = state[`${kind}s`] as readonly { id: string }[] as readonly (Facts & { id: string })[];
  const now: Facts = known.find((one) => one.id === first.id) ?? first;
  const fields = Object.keys(edits) as (keyof Facts & string)[];
  const changed = fields.flatMap((field) => {
    const edit = edits[field];
    return edit === undefined || same(edit.value, now[field]) ? [] : [{ field, now: now[field], ...edit }];
  });

  const set = (change: Partial<Facts>): void => setEdits((typed) => {
    const fresh = { ...typed };
    for (const field of Object.keys(change) as (keyof Facts)[]) {
      fresh[field] = { value: change[field] as Facts[typeof field], before: (typed[field] ?? { before: now[field] }).before };
    }
    return fresh;
  });
  const settle = (name: string, edit: (mine: Edit<Value>, held: Value) => Edit<Value>): void => setEdits((typed) => {
    const field = name as keyof Facts;
    const mine = typed[field];
    return mine === undefined ? typed : { ...typed, [field]: edit(mine, now[field]) };
  });
  return {
    facts: { ...now, ...Object.fromEntries(fields.map((field) => [field, edits[field]?.value])) },
    set, changed,
    clashes: changed.filter((one) => !same(one.before, one.now)),
    keepMine: (field) => settle(field, (mine, held) => ({ ...mine, before: held })),
    keepTheirs: (field) => settle(field, (_, held) => ({ value: held, before: held })),
  };
}
