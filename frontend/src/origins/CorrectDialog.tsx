// Correcting the facts of what requirements come from: what changed is sent field by field, and never over someone else's change.
import { useState, type ReactElement, type ReactNode } from "react";
import * as api from "../api/origins";
import type { EvidenceKind, FindingView, ResultKind, ResultView, Severity, SimulationView, SituationCondition, SituationView, TaskSupport, TaskView, UnitView } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { ORIGINS } from "../i18n/origins";
import { Button } from "../ui/Button";
import { Ticks } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { SituationPick, UnitPick } from "./picks";
import type { OriginsState } from "./state";

const say = speak(ORIGINS);
const common = speak(COMMON);
const EVIDENCE: readonly EvidenceKind[] = ["observation", "interview", "measurement", "document", "activity_analysis"];
const SEVERITIES: readonly Severity[] = ["low", "medium", "high"];
const KINDS: readonly ResultKind[] = ["risk", "opportunity", "need", "expectation"];
const CONDITIONS: readonly SituationCondition[] = ["normal", "variable", "degraded"];
const SUPPORTS: readonly TaskSupport[] = ["tool", "paper", "mixed"];

/** What is corrected, as it stood when the dialog was opened. */
export type Correcting =
  | { finding: FindingView } | { result: ResultView } | { simulation: SimulationView }
  | { situation: SituationView } | { task: TaskView } | { unit: UnitView };

export function CorrectDialog({ what, ...rest }: Omit<CorrectProps<never>, "item"> & { what: Correcting }): ReactElement {
  if ("finding" in what) return <CorrectFinding item={what.finding} {...rest} />;
  if ("result" in what) return <CorrectResult item={what.result} {...rest} />;
  if ("simulation" in what) return <CorrectSimulation item={what.simulation} {...rest} />;
  if ("situation" in what) return <CorrectSituation item={what.situation} {...rest} />;
  return "task" in what ? <CorrectTask item={what.task} {...rest} /> : <CorrectUnit item={what.unit} {...rest} />;
}

interface CorrectProps<Item> {
  item: Item;
  state: OriginsState;
  onClose: () => void;
  /** What was corrected may show in many places, so all of it is read again. */
  onDone: () => Promise<void>;
}

/** The facts as one types them, and how one of them changes. */
function useFacts<Facts extends object>(first: Facts): [Facts, (change: Partial<Facts>) => void] {
  const [facts, setFacts] = useState(first);
  return [facts, (change) => setFacts((now) => ({ ...now, ...change }))];
}

function CorrectFinding(props: CorrectProps<FindingView>): ReactElement {
  const { item, state } = props;
  const [facts, set] = useFacts<api.FindingFacts>({ title: item.title, evidence: item.evidence, severity: item.severity, situation_id: item.situation_id, unit_id: item.unit_id });
  return (
    <Correct {...props} about={item.code} name={facts.title} change={api.changeFinding} after={{ ...facts }}>
      <Field label={say("findingTitle")} value={facts.title} onChange={(title) => set({ title })} autoFocus isRequired />
      <div className="two">
        <Select label={say("evidence")} value={facts.evidence} onChange={(evidence) => set({ evidence })} options={EVIDENCE.map((value) => ({ value, text: say(`evidence.${value}`) }))} />
        <Select label={say("severity")} value={facts.severity} onChange={(severity) => set({ severity })} options={SEVERITIES.map((value) => ({ value, text: say(`severity.${value}`) }))} />
        <SituationPick situations={state.situations} value={facts.situation_id} onChange={(situation_id) => set({ situation_id })} />
        <UnitPick units={state.units} value={facts.unit_id} onChange={(unit_id) => set({ unit_id })} />
      </div>
    </Correct>
  );
}

function CorrectResult(props: CorrectProps<ResultView>): ReactElement {
  const { item, state } = props;
  const [facts, set] = useFacts<api.ResultFacts>({ title: item.title, kind: item.kind, situation_id: item.situation_id });
  return (
    <Correct {...props} about={item.code} name={facts.title} change={api.changeResult} after={{ ...facts }}>
      <Field label={say("findingTitle")} value={facts.title} onChange={(title) => set({ title })} autoFocus isRequired />
      <Select label={say("resultKind")} value={facts.kind} onChange={(kind) => set({ kind })} options={KINDS.map((value) => ({ value, text: say(`kind.${value}`) }))} />
      <SituationPick situations={state.situations} value={facts.situation_id} onChange={(situation_id) => set({ situation_id })} />
    </Correct>
  );
}

function CorrectSimulation(props: CorrectProps<SimulationView>): ReactElement {
  const { item, state } = props;
  const [facts, set] = useFacts<api.SimulationFacts>({ title: item.title, held_on: item.held_on, support: item.support, group: item.group, situation_id: item.situation_id });
  return (
    <Correct {...props} about={item.title} name={facts.title} change={api.changeSimulation} after={{ ...facts }}>
      <Field label={say("simulationTitle")} value={facts.title} onChange={(title) => set({ title })} autoFocus isRequired />
      <Field label={say("heldOn")} hint={say("heldOnHint")} type="date" value={facts.held_on} onChange={(held_on) => set({ held_on })} />
      <Field label={say("simulationSupport")} value={facts.support} onChange={(support) => set({ support })} />
      <Field label={say("group")} value={facts.group} onChange={(group) => set({ group })} />
      <SituationPick situations={state.situations} value={facts.situation_id} onChange={(situation_id) => set({ situation_id })} />
    </Correct>
  );
}

function CorrectSituation(props: CorrectProps<SituationView>): ReactElement {
  const { item, state } = props;
  const [facts, set] = useFacts<api.SituationFacts>({ title: item.title, condition: item.condition, unit_id: item.unit_id, task_ids: item.task_ids });
  return (
    <Correct {...props} about={item.title} name={facts.title} change={api.changeSituation} after={{ ...facts }}>
      <Field label={say("situationTitle")} value={facts.title} onChange={(title) => set({ title })} autoFocus isRequired />
      <div className="two">
        <Select label={say("condition")} value={facts.condition} onChange={(condition) => set({ condition })} options={CONDITIONS.map((value) => ({ value, text: say(`condition.${value}`) }))} />
        <UnitPick units={state.units} value={facts.unit_id} onChange={(unit_id) => set({ unit_id })} />
      </div>
      <Ticks label={say("tasks")} values={facts.task_ids} onChange={(task_ids) => set({ task_ids })} options={state.tasks.map((task) => ({ value: task.id, text: task.name }))} />
    </Correct>
  );
}

function CorrectTask(props: CorrectProps<TaskView>): ReactElement {
  const { item, state } = props;
  const [facts, set] = useFacts<api.TaskFacts>({ name: item.name, unit_id: item.unit_id, support: item.support, support_reason: item.support_reason });
  return (
    <Correct {...props} about={item.name} name={facts.name} change={api.changeTask} after={{ ...facts }}>
      <Field label={say("taskName")} value={facts.name} onChange={(name) => set({ name })} autoFocus isRequired />
      <div className="two">
        <UnitPick units={state.units} value={facts.unit_id} onChange={(unit_id) => set({ unit_id })} />
        <Select label={say("support")} value={facts.support} onChange={(support) => set({ support })} options={SUPPORTS.map((value) => ({ value, text: say(`support.${value}`) }))} />
      </div>
      <Field label={say("supportReason")} value={facts.support_reason} onChange={(support_reason) => set({ support_reason })} />
    </Correct>
  );
}

function CorrectUnit(props: CorrectProps<UnitView>): ReactElement {
  const { item } = props;
  const [facts, set] = useFacts<api.UnitFacts>({ name: item.name });
  return (
    <Correct {...props} about={item.name} name={facts.name} change={api.changeUnit} after={{ ...facts }}>
      <Field label={say("unitName")} value={facts.name} onChange={(name) => set({ name })} autoFocus isRequired />
    </Correct>
  );
}

interface FormProps<Item> extends CorrectProps<Item> {
  about: string;
  name: string;
  change: (specification: string, id: string, field: api.FieldChange) => Promise<Item>;
  after: Readonly<Record<string, string | string[] | null>>;
  children: ReactNode;
}

function Correct<Item extends { id: string }>({ item, state, about, name, change, after, onClose, onDone, children }: FormProps<Item>): ReactElement {
  const deed = useDeed();
  const before = item as Readonly<Record<string, unknown>>;
  const changed = Object.entries(after).filter(([field, value]) => String(value) !== String(before[field]));
  const keep = async (): Promise<void> => {
    await deed.run(async () => {
      for (const [field, value] of changed) await change(state.specification.id, item.id, { field, value, before: before[field] as string | string[] | null });
      await onDone();
    });
  };
  return (
    <Dialog title={say("correct")} about={about} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); void keep(); }}>
        {children}
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={name.trim() === "" || changed.length === 0 || deed.busy}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
