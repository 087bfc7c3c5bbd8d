// What the facts of findings, results, simulations, situations, tasks and places are called, and what they hold, in words.
import { speak } from "../i18n";
import { day } from "../i18n/dates";
import { ORIGINS } from "../i18n/origins";
import type { OriginsState } from "./state";

const say = speak(ORIGINS);

export type Kind = "finding" | "result" | "simulation" | "situation" | "task" | "unit";
export type Value = string | string[] | null;
type Word = keyof typeof ORIGINS;

const SHARED = { situation_id: "situation", unit_id: "unit", task_ids: "tasks", condition: "condition", evidence: "evidence", severity: "severity" } as const;

const NAMES: Record<Kind, Readonly<Record<string, Word>>> = {
  finding: { ...SHARED, title: "findingTitle" },
  result: { ...SHARED, title: "findingTitle", kind: "resultKind" },
  simulation: { ...SHARED, title: "simulationTitle", held_on: "heldOn", support: "simulationSupport", group: "group" },
  situation: { ...SHARED, title: "situationTitle" },
  task: { ...SHARED, name: "taskName", support: "support", support_reason: "supportReason" },
  unit: { name: "unitName" },
};

/** What a field is called where it is written; undefined for what is no field of such a thing. */
export function nameOf(kind: Kind, field: string): string | undefined {
  const word = NAMES[kind][field];
  return word && say(word);
}

export function inWords(state: OriginsState, kind: Kind, field: string, value: Value): string {
  if (Array.isArray(value)) return value.map((id) => state.tasks.find((task) => task.id === id)?.name ?? "").filter(Boolean).join(", ");
  switch (field) {
    case "situation_id":
      return value === null ? say("noSituation") : state.situations.find((one) => one.id === value)?.title ?? "";
    case "unit_id":
      return value === null ? say("noUnit") : state.units.find((one) => one.id === value)?.name ?? "";
    case "held_on":
      return value ? day(value) : "";
    case "evidence":
    case "severity":
    case "condition":
    case "kind":
      return say(`${field}.${value ?? ""}` as Word);
    case "support":
      return kind === "task" ? say(`support.${value ?? ""}` as Word) : value ?? "";
    default:
      return value ?? "";
  }
}
