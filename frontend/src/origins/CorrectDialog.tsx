// Correcting the facts of what requirements come from: what changed is sent field by field, and never over someone else's change.
import type { ReactElement, ReactNode } from "react";
import { Refusal } from "../api/client";
import * as api from "../api/origins";
import type { EvidenceKind, FindingView, ResultKind, ResultView, Severity, SimulationView, SituationCondition, SituationView, TaskSupport, TaskView, UnitView } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { ORIGINS } from "../i18n/origins";
import { Button } from "../ui/Button";
import { Ticks } from "../ui/Choices";
import { ClashNotice } from "../ui/ClashNotice";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { SituationPick, UnitPick } from "./picks";
import type { OriginsState } from "./state";
import { useCorrection, type Correction } from "./useCorrection";
import { inWords, nameOf, type Kind } from "./values";

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
  /** What was corrected may show in many places, so all of it is read again. */
  refresh: () => Promise<void>;
  onClose: () => void;
}

function CorrectFinding(props: CorrectProps<FindingView>): ReactElement {
  const { item, state } = props;
  const correction = useCorrection<api.FindingFacts>(state, "finding", item);
  const { facts, set } = correction;
  return (
    <Correct {...props} kind="finding" about={item.code} name={facts.title} change={api.changeFinding} correction={correction}>
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
  const correction = useCorrection<api.ResultFacts>(state, "result", item);
  const { facts, set } = correction;
  return (
    <Correct {...props} kind="result" about={item.code} name={facts.title} change={api.changeResult} correction={correction}>
      <Field label={say("findingTitle")} value={facts.title} onChange={(title) => set({ title })} autoFocus isRequired />
      <Select label={say("resultKind")} value={facts.kind} onChange={(kind) => set({ kind })} options={KINDS.map((value) => ({ value, text: say(`kind.${value}`) }))} />
      <SituationPick situations={state.situations} value={facts.situation_id} onChange={(situation_id) => set({ situation_id })} />
    </Correct>
  );
}

function CorrectSimulation(props: CorrectProps<SimulationView>): ReactElement {
  const { item, state } = props;
  const correction = useCorrection<api.SimulationFacts>(state, "simulation", item);
  const { facts, set } = correction;
  return (
    <Correct {...props} kind="simulation" about={item.title} name={facts.title} change={api.changeSimulation} correction={correction}>
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
  const correction = useCorrection<api.SituationFacts>(state, "situation", item);
  const { facts, set } = correction;
  return (
    <Correct {...props} kind="situation" about={item.title} name={facts.title} change={api.changeSituation} correction={correction}>
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
  const correction = useCorrection<api.TaskFacts>(state, "task", item);
  const { facts, set } = correction;
  return (
    <Correct {...props} kind="task" about={item.name} name={facts.name} change={api.changeTask} correction={correction}>
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
  const { item, state } = props;
  const correction = useCorrection<api.UnitFacts>(state, "unit", item);
  const { facts, set } = correction;
  return (
    <Correct {...props} kind="unit" about={item.name} name={facts.name} change={api.changeUnit} correction={correction}>
      <Field label={say("unitName")} value={facts.name} onChange={(name) => set({ name })} autoFocus isRequired />
    </Correct>
  );
}

interface FormProps<Item, Facts> extends CorrectProps<Item> {
  kind: Kind;
  about: string;
  name: string;
  change: (specification: string, id: string, field: api.FieldChange) => Promise<Item>;
  correction: Correction<Facts>;
  children: ReactNode;
}

function Correct<Item extends { id: string }, Facts>({ kind, item, state, about, name, change, correction, refresh, onClose, children }: FormProps<Item, Facts>): ReactElement {
  const deed = useDeed();
  const { changed, clashes, keepMine, keepTheirs } = correction;
  const send = async (): Promise<void> => {
    try {
      for (const { field, value, before } of changed) await change(state.specification.id, item.id, { field, value, before });
    } catch (failure) {
      if (failure instanceof Refusal && failure.theirs !== undefined) await refresh();
      throw failure;
    }
    await refresh();
  };
  const keep = async (): Promise<void> => {
    if (await deed.run(send)) onClose();
  };
  const settle = (choose: () => void): void => {
    deed.forget();
    choose();
  };
  return (
    <Dialog title={say("correct")} about={about} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); void keep(); }}>
        {children}
        {clashes.map(({ field, value, now }) => (
          <ClashNotice
            key={field} field={nameOf(kind, field) ?? field} yours={inWords(state, kind, field, value)} theirs={inWords(state, kind, field, now)}
            onMine={() => settle(() => keepMine(field))} onTheirs={() => settle(() => keepTheirs(field))}
          />
        ))}
        <Refused failure={clashes.length === 0 ? deed.failure : undefined} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={name.trim() === "" || changed.length === 0 || clashes.length > 0 || deed.busy}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
