// What a field of a requirement or of a criterion holds, as people read it.
import type { FactValue } from "../api/facts";
import type { CriterionView, FactsView, RequirementView } from "../api/types";
import { speak } from "../i18n";
import { FACTS } from "../i18n/facts";
import { MARKS } from "../i18n/marks";

const say = speak(FACTS);
const marks = speak(MARKS);

/** Where a fact stands: a field of the requirement, or of one of its criteria. */
export interface Place {
  criterion: string | undefined;
  field: string;
}

/** What a field holds; undefined when its criterion is gone. */
export function valueAt(facts: FactsView, { criterion, field }: Place): FactValue | undefined {
  const holder = criterion === undefined ? facts.requirement : facts.requirement.criteria.find((one) => one.id === criterion);
  return holder?.[field as keyof (RequirementView | CriterionView)] as FactValue | undefined;
}

export function inWords(facts: FactsView, field: string, value: FactValue | undefined): string {
  if (Array.isArray(value)) return value.map((one) => oneInWords(facts, field, one)).filter(Boolean).join(", ");
  return value === null || value === undefined ? "" : oneInWords(facts, field, String(value));
}

function oneInWords(facts: FactsView, field: string, value: string): string {
  switch (field) {
    case "kind":
    case "priority":
    case "verification":
      return say(`${field}.${value}` as keyof typeof FACTS);
    case "dimensions":
      return say(`dimension.${value}` as keyof typeof FACTS);
    case "flexibility":
      return `${value} ${marks(`flex.${value}` as keyof typeof MARKS)}`;
    case "operator":
      return value === "" ? say("signInWords") : value;
    case "owner_id":
      return facts.owners.find((owner) => owner.person_id === value)?.name ?? "";
    case "task_ids":
      return facts.tasks.find((task) => task.id === value)?.name ?? "";
    default:
      return value;
  }
}
