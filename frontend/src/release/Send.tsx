// Sending a confirmed version to a supplier: who will read is said before the button.
import { useState, type ReactElement } from "react";
import * as api from "../api/release";
import type { BaselineView, OrganizationView } from "../api/types";
import { counted, speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { LOSS } from "../i18n/loss";
import { RELEASE } from "../i18n/release";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Segmented } from "../ui/Segmented";
import { peopleText } from "./people";
import type { RoomProps } from "./Release";

const say = speak(RELEASE);
const common = speak(COMMON);
const loss = speak(LOSS);

export function Send({ specification, board, onFresh, baseline, supplier, red }: RoomProps & { baseline: BaselineView; supplier: OrganizationView; red: readonly string[] }): ReactElement {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [language, setLanguage] = useState<"fr" | "en">("fr");
  const deed = useDeed();
  const send = async (): Promise<void> => {
    const body = { baseline_id: baseline.id, organization_id: supplier.id, language, reason };
    if (await deed.run(async () => onFresh(await api.sendRelease(specification, body)))) setOpen(false);
  };
  return (
    <>
      <Button look="primary" icon="send" place="mt4" onPress={() => setOpen(true)} aria-haspopup="dialog">{say("send", { name: supplier.name })}</Button>
      <Dialog title={say("send", { name: supplier.name })} about={baseline.name} isOpen={open} onClose={() => setOpen(false)}>
        <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); void send(); }}>
          <div>
            <p className="lab">{say("language")}</p>
            <Segmented label={say("language")} value={language} onChange={setLanguage} options={[{ value: "fr", text: say("french") }, { value: "en", text: say("english") }]} />
          </div>
          {red.length === 0 ? null : <p className="note bad"><Icon name="circle-alert" /><span>{counted(loss, red.length, "oneRed", "someRed")} ({red.join(", ")})</span></p>}
          {red.length === 0 ? null : <Field label={say("despite")} hint={say("despiteHint")} value={reason} onChange={setReason} rows={2} isRequired />}
          <p className="note acc">{say("confirmSend", { name: supplier.name })} {peopleText(board, supplier.id)}</p>
          <Refused failure={deed.failure} />
          <div className="row end">
            <Button look="quiet" onPress={() => setOpen(false)}>{common("cancel")}</Button>
            <Button look="primary" type="submit" isDisabled={deed.busy || (red.length > 0 && reason.trim() === "")}>{say("send", { name: supplier.name })}</Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
