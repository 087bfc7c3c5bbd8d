// One's own data: read, taken along, and erased after being told what that does.
import { useState, type ReactElement } from "react";
import * as api from "../api/account";
import { speak } from "../i18n";
import { ACCOUNT } from "../i18n/account";
import { COMMON } from "../i18n/common";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";

const say = speak(ACCOUNT);
const common = speak(COMMON);
const TOLD = ["eraseGoes", "eraseStays", "eraseKept"] as const;

export function OwnData({ proof }: { proof: string }): ReactElement {
  const [erasing, setErasing] = useState(false);
  return (
    <section className="mt8" aria-label={say("data")}>
      <h2>{say("data")}</h2>
      <p className="sub">{say("dataAbout")}</p>
      <p className="row wrap mt3">
        <a className="btn" download href={api.ownData("html")}><Icon name="download" />{say("dataPage")}</a>
        <a className="btn" download href={api.ownData("json")}><Icon name="download" />{say("dataJson")}</a>
      </p>
      <p className="sub mt6">{say("eraseAbout")}</p>
      <Button place="mt3" icon="trash-2" onPress={() => setErasing(true)}>{say("erase")}</Button>
      {erasing ? <EraseDialog proof={proof} onClose={() => setErasing(false)} /> : null}
    </section>
  );
}

function EraseDialog({ proof, onClose }: { proof: string; onClose: () => void }): ReactElement {
  const [typed, setTyped] = useState("");
  const deed = useDeed();
  const erase = async (): Promise<void> => {
    await deed.run(async () => {
      window.location.assign((await api.eraseMe(typed)).href);
    });
  };
  return (
    <Dialog title={say("eraseTitle")} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); void erase(); }}>
        <ul className="notice-list">{TOLD.map((line) => <li key={line}><Icon name={ICONS[line]} /><span>{say(line)}</span></li>)}</ul>
        <p className="note warn">{say("eraseFinal")}</p>
        <Field label={say("eraseConfirm", { proof })} value={typed} onChange={setTyped} autoComplete="off" isRequired />
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="danger" type="submit" isDisabled={deed.busy || typed.trim().toLowerCase() !== proof.toLowerCase()}>{say("eraseDo")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

const ICONS = { eraseGoes: "trash-2", eraseStays: "pen-line", eraseKept: "snowflake" } as const;
