// Who reads for a supplier, by name.
import type { ReleaseBoardView } from "../api/types";
import { speak } from "../i18n";
import { RELEASE } from "../i18n/release";

const say = speak(RELEASE);

export function peopleText(board: ReleaseBoardView, organization: string): string {
  const people = board.teams.find((team) => team.organization_id === organization)?.people ?? [];
  return people.length === 0 ? say("nobodyThere") : say("willRead", { people: people.join(", ") });
}
