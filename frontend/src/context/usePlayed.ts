// The past of a text played like a film: one moment after the other, each as long as it takes to see what changed.
import { useCallback, useEffect, useState } from "react";

const EACH_MS = 1_200;

/** Whether somebody asked for less movement: then nothing plays by itself, and the arrows lead from moment to moment. */
export const stands = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Plays from `place` to `last`; a moment counts from when it is `drawn`. `toggle` begins again at the first one from the end. */
export function usePlayed(place: number, last: number, drawn: boolean, show: (place: number) => void): { plays: boolean; toggle: () => void } {
  const [plays, setPlays] = useState(false);
  useEffect(() => {
    if (!plays || !drawn) return undefined;
    if (place >= last) {
      setPlays(false);
      return undefined;
    }
    const timer = window.setTimeout(() => show(place + 1), EACH_MS);
    return () => window.clearTimeout(timer);
  }, [plays, drawn, place, last, show]);
  const toggle = useCallback(() => {
    if (!plays && place >= last) show(0);
    setPlays(!plays);
  }, [plays, place, last, show]);
  return { plays, toggle };
}
