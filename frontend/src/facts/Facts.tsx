// The facts of a requirement in a dialog, opened from any button that carries data-open="facts".
import { useCallback, type ReactElement } from "react";
import { base } from "../api/client";
import * as api from "../api/facts";
import type { Dimension, FactsView, Priority, RequirementKind } from "../api/types";
import { speak } from "../i18n";
import { FACTS } from "../i18n/facts";
import { FIELDS } from "../i18n/fields";
import { requirementOf } from "../page/place";
import { Button } from "../ui/Button";
import { Ticks } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { useOpened } from "../ui/useOpened";
import { Dialog } from "../ui/Dialog";
import { useOpener } from "../ui/events";
import { KeptField } from "../ui/KeptField";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { WordingOf } from "../wording/Remarks";
import { Criteria } from "./Criteria";
import { FactClash } from "./FactClash";
import { FactVisas } from "./FactVisas";
import { StatusMove } from "./StatusMove";
import { useFacts, type Facts as FactsState } from "./useFacts";

const say = speak(FACTS);
const fields = speak(FIELDS);

const KINDS: readonly RequirementKind[] = ["functional", "constraint", "interface", "organization", "experiment", "follow_up"];
const PRIORITIES: readonly Priority[] = ["must", "should", "could", "wont"];
const DIMENSIONS: readonly Dimension[] = ["accessibility", "utility", "adaptability", "usability", "intelligibility", "contestability"];
const NOBODY = "";

export interface FactsProps {
  specification: { id: string };
}

export default function Facts({ specification }: FactsProps): ReactElement | null {
  const { shown, open: show, refresh, close } = useOpened<FactsView>();
  const deed = useDeed();
  const open = useCallback((button: HTMLElement) => {
    void deed.run(async () => show(await api.readFacts(specification.id, requirementOf(button))));
  }, [specification.id, deed.run, show]);
  useOpener("facts", open);

  if (shown === null) return <Refused failure={deed.failure} />;
  return <FactsDialog specification={specification.id} first={shown} onFresh={refresh} onClose={close} />;
}

interface FactsDialogProps {
  specification: string;
  first: FactsView;
  onFresh: (facts: FactsView) => void;
  onClose: () => void;
}

function FactsDialog({ specification, first, onFresh, onClose }: FactsDialogProps): ReactElement {
  const state = useFacts(specification, first, onFresh);
  const { requirement } = state.facts;
  return (
    <Dialog wide title={say("title", { code: requirement.code })} about={say("about")} isOpen onClose={onClose}>
      {requirement.may_edit ? null : <p className="note mt4">{say("readOnly")}</p>}
      <FactClash state={state} />
      <Refused failure={state.failure} />
      <Identity state={state} />
      <Criteria specification={specification} state={state} />
      <StatusMove specification={specification} state={state} />
      <Decisions specification={specification} state={state} />
      {state.facts.can.includes("requirement.sign") ? <FactVisas specification={specification} state={state} /> : state.facts.can.includes("history.read") ? <WordingOf specification={specification} requirement={requirement.id} mark={requirement} /> : null}
      <div className="row end mt6"><Button onPress={onClose}>{say("done")}</Button></div>
    </Dialog>
  );
}

/** What was decided, or is being decided, about it: linked for ever. */
function Decisions({ specification, state }: { specification: string; state: FactsState }): ReactElement | null {
  const { decisions, requirement, can } = state.facts;
  const here = `${base()}/s/${specification}/decisions`;
  if (!can.includes("arbitration.read")) return null;
  return (
    <section className="mt6" aria-label={say("decisions")}>
      <h3>{say("decisions")}</h3>
      {decisions.length === 0 ? null : <ul className="plain-list">{decisions.map((one) => <li key={one.id}><a className="line-link" href={`${here}/${one.id}`}>{one.name}</a></li>)}</ul>}
      {can.includes("arbitration.open") ? <p className="mt3"><a className="btn" href={`${here}?sur=${requirement.id}`}>{say("arbitrate")}</a></p> : null}
    </section>
  );
}

function Identity({ state }: { state: FactsState }): ReactElement {
  const { requirement, owners, tasks } = state.facts;
  const fixed = !requirement.may_edit;
  const change = (field: string, value: api.FactValue, before: api.FactValue): void => void state.change({ field, value, before });
  const people = [{ value: NOBODY, text: say("noOwner") }, ...owners.map((owner) => ({ value: owner.person_id, text: owner.name }))];
  return (
    <div className="facts-grid mt5">
      <KeptField label={fields("title")} hint={say("functionHint")} value={requirement.title} isDisabled={fixed} place="all" error={state.refusedAt("title")}
        onKeep={(value) => change("title", value, requirement.title)} />
      <Select label={fields("kind")} value={requirement.kind} isDisabled={fixed} options={KINDS.map((value) => ({ value, text: say(`kind.${value}`) }))}
        onChange={(value) => change("kind", value, requirement.kind)} />
      <Select label={fields("priority")} value={requirement.priority} isDisabled={fixed} options={PRIORITIES.map((value) => ({ value, text: say(`priority.${value}`) }))}
        onChange={(value) => change("priority", value, requirement.priority)} />
      <KeptField label={fields("lot")} hint={say("lotHint")} value={String(requirement.lot)} isDisabled={fixed} numeric error={state.refusedAt("lot")}
        onKeep={(value) => change("lot", Number(value), requirement.lot)} />
      <Select label={fields("owner_id")} value={requirement.owner_id ?? NOBODY} isDisabled={fixed} options={people}
        onChange={(value) => change("owner_id", value === NOBODY ? null : value, requirement.owner_id)} />
      <Ticks label={fields("task_ids")} values={requirement.task_ids} isDisabled={fixed} place="all"
        options={tasks.map((task) => ({ value: task.id, text: task.name }))}
        onChange={(value) => change("task_ids", value, requirement.task_ids)} />
      <Ticks label={fields("dimensions")} values={requirement.dimensions} isDisabled={fixed} place="all"
        options={DIMENSIONS.map((value) => ({ value, text: say(`dimension.${value}`) }))}
        onChange={(value) => change("dimensions", value, requirement.dimensions)} />
    </div>
  );
}
