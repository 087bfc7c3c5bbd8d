// A request to open a part, waiting for the other seat.
import { useState, type ReactElement } from "react";
import * as api from "../api/level";
import type { LabelChoicesView } from "../api/types";
import { speak } from "../i18n";
import { LEVEL } from "../i18n/level";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { labelText } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { Readers } from "./Readers";

const say = speak(LEVEL);

interface PendingProps {
  specification: string;
  view: LabelChoicesView;
  onFresh: (view: LabelChoicesView) => void;
}

export function Pending({ specification, view, onFresh }: PendingProps): ReactElement | null {
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState("");
  const deed = useDeed();
  const proposal = view.proposal;
  if (proposal === null) return null;

  const answer = (act: () => Promise<LabelChoicesView>): void => void deed.run(async () => onFresh(await act()));

  return (
    <div className="review">
      <p>{say("pending", { name: proposal.proposed_by, label: labelText(proposal.label), reason: proposal.reason })}</p>
      <Readers how="newly" readers={view.choices.find(({ label }) => label.key === proposal.label.key)?.newly ?? []} />
      {proposal.mine || !view.can.includes("label.change") ? <p className="meta">{say("waitingOther")}</p> : (
        <div className="row wrap mt3">
          <Button small look="primary" isDisabled={deed.busy} onPress={() => answer(() => api.confirmProposal(specification, proposal.id))}>{say("confirm")}</Button>
          {declining ? null : <Button small onPress={() => setDeclining(true)}>{say("decline")}</Button>}
        </div>
      )}
      {declining ? (
        <form className="row bottom wrap mt3" onSubmit={(event) => { event.preventDefault(); answer(() => api.declineProposal(specification, proposal.id, reason)); }}>
          <Field label={say("declineReason")} value={reason} onChange={setReason} place="grow" autoFocus />
          <Button type="submit" isDisabled={reason.trim() === "" || deed.busy}>{say("declineDo")}</Button>
        </form>
      ) : null}
      <Refused failure={deed.failure} />
    </div>
  );
}
