// What the page of origins shows, kept fresh: what others write and do comes by the live line.
import { useCallback, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Unreachable } from "../api/client";
import * as api from "../api/origins";
import { keepingTheLine } from "../page/patches";
import type { PageEvents } from "../page/events";
import { sentenceOf } from "../ui/deed";
import { tellPage, usePage } from "../ui/events";
import { shownOf, type OriginsProps, type OriginsState } from "./state";

/** How long after the server could not be reached it is asked again. */
const ASK_AGAIN = 1000;

export interface Diagnosis {
  state: OriginsState;
  /** Reads everything again: what one changes may show in many places. */
  refresh: () => Promise<void>;
}

export function useDiagnosis(first: OriginsProps): Diagnosis {
  const [state, setState] = useState<OriginsState>(() => ({ ...shownOf(first), specification: first.specification }));
  const { id } = first.specification;
  const asked = useRef(Promise.resolve());
  const waits = useRef(false);
  /** The texts heard since the question under way was asked: its answer may be older. */
  const heard = useRef<Record<string, string>>({});

  const show = useCallback((change: (now: OriginsState) => OriginsState) => {
    const main = document.querySelector("main");
    if (main) keepingTheLine(main, () => flushSync(() => setState(change)));
  }, []);

  const refresh = useCallback(() => {
    asked.current = asked.current.catch(() => undefined).then(async () => {
      waits.current = false;
      heard.current = {};
      const { texts, ...facts } = shownOf(await api.readDiagnosis(id));
      show((now) => ({ ...now, ...facts, texts: { ...texts, ...heard.current } }));
    });
    return asked.current;
  }, [id, show]);

  const follow = useCallback(async (): Promise<void> => {
    if (waits.current) return;
    waits.current = true;
    try {
      await refresh();
      tellPage("changed", { subject: { kind: "thread", id: "" } });
    } catch (failure) {
      waits.current = false;
      if (failure instanceof Unreachable) setTimeout(() => void follow(), ASK_AGAIN);
      else tellPage("say", { text: sentenceOf(failure) });
    }
  }, [refresh]);

  usePage("origins", useCallback(({ texts, facts }: PageEvents["origins"]) => {
    const fresh = Object.fromEntries(texts.map(({ part, html }) => [part, html]));
    Object.assign(heard.current, fresh);
    if (texts.length > 0) show((now) => ({ ...now, texts: { ...now.texts, ...fresh } }));
    if (facts) void follow();
  }, [show, follow]));

  return { state, refresh };
}
