// Who says something: a colleague by name, a supplier's person by function, a team as a team.
import type { ReactElement } from "react";
import type { AuthorView } from "../api/types";
import { speak } from "../i18n";
import { MARKS } from "../i18n/marks";

const say = speak(MARKS);

const HUES = 6;

/** A hue that stays the same for one name; decoration only, the name is always written. */
function hueOf(name: string): number {
  return [...name].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % HUES + 1;
}

export function initialsOf(name: string): string {
  return name.split(/[\s-]+/).map((word) => word[0] ?? "").slice(0, 2).join("").toUpperCase();
}

export function authorName(author: AuthorView): string {
  if (author.team !== "") return say("team", { team: author.team });
  if (author.relayed_by !== "") return say("relayed", { name: author.relayed_by });
  return author.name ?? (author.organization === "" ? say(`role.${author.role}`) : author.organization);
}

export function Avatar({ author }: { author: AuthorView }): ReactElement {
  const name = authorName(author);
  const shape = author.name === null || author.team !== "" || author.relayed_by !== "" ? "sq" : `p${hueOf(name)}`;
  return <span className={`av ${shape}`} aria-hidden="true">{initialsOf(name)}</span>;
}

/** « pilote production », or « fournisseur, Orvane ». */
export function authorFunction(author: AuthorView): string {
  if (author.team !== "" || author.relayed_by !== "") return author.name ?? say("role.employee");
  const role = say(`role.${author.role}`);
  return author.role === "supplier" && author.organization !== "" ? `${role}, ${author.organization}` : role;
}
