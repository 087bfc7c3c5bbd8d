// Choosing a situation or a place among those known, or none.
import type { ReactElement } from "react";
import type { SituationView, UnitView } from "../api/types";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import { Select } from "../ui/Select";

const say = speak(ORIGINS);
const NONE = "";

interface PickProps {
  value: string | null;
  onChange: (id: string | null) => void;
}

export function SituationPick({ situations, value, onChange }: PickProps & { situations: SituationView[] }): ReactElement {
  const options = [{ value: NONE, text: say("noSituation") }, ...situations.map((item) => ({ value: item.id, text: item.title }))];
  return <Select label={say("situation")} value={value ?? NONE} options={options} onChange={(id) => onChange(id === NONE ? null : id)} />;
}

export function UnitPick({ units, value, onChange }: PickProps & { units: UnitView[] }): ReactElement {
  const options = [{ value: NONE, text: say("noUnit") }, ...units.map((item) => ({ value: item.id, text: item.name }))];
  return <Select label={say("unit")} value={value ?? NONE} options={options} onChange={(id) => onChange(id === NONE ? null : id)} />;
}
