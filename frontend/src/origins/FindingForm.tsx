// Noting a finding: the words, the register, what it rests on.
import { useState, type ReactElement } from "react";
import * as api from "../api/origins";
import type { EvidenceKind, Register, Severity } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { ORIGINS } from "../i18n/origins";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Segmented } from "../ui/Segmented";
import { Select } from "../ui/Select";
import { SituationPick, UnitPick } from "./picks";
import type { OriginsState } from "./state";

const say = speak(ORIGINS);
const common = speak(COMMON);
const EVIDENCE: readonly EvidenceKind[] = ["observation", "interview", "measurement", "document", "activity_analysis"];
const SEVERITIES: readonly Severity[] = ["low", "medium", "high"];

interface FindingFormProps {
  state: OriginsState;
  onClose: () => void;
  /** What was noted may show in many places, so all of it is read again. */
  onDone: () => Promise<void>;
}

/** The registers this reader may write in. */
function writable(can: readonly string[]): Register[] {
  const work = can.includes("finding.write_work");
  const production = can.includes("finding.write_production");
  return [...(work ? ["work" as const] : []), ...(production ? ["production" as const] : []), ...(work && production ? ["common" as const] : [])];
}

export function FindingForm({ state, onClose, onDone }: FindingFormProps): ReactElement {
  const registers = writable(state.can);
  const [finding, setFinding] = useState<api.NewFinding>({
    title: "", text: "", register: registers[0] ?? "work", evidence: "observation", severity: "medium", situation_id: null, unit_id: null,
  });
  const deed = useDeed();
  const set = (change: Partial<api.NewFinding>): void => setFinding((now) => ({ ...now, ...change }));
  const keep = (): void => void deed.run(async () => {
    await api.addFinding(state.specification.id, finding);
    await onDone();
  });
  return (
    <Dialog title={say("addFinding")} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); keep(); }}>
        <Field label={say("findingTitle")} value={finding.title} onChange={(title) => set({ title })} autoFocus isRequired />
        <Field label={say("findingText")} value={finding.text} onChange={(text) => set({ text })} rows={4} serif />
        <div>
          <p className="lab">{say("register")}</p>
          <Segmented label={say("register")} value={finding.register} onChange={(register) => set({ register })}
            options={registers.map((value) => ({ value, text: say(`register.${value}`) }))} />
        </div>
        <div className="two">
          <Select label={say("evidence")} value={finding.evidence} onChange={(evidence) => set({ evidence })} options={EVIDENCE.map((value) => ({ value, text: say(`evidence.${value}`) }))} />
          <Select label={say("severity")} value={finding.severity} onChange={(severity) => set({ severity })} options={SEVERITIES.map((value) => ({ value, text: say(`severity.${value}`) }))} />
          <SituationPick situations={state.situations} value={finding.situation_id} onChange={(situation_id) => set({ situation_id })} />
          <UnitPick units={state.units} value={finding.unit_id} onChange={(unit_id) => set({ unit_id })} />
        </div>
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={finding.title.trim() === "" || deed.busy}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
