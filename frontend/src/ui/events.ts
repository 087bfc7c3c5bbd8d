// How islands hear and tell the page; the events themselves are named in page/events.ts.
import { useEffect } from "react";
import { hear, tell, type PageEvents } from "../page/events";

export const tellPage: typeof tell = tell;

/** `listen` must be stable (useCallback). */
export function usePage<Name extends keyof PageEvents>(name: Name, listen: (detail: PageEvents[Name]) => void): void {
  useEffect(() => hear(name, listen), [name, listen]);
}

/** Calls `open` when a button that carries `data-open="name"` is pressed anywhere on the page; focus returns to it. */
export function useOpener(name: string, open: (button: HTMLElement) => void): void {
  useEffect(() => {
    const listener = (event: MouseEvent): void => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>(`[data-open="${name}"]`) : null;
      if (button === null) return;
      event.preventDefault();
      open(button);
    };
    document.addEventListener("click", listener);
    return () => document.removeEventListener("click", listener);
  }, [name, open]);
}
