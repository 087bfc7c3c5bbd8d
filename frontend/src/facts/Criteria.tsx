// The criteria of a requirement: what is measured, how much, how far it may move, how one will see it.
import { useState, type ReactElement } from "react";
import * as api from "../api/facts";
import type { CriterionView, Flexibility, Operator, Verification } from "../api/types";
import { speak } from "../i18n";
import { FACTS } from "../i18n/facts";
import { FIELDS } from "../i18n/fields";
import { MARKS } from "../i18n/marks";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { KeptField } from "../ui/KeptField";
import { LevelMark } from "../ui/marks";
import { Select } from "../ui/Select";
import { FactClash } from "./FactClash";
import { withSigns } from "./signs";
import type { Facts } from "./useFacts";

const say = speak(FACTS);
const fields = speak(FIELDS);
const marks = speak(MARKS);

const OPERATORS: readonly Operator[] = ["≤", "≥", "=", "<", ">", "±", ""];
const FLEXIBILITIES: readonly Flexibility[] = ["F0", "F1", "F2", "F3"];
const VERIFICATIONS: readonly Verification[] = ["demonstration", "test", "measurement", "document", "observation"];
const TO_BE_SAID = "";

export function Criteria({ specification, state }: { specification: string; state: Facts }): ReactElement {
  const [name, setName] = useState("");
  const { requirement } = state.facts;

  const add = async (): Promise<void> => {
    if (await state.run(() => api.addCriterion(specification, requirement.id, name))) setName("");
  };

  return (
    <section className="mt6" aria-label={say("criteria")}>
      <h3>{say("criteria")}</h3>
      {requirement.criteria.length === 0 ? <p className="sub">{say("noCriteria")}</p> : null}
      {requirement.criteria.map((criterion, index) => (
        <Criterion key={criterion.id} specification={specification} state={state} criterion={criterion} number={index + 1} />
      ))}
      {requirement.may_edit ? (
        <form className="row bottom mt4" onSubmit={(event) => { event.preventDefault(); void add(); }}>
          <Field label={say("criterionName")} value={name} onChange={setName} place="grow" />
          <Button icon="plus" type="submit" isDisabled={name.trim() === "" || state.deed.busy}>{say("addCriterion")}</Button>
        </form>
      ) : null}
    </section>
  );
}

interface CriterionProps {
  specification: string;
  state: Facts;
  criterion: CriterionView;
  number: number;
}

function Criterion({ specification, state, criterion, number }: CriterionProps): ReactElement {
  const fixed = !state.facts.requirement.may_edit || criterion.substitute;
  const change = (field: keyof CriterionView, value: string): void =>
    void state.change({ field, value: withSigns(value), before: String(criterion[field] ?? "") }, criterion.id);
  const kept = (field: "name" | "value" | "unit" | "qualifier" | "acceptance_limit" | "verification_note", hint?: string): ReactElement => (
    <KeptField label={fields(field)} value={criterion[field]} isDisabled={fixed} onKeep={(value) => change(field, value)} error={state.refusedAt(field, criterion.id)} {...(hint === undefined ? {} : { hint })} />
  );
  return (
    <fieldset className="criterion">
      <legend className="row"><b className="m">{say("criterionNumber", { n: number })}</b><LevelMark label={criterion.label} short /></legend>
      <div className="criterion-grid">
        <div className="wide">{kept("name")}</div>
        <Select label={fields("operator")} value={criterion.operator} isDisabled={fixed} onChange={(value) => change("operator", value)}
          options={OPERATORS.map((value) => ({ value, text: value === "" ? say("signInWords") : value }))} />
        {kept("value", say("valueHint"))}
        {kept("unit")}
        {kept("qualifier", say("qualifierHint"))}
        {kept("acceptance_limit")}
        <Select label={fields("flexibility")} value={criterion.flexibility} isDisabled={fixed} onChange={(value) => change("flexibility", value)}
          options={FLEXIBILITIES.map((value) => ({ value, text: `${value} ${marks(`flex.${value}`)}` }))} />
        <Select<Verification | ""> label={fields("verification")} value={criterion.verification ?? TO_BE_SAID} isDisabled={fixed}
          onChange={(value) => change("verification", value)}
          options={[TO_BE_SAID, ...VERIFICATIONS].map((value) => ({ value: value as Verification | "", text: say(`verification.${value as Verification | ""}`) }))} />
        {kept("verification_note")}
      </div>
      <FactClash state={state} criterion={criterion.id} />
      {fixed ? null : (
        <Button small look="quiet" icon="trash-2" isDisabled={state.deed.busy}
          onPress={() => void state.run(() => api.withdrawCriterion(specification, criterion.id))}>{say("withdrawCriterion")}</Button>
      )}
    </fieldset>
  );
}
