// Doing something on the server: nothing is shown as done before the server has answered.
import { useCallback, useState } from "react";
import { Refusal, Unreachable } from "../api/client";
import { COMMON } from "../i18n/common";
import { speak } from "../i18n";
import { showDeed } from "./savedLine";

const say = speak(COMMON);

/** The sentence that tells why something failed: what is kept, then what to do. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Unreachable) return say("unreachable");
  if (error instanceof Refusal) return error.status === 401 ? say("signedOut") : error.message;
  return say("unexpected");
}

export interface DeedState {
  busy: boolean;
  failure: string | undefined;
  /** Runs the deed; true when the server accepted it. A refusal is kept in `failure`. */
  run: (deed: () => Promise<unknown>) => Promise<boolean>;
  forget: () => void;
}

export function useDeed(): DeedState {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();

  const run = useCallback(async (deed: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setFailure(undefined);
    showDeed("writing");
    try {
      await deed();
      showDeed("saved");
      return true;
    } catch (error) {
      showDeed("refused");
      setFailure(sentenceOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);

  const forget = useCallback(() => setFailure(undefined), []);
  return { busy, failure, run, forget };
}
