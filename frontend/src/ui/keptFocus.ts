// Where the focus goes when what had it is gone or can no longer be pressed: to what stood around it, so that keys go on.
import { useEffect, type RefObject } from "react";

/** Keeps the focus in an element that can take it (`tabIndex={-1}`) as long as nobody has taken it elsewhere. */
export function useKeptFocus(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let inside = element.contains(document.activeElement);
    const note = ({ target }: FocusEvent): void => { inside = target instanceof Node && element.contains(target); };
    const keep = (): void => { if (inside && document.activeElement === document.body) element.focus({ preventScroll: true }); };
    const observer = new MutationObserver(() => requestAnimationFrame(keep));
    document.addEventListener("focusin", note);
    observer.observe(element, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
    return () => {
      document.removeEventListener("focusin", note);
      observer.disconnect();
    };
  }, [place]);
}
