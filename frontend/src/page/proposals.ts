// What is proposed on the sheet, asked for when the page is at rest and told to who draws it, once there is something.
import { readProposals } from "../api/proposals";
import { hear, tell } from "./events";

/** Changes that come together are answered with one question. */
const TOGETHER = 60;

export function followProposals(specification: string): void {
  let turn = 0;
  let told = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    const mine = ++turn;
    const found = await readProposals(specification).catch(() => null);
    if (found === null || mine !== turn || (!told && found.proposals.length === 0)) return;
    told = true;
    tell("proposals", found);
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), TOGETHER);
  };
  hear("changed", soon);
  hear("proposed", soon);
  void ask();
}
