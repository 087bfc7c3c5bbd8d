// The form of a new requirement: function, statement, one criterion, why, link, tasks.
import { useState, type ReactElement } from "react";
import type { NewCriterion, NewRequirement } from "../api/origins";
import type { Flexibility, LinkKind, Operator, Subject } from "../api/types";
import { withSigns } from "../facts/signs";
import { speak } from "../i18n";
import { MARKS } from "../i18n/marks";
import { ORIGINS } from "../i18n/origins";
import { Button } from "../ui/Button";
import { Ticks } from "../ui/Choices";
import type { DeedState } from "../ui/deed";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { WordingWhile } from "../wording/Remarks";
import { Segmented } from "../ui/Segmented";
import { Select } from "../ui/Select";

const say = speak(ORIGINS);
const marks = speak(MARKS);
const PATTERNS = ["pattern.0", "pattern.1", "pattern.2", "pattern.3", "pattern.4"] as const;
const KINDS: readonly LinkKind[] = ["covers", "mitigates", "derives_from"];
const OPERATORS: readonly Operator[] = ["≤", "≥", "=", "<", ">", "±", ""];
const FLEXIBILITIES: readonly Flexibility[] = ["F0", "F1", "F2", "F3"];
const EMPTY: NewCriterion = { name: "", operator: "≤", value: "", unit: "", acceptance_limit: "", flexibility: "F1" };

interface RequirementFormProps {
  specification: string;
  deed: DeedState;
  target: Subject;
  code: string;
  sections: { id: string; number: string; title: string }[];
  tasks: { id: string; name: string }[];
  onMake: (wanted: NewRequirement) => void;
}

export function RequirementForm({ specification, deed, target, code, sections, tasks, onMake }: RequirementFormProps): ReactElement {
  const [section, setSection] = useState(sections[0]?.id ?? "");
  const [title, setTitle] = useState("");
  const [statement, setStatement] = useState("");
  const [rationale, setRationale] = useState("");
  const [criterion, setCriterion] = useState(EMPTY);
  const [kind, setKind] = useState<LinkKind>("covers");
  const [reason, setReason] = useState("");
  const [touched, setTouched] = useState<string[]>([]);
  const ready = section !== "" && title.trim() !== "" && statement.trim() !== "" && !deed.busy;

  const make = (status: "draft" | "discussion"): void => onMake({
    section_id: section, after_id: null, title, statement, rationale, status, task_ids: touched,
    criterion: criterion.name.trim() === "" ? null : criterion,
    link: { target, kind, reason },
  });

  return (
    <form className="stack-6" onSubmit={(event) => { event.preventDefault(); make("discussion"); }}>
      <div><h2>{say("newRequirement")}</h2><p className="meta">{say("codeLater")}</p></div>
      <Field label={say("function")} hint={say("functionHint")} value={title} onChange={setTitle} isRequired />
      <div>
        <p className="lab">{say("pattern")}</p>
        <div className="pat" role="group" aria-label={say("pattern")}>
          {PATTERNS.map((pattern) => <button key={pattern} type="button" className="chip" onClick={() => setStatement(say(pattern))}>{say(pattern)}</button>)}
        </div>
        <Field label={say("statement")} value={statement} onChange={setStatement} rows={3} serif isRequired />
        <WordingWhile specification={specification} text={statement} />
      </div>
      <CriterionFields criterion={criterion} onChange={setCriterion} />
      <Field label={say("why")} value={rationale} onChange={setRationale} rows={2} serif />
      <Select label={say("part")} value={section} onChange={setSection} options={sections.map((item) => ({ value: item.id, text: `${item.number} ${item.title}` }))} />
      <div>
        <p className="lab">{say("linkWith", { code })}</p>
        <Segmented label={say("linkWith", { code })} value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, text: marks(`link.${value}`) }))} />
        <Field label={say("linkReason")} value={reason} onChange={setReason} place="mt3" />
      </div>
      {tasks.length === 0 ? null : <Ticks label={say("touched")} values={touched} onChange={setTouched} options={tasks.map((task) => ({ value: task.id, text: task.name }))} />}
      <Refused failure={deed.failure} />
      <div className="row wrap">
        <Button look="primary" type="submit" isDisabled={!ready}>{say("discuss")}</Button>
        <Button look="quiet" isDisabled={!ready} onPress={() => make("draft")}>{say("draft")}</Button>
      </div>
    </form>
  );
}

function CriterionFields({ criterion, onChange }: { criterion: NewCriterion; onChange: (criterion: NewCriterion) => void }): ReactElement {
  const set = (change: Partial<NewCriterion>): void => onChange({ ...criterion, ...change });
  return (
    <fieldset>
      <legend className="lab">{say("criterion")}</legend>
      <div className="four">
        <Field label={say("measured")} value={criterion.name} onChange={(name) => set({ name })} />
        <Select label={say("sign")} value={criterion.operator} onChange={(operator) => set({ operator })}
          options={OPERATORS.map((value) => ({ value, text: value === "" ? say("inWords") : value }))} />
        <Field label={say("level")} value={criterion.value} onChange={(value) => set({ value: withSigns(value) })} />
        <Field label={say("unitOf")} value={criterion.unit} onChange={(unit) => set({ unit })} />
        <Field label={say("limit")} value={criterion.acceptance_limit} onChange={(acceptance_limit) => set({ acceptance_limit: withSigns(acceptance_limit) })} />
        <Select label={say("flexibility")} value={criterion.flexibility} onChange={(flexibility) => set({ flexibility })}
          options={FLEXIBILITIES.map((value) => ({ value, text: `${value} ${marks(`flex.${value}`)}` }))} />
      </div>
    </fieldset>
  );
}
