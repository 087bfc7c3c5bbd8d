// What each supplier would not read of the passage one is in.
import { useMemo, type ReactElement } from "react";
import * as api from "../api/context";
import type { ContextView, LossOfSupplier } from "../api/types";
import { counted, speak } from "../i18n";
import { LOSS } from "../i18n/loss";
import { Icon } from "../icons/Icon";
import { lostPartText, shareText } from "../ui/loss";
import { Refused } from "../ui/Refused";
import { useLatest } from "../ui/useLatest";

const say = speak(LOSS);

export function LossHere({ specification, context }: { specification: string; context: ContextView }): ReactElement | null {
  const { kind, id } = context.subject;
  const question = useMemo(() => () => api.readLosses(specification, { [kind]: id }), [specification, kind, id, context]);
  const { answer, failure } = useLatest(question);
  if (answer === null || answer.suppliers.length === 0) return <Refused failure={failure} />;
  return (
    <section className="loss-here" aria-label={say("title")}>
      <h3>{say("title")}</h3>
      <ul className="plain-list">{answer.suppliers.map((supplier) => <Line key={supplier.organization.id} supplier={supplier} alone={kind === "requirement"} />)}</ul>
      <p className="meta">{say("aim")}</p>
    </section>
  );
}

function Line({ supplier, alone }: { supplier: LossOfSupplier; alone: boolean }): ReactElement {
  const { organization, loss, imperative, drafts, lost, href } = supplier;
  const draft = alone && drafts > 0;
  return (
    <li>
      <p className="row wrap"><b>{organization.name}</b><span className="num right">{draft ? say("stillDraft") : shareText(loss)}</span></p>
      {imperative > 0 ? <p className="st bad"><Icon name="circle-alert" />{alone ? say("red") : counted(say, imperative, "oneRed", "someRed")}</p> : null}
      {lost.length === 0 ? null : <p className="sub">{lost.map(lostPartText).join(", ")}</p>}
      <a className="line-link" href={href}><Icon name="eye-off" />{say("all")}<span className="vh"> {organization.name}</span></a>
    </li>
  );
}
