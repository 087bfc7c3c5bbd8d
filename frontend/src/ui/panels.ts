// On narrow screens the outline and the context rise from the bottom when asked for, and go with Escape or a press outside.

/** The raised panel, remembered: asking the whole document at each key would cost more than the key. */
let raised: HTMLElement | null = null;
const risen = (): HTMLElement | null => (raised?.isConnected ? raised : null);

function panelOf(button: HTMLElement): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.${CSS.escape(button.dataset["panel"] ?? "")}`);
}

function buttonOf(panel: HTMLElement): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>("[data-panel]")].find((button) => panelOf(button) === panel);
}

function close(panel: HTMLElement, giveFocusBack: boolean): void {
  panel.classList.remove("risen");
  raised = null;
  const button = buttonOf(panel);
  button?.setAttribute("aria-expanded", "false");
  if (giveFocusBack) button?.focus();
}

function open(panel: HTMLElement, button: HTMLElement): void {
  panel.classList.add("risen");
  raised = panel;
  button.setAttribute("aria-expanded", "true");
  panel.tabIndex = -1;
  panel.focus();
}

/** Raises a panel that has no room of its own on this screen; does nothing where it already stands beside the text. */
export function raisePanel(name: "outline" | "context"): void {
  const panel = document.querySelector<HTMLElement>(`.${name}`);
  const button = panel === null ? undefined : buttonOf(panel);
  if (panel !== null && button !== undefined && !panel.checkVisibility()) open(panel, button);
}

export function followPanels(): void {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest<HTMLElement>("[data-panel]") ?? null;
    const up = risen();
    const wanted = button === null ? null : panelOf(button);
    if (up?.contains(target) && target?.closest('a[href^="#"]')) close(up, false);
    if (up !== null && target?.closest(".risen, [role=dialog], [role=menu], [role=listbox]") === null) close(up, false);
    if (button !== null && wanted !== null && wanted !== up) open(wanted, button);
  });
  document.addEventListener("keydown", (event) => {
    const up = risen();
    if (up !== null && event.key === "Escape" && !event.defaultPrevented) close(up, true);
  });
  document.addEventListener("concerte:goto", () => {
    const up = risen();
    if (up !== null) close(up, false);
  });
}
