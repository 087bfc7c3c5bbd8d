// Describing a situation, naming a task or a place.
import { useState, type ReactElement, type ReactNode } from "react";
import * as api from "../api/origins";
import type { SituationCondition, TaskSupport } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { ORIGINS } from "../i18n/origins";
import { Button } from "../ui/Button";
import { Ticks } from "../ui/Choices";
import { useDeed, type DeedState } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { UnitPick } from "./picks";
import type { OriginsState } from "./state";

const say = speak(ORIGINS);
const common = speak(COMMON);
const CONDITIONS: readonly SituationCondition[] = ["normal", "variable", "degraded"];
const SUPPORTS: readonly TaskSupport[] = ["tool", "paper", "mixed"];

interface FormProps {
  state: OriginsState;
  onClose: () => void;
  /** What was made may show in many places, so all of it is read again. */
  onDone: () => Promise<void>;
}

interface FrameProps {
  title: string;
  deed: DeedState;
  ready: boolean;
  onKeep: () => void;
  onClose: () => void;
  children: ReactNode;
}

function Frame({ title, deed, ready, onKeep, onClose, children }: FrameProps): ReactElement {
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); onKeep(); }}>
        {children}
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={!ready || deed.busy}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export function SituationForm({ state, onClose, onDone }: FormProps): ReactElement {
  const [scene, setScene] = useState<api.NewSituation>({ title: "", story: "", condition: "normal", unit_id: null, task_ids: [] });
  const deed = useDeed();
  const set = (change: Partial<api.NewSituation>): void => setScene((now) => ({ ...now, ...change }));
  const keep = (): void => void deed.run(async () => {
    await api.addSituation(state.specification.id, scene);
    await onDone();
  });
  return (
    <Frame title={say("addSituation")} deed={deed} ready={scene.title.trim() !== ""} onKeep={keep} onClose={onClose}>
      <Field label={say("situationTitle")} value={scene.title} onChange={(title) => set({ title })} autoFocus isRequired />
      <Field label={say("story")} value={scene.story} onChange={(story) => set({ story })} rows={4} serif />
      <Select label={say("condition")} value={scene.condition} onChange={(condition) => set({ condition })} options={CONDITIONS.map((value) => ({ value, text: say(`condition.${value}`) }))} />
      <UnitPick units={state.units} value={scene.unit_id} onChange={(unit_id) => set({ unit_id })} />
      <Ticks label={say("tasks")} values={scene.task_ids} onChange={(task_ids) => set({ task_ids })} options={state.tasks.map((task) => ({ value: task.id, text: task.name }))} />
    </Frame>
  );
}

export function TaskForm({ state, onClose, onDone }: FormProps): ReactElement {
  const [task, setTask] = useState<api.NewTask>({ name: "", unit_id: null, support: "tool", support_reason: "" });
  const deed = useDeed();
  const set = (change: Partial<api.NewTask>): void => setTask((now) => ({ ...now, ...change }));
  const keep = (): void => void deed.run(async () => {
    await api.addTask(state.specification.id, task);
    await onDone();
  });
  return (
    <Frame title={say("addTask")} deed={deed} ready={task.name.trim() !== ""} onKeep={keep} onClose={onClose}>
      <Field label={say("taskName")} value={task.name} onChange={(name) => set({ name })} autoFocus isRequired />
      <UnitPick units={state.units} value={task.unit_id} onChange={(unit_id) => set({ unit_id })} />
      <Select label={say("support")} value={task.support} onChange={(support) => set({ support })} options={SUPPORTS.map((value) => ({ value, text: say(`support.${value}`) }))} />
      <Field label={say("supportReason")} value={task.support_reason} onChange={(support_reason) => set({ support_reason })} />
    </Frame>
  );
}

export function UnitForm({ state, onClose, onDone }: FormProps): ReactElement {
  const [name, setName] = useState("");
  const deed = useDeed();
  const keep = (): void => void deed.run(async () => {
    await api.addUnit(state.specification.id, name);
    await onDone();
  });
  return (
    <Frame title={say("addUnit")} deed={deed} ready={name.trim() !== ""} onKeep={keep} onClose={onClose}>
      <Field label={say("unitName")} value={name} onChange={setName} autoFocus isRequired />
    </Frame>
  );
}
