// Islands that are loaded when they are first needed: until then they show nothing, or what the server drew in their
// place. What woke one is done again once it listens.
import { hear, tell, type PageEvents } from "../page/events";

interface Calls {
  /** The `data-open` of the buttons that call it. */
  presses?: readonly string[];
  events?: readonly (keyof PageEvents)[];
  /** Events that call it without hurry: it comes when the page has nothing else to do. */
  calmly?: readonly (keyof PageEvents)[];
  /** Called by a pointer over what stands around it too, or by the focus. */
  near?: true;
}

const CALLS: Readonly<Record<string, Calls>> = {
  facts: { presses: ["facts"] },
  level: { presses: ["level"] },
  search: { presses: ["search"], events: ["palette"] },
  shortcuts: { presses: ["shortcuts"], events: ["shortcuts"] },
  outline: { presses: ["requirement", "add-requirement"], events: ["new-after"], near: true },
  context: { presses: ["origin"], events: ["comment", "thread", "tab", "discuss", "link"], calmly: ["focus"], near: true },
  proposals: { events: ["proposals", "propose"] },
  "view-as": { presses: ["view-as"], near: true },
};

export function isOnCall(name: string): boolean {
  return name in CALLS;
}

export function onFirstCall(name: string, element: HTMLElement, wake: () => Promise<void>): void {
  const { presses = [], events = [], calmly = [], near } = CALLS[name] ?? {};
  const again: (() => void)[] = [];
  const stops: (() => void)[] = [];
  let woken = false;

  const call = async (repeat: () => void, tells = true): Promise<void> => {
    again.push(repeat);
    if (woken) return;
    woken = true;
    try {
      await wake();
    } catch (failure) {
      // A TypeError: its code could not be fetched. It is asked for again at the next call.
      if (!(failure instanceof TypeError)) throw failure;
      woken = false;
      again.length = 0;
      if (tells) tell("unreachable", {});
      return;
    }
    for (const stop of stops) stop();
    for (const one of again) one();
  };
  const listen = (target: EventTarget, type: string, listener: (event: Event) => void): void => {
    target.addEventListener(type, listener);
    stops.push(() => target.removeEventListener(type, listener));
  };
  const follow = <Name extends keyof PageEvents>(event: Name, calm: boolean): void => {
    stops.push(hear(event, (detail) => {
      const act = (): void => void call(() => tell(event, detail), !calm);
      if (calm) whenIdle(act);
      else act();
    }));
  };

  listen(document, "click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-open]") : null;
    if (button === null || !presses.includes(button.dataset["open"] ?? "")) return;
    event.preventDefault();
    void call(() => (button.isConnected ? button : element.querySelector("button"))?.click());
  });
  for (const event of events) follow(event, false);
  for (const event of calmly) follow(event, true);
  if (!near) return;
  for (const type of ["pointerover", "focusin"]) listen(element.parentElement ?? element, type, () => void call(() => undefined, false));
}

/** At the latest after so long: a busy machine has no idle time to offer. */
const LATEST = 1000;

/** Safari has no idle time to offer; a short delay serves. */
export function whenIdle(act: () => void): void {
  const idle = globalThis.requestIdleCallback ?? ((later: () => void) => setTimeout(later, 200));
  idle(act, { timeout: LATEST });
}
