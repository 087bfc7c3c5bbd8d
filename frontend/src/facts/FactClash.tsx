// A fact that somebody else changed at the same time, where it stands.
import type { ReactElement } from "react";
import { speak } from "../i18n";
import { FIELDS } from "../i18n/fields";
import { ClashNotice } from "../ui/ClashNotice";
import type { Facts } from "./useFacts";
import { inWords } from "./values";

const fields = speak(FIELDS);

export function FactClash({ state, criterion }: { state: Facts; criterion?: string }): ReactElement | null {
  const { clash } = state;
  if (clash === null || clash.at.criterion !== criterion) return null;
  const { field, value } = clash.change;
  return (
    <ClashNotice
      place="mt4" field={field in FIELDS ? fields(field as keyof typeof FIELDS) : field}
      yours={inWords(state.facts, field, value)} theirs={inWords(state.facts, field, clash.theirs)}
      onMine={() => void state.keepMine()} onTheirs={() => void state.keepTheirs()}
    />
  );
}
