// An island takes the place of what the server drew there: never under a finger, and the focus stays where it was.

let pressed = false;
addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (pressed = false), true);

/** Resolves once nothing is being pressed, so that a press that has begun on the server's drawing ends on it. */
async function released(): Promise<void> {
  if (pressed) await new Promise((resolve) => addEventListener("pointerup", resolve, { once: true }));
  await new Promise((resolve) => setTimeout(resolve));
}

/** Mounts with `mount`; what had the focus is found again by its key. */
export async function takeOver(element: HTMLElement, mount: () => Promise<void>): Promise<void> {
  if (element.childElementCount > 0) await released();
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.closest<HTMLElement>("[data-key]")?.dataset["key"];
  await mount();
  if (focused === null) return;
  const next = key === undefined ? null : element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  (next ?? element.querySelector<HTMLElement>("button,[href],[tabindex='0']"))?.focus();
}
