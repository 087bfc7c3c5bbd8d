// What a dialog shows: fetched to open it, and fresh for as long as it is open.
import { useCallback, useState } from "react";

interface Opened<T> {
  shown: T | null;
  open: (first: T) => void;
  /** What comes once it is closed does not open it again. */
  refresh: (fresh: T) => void;
  close: () => void;
}

export function useOpened<T extends object>(): Opened<T> {
  const [shown, setShown] = useState<T | null>(null);
  const refresh = useCallback((fresh: T) => setShown((now) => (now === null ? null : fresh)), []);
  const close = useCallback(() => setShown(null), []);
  return { shown, open: setShown, refresh, close };
}
