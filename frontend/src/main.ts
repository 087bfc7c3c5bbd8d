// Wakes the islands: the page is readable without them; each is loaded only where its element stands, and most of them
// only when they are first needed.
import { islandLoaders } from "./islands";
import { tell } from "./page/events";
import { isOnCall, onFirstCall } from "./ui/onCall";
import { followOpeningKeys } from "./ui/openingKeys";
import { followPanels } from "./ui/panels";
import { takeOver } from "./ui/takeover";

/** Reads the JSON that the server wrote beside an island. */
function propsOf(element: HTMLElement): unknown {
  const beside = element.nextElementSibling;
  if (!(beside instanceof HTMLScriptElement) || !("props" in beside.dataset)) return {};
  return JSON.parse(beside.textContent);
}

async function wake(element: HTMLElement): Promise<void> {
  const load = islandLoaders[element.dataset["island"] ?? ""];
  if (load === undefined) throw new Error(`unknown island « ${element.dataset["island"]} »`);
  const [{ mount }, island] = await Promise.all([import("./ui/mount"), load()]);
  await takeOver(element, () => mount(element, island.default, propsOf(element)));
}

for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  const name = element.dataset["island"] ?? "";
  if (isOnCall(name)) {
    element.dataset["later"] = "";
    onFirstCall(name, element, () => wake(element));
  } else void wake(element);
}
followPanels();
followOpeningKeys();
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());

// Who came to answer (from a mail, from the home page) finds the thread open.
const asked = new URLSearchParams(window.location.search);
const thread = asked.get("fil");
if (thread !== null) tell("thread", { id: thread });
// Who came to say where a requirement comes from finds the form open.
const unlinked = asked.get("relier");
if (unlinked !== null) tell("link", { requirement: unlinked });
