// Noting a simulation and what it brought to light.
import { useState, type ReactElement } from "react";
import * as api from "../api/origins";
import type { Register, ResultKind, SimulationView } from "../api/types";
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
import { SituationPick } from "./picks";
import type { OriginsState } from "./state";

const say = speak(ORIGINS);
const common = speak(COMMON);
const KINDS: readonly ResultKind[] = ["risk", "opportunity", "need", "expectation"];
const REGISTERS: readonly Register[] = ["work", "production", "common"];

interface FormProps {
  state: OriginsState;
  onClose: () => void;
  /** What was made may show in many places, so all of it is read again. */
  onDone: () => Promise<void>;
}

export function SimulationForm({ state, onClose, onDone }: FormProps): ReactElement {
  const [simulation, setSimulation] = useState<api.NewSimulation>({ title: "", held_on: "", support: "", group: "", situation_id: null });
  const deed = useDeed();
  const set = (change: Partial<api.NewSimulation>): void => setSimulation((now) => ({ ...now, ...change }));
  const keep = (): void => void deed.run(async () => {
    await api.addSimulation(state.specification.id, simulation);
    await onDone();
  });
  return (
    <Dialog title={say("addSimulation")} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); keep(); }}>
        <Field label={say("simulationTitle")} value={simulation.title} onChange={(title) => set({ title })} autoFocus isRequired />
        <Field label={say("heldOn")} hint={say("heldOnHint")} type="date" value={simulation.held_on} onChange={(held_on) => set({ held_on })} />
        <Field label={say("simulationSupport")} value={simulation.support} onChange={(support) => set({ support })} />
        <Field label={say("group")} value={simulation.group} onChange={(group) => set({ group })} />
        <SituationPick situations={state.situations} value={simulation.situation_id} onChange={(situation_id) => set({ situation_id })} />
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={simulation.title.trim() === "" || deed.busy}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export function ResultForm({ state, simulation, onClose, onDone }: FormProps & { simulation: SimulationView }): ReactElement {
  const [result, setResult] = useState<api.NewResult>({ simulation_id: simulation.id, title: "", text: "", kind: "risk", register: "work", situation_id: null });
  const deed = useDeed();
  const set = (change: Partial<api.NewResult>): void => setResult((now) => ({ ...now, ...change }));
  const keep = (): void => void deed.run(async () => {
    await api.addResult(state.specification.id, result);
    await onDone();
  });
  return (
    <Dialog title={say("addResult")} about={simulation.title} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); keep(); }}>
        <Field label={say("findingTitle")} value={result.title} onChange={(title) => set({ title })} autoFocus isRequired />
        <Field label={say("findingText")} value={result.text} onChange={(text) => set({ text })} rows={4} serif />
        <Select label={say("resultKind")} value={result.kind} onChange={(kind) => set({ kind })} options={KINDS.map((value) => ({ value, text: say(`kind.${value}`) }))} />
        <div>
          <p className="lab">{say("register")}</p>
          <Segmented label={say("register")} value={result.register} onChange={(register) => set({ register })} options={REGISTERS.map((value) => ({ value, text: say(`register.${value}`) }))} />
        </div>
        <SituationPick situations={state.situations} value={result.situation_id} onChange={(situation_id) => set({ situation_id })} />
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={result.title.trim() === "" || deed.busy}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
