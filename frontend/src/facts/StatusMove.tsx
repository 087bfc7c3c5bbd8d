// Where a requirement may go next, and why.
import { useState, type ReactElement } from "react";
import * as api from "../api/facts";
import type { Status } from "../api/types";
import { speak } from "../i18n";
import { FACTS } from "../i18n/facts";
import { MARKS } from "../i18n/marks";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { State } from "../ui/marks";
import { Select } from "../ui/Select";
import type { Facts } from "./useFacts";

const say = speak(FACTS);
const marks = speak(MARKS);
const WITH_REASON: readonly Status[] = ["rejected", "withdrawn", "deferred"];

export function StatusMove({ specification, state }: { specification: string; state: Facts }): ReactElement {
  const { requirement, statuses } = state.facts;
  const [to, setTo] = useState<Status | null>(null);
  const [reason, setReason] = useState("");
  const needsReason = to !== null && WITH_REASON.includes(to);

  const move = async (): Promise<void> => {
    if (to === null || !(await state.run(() => api.changeStatus(specification, requirement.id, to, reason)))) return;
    setTo(null);
    setReason("");
  };

  return (
    <section className="mt6" aria-label={say("status")}>
      <h3>{say("status")}</h3>
      <p className="mt3"><State status={requirement.status} /></p>
      {statuses.length === 0 ? null : (
        <form className="row bottom wrap mt3" onSubmit={(event) => { event.preventDefault(); void move(); }}>
          <Select label={say("moveTo")} value={to} onChange={setTo} options={statuses.map((value) => ({ value, text: marks(`status.${value}`) }))} />
          {needsReason ? <Field label={say("statusReason")} value={reason} onChange={setReason} place="grow" /> : null}
          <Button type="submit" isDisabled={to === null || (needsReason && reason.trim() === "") || state.deed.busy}>{say("statusDo")}</Button>
        </form>
      )}
    </section>
  );
}
