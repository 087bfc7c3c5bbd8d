// A finding is contested or closed with a reason, which the others read.
import { useState, type ReactElement } from "react";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { ORIGINS } from "../i18n/origins";
import { Button } from "../ui/Button";
import type { DeedState } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";

const say = speak(ORIGINS);
const common = speak(COMMON);

interface ReasonProps {
  title: string;
  code: string;
  deed: DeedState;
  onClose: () => void;
  onGive: (reason: string) => void;
}

export function ReasonDialog({ title, code, deed, onClose, onGive }: ReasonProps): ReactElement {
  const [reason, setReason] = useState("");
  return (
    <Dialog title={title} about={<span className="nw">{code}</span>} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); onGive(reason); }}>
        <Field label={say("reason")} value={reason} onChange={setReason} rows={3} autoFocus isRequired />
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={reason.trim() === "" || deed.busy}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
