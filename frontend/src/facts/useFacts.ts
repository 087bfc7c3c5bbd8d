// The state of the facts dialog: each field is saved alone, and a clash keeps both values until one is chosen.
import { useCallback, useState } from "react";
import { Refusal } from "../api/client";
import * as api from "../api/facts";
import type { FactsView } from "../api/types";
import { useDeed, type DeedState } from "../ui/deed";
import { tellPage } from "../ui/events";
import { valueAt, type Place } from "./values";

export interface Clash {
  at: Place;
  change: api.FieldChange;
  /** What the field holds since the other changed it. */
  theirs: api.FactValue;
  send: (change: api.FieldChange) => Promise<FactsView>;
}

const same = (one: Place, other: Place): boolean => one.field === other.field && one.criterion === other.criterion;

export interface Facts {
  facts: FactsView;
  deed: DeedState;
  clash: Clash | null;
  /** Why the last deed was refused; a clash is told apart. */
  failure: string | undefined;
  /** The same, at the field whose change it was. */
  refusedAt: (field: string, criterion?: string) => string | undefined;
  /** Saves one field; nothing is sent when the value did not change. */
  change: (change: api.FieldChange, criterion?: string) => Promise<void>;
  run: (deed: () => Promise<FactsView>) => Promise<boolean>;
  keepMine: () => Promise<void>;
  keepTheirs: () => Promise<void>;
}

export function useFacts(specification: string, first: FactsView, onFresh: (facts: FactsView) => void): Facts {
  const [facts, setFacts] = useState(first);
  const [clash, setClash] = useState<Clash | null>(null);
  const [last, setLast] = useState<Place | null>(null);
  const deed = useDeed();
  const requirement = first.requirement.id;

  const accept = useCallback((fresh: FactsView) => {
    setFacts(fresh);
    onFresh(fresh);
  }, [onFresh]);

  const run = (act: () => Promise<FactsView>): Promise<boolean> => {
    setLast(null);
    tellPage("mine", { id: requirement });
    return deed.run(async () => accept(await act()));
  };

  const send = async (at: Place, change: api.FieldChange, how: (change: api.FieldChange) => Promise<FactsView>): Promise<void> => {
    setLast(at);
    tellPage("mine", { id: requirement });
    await deed.run(async () => {
      try {
        accept(await how(change));
        setClash((now) => (now !== null && same(now.at, at) ? null : now));
      } catch (error) {
        if (!(error instanceof Refusal) || error.theirs === undefined) throw error;
        const theirs = valueAt(await api.readFacts(specification, requirement), at);
        if (theirs !== undefined) setClash({ at, change, theirs, send: how });
        throw error;
      }
    });
  };

  const failure = clash !== null && last !== null && same(clash.at, last) ? undefined : deed.failure;
  return {
    facts, deed, clash, failure, run,
    refusedAt: (field, criterion) => (last !== null && same(last, { field, criterion }) ? failure : undefined),
    change: (change, criterion) => {
      if (JSON.stringify(change.value) === JSON.stringify(change.before)) return Promise.resolve();
      return send({ criterion, field: change.field }, change, (asked) => criterion === undefined
        ? api.changeFact(specification, requirement, asked)
        : api.changeCriterion(specification, criterion, asked));
    },
    keepMine: async () => {
      if (clash !== null) await send(clash.at, { ...clash.change, before: clash.theirs }, clash.send);
    },
    keepTheirs: async () => {
      setClash(null);
      await run(() => api.readFacts(specification, requirement));
    },
  };
}
