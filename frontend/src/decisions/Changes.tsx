// After the decision: other words proposed for the requirements it changes, read as redlines in the text.
import { useState, type ReactElement } from "react";
import * as api from "../api/decisions";
import type { AboutLine } from "../api/types";
import { speak } from "../i18n";
import { CASE } from "../i18n/decisions";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { PartProps } from "./Case";

const say = speak(CASE);

export function Changes(part: PartProps): ReactElement {
  return (
    <section className="mt6" aria-labelledby="changes">
      <h2 id="changes">{say("changes")}</h2>
      {part.answer.about.map((one) => <Change key={one.id} {...part} about={one} />)}
    </section>
  );
}

function Change({ specification, answer, about, onFresh }: PartProps & { about: AboutLine }): ReactElement {
  const deed = useDeed();
  const [text, setText] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [done, setDone] = useState(false);
  const propose = async (): Promise<void> => {
    if (text === null) return;
    const form = { requirement_id: about.id, text, reason };
    if (await deed.run(async () => onFresh(await api.proposeChange(specification, answer.case.id, form)))) { setDone(true); setText(null); }
  };
  if (done) return <p className="row wrap mt3"><span className="st ok" role="status"><Icon name="circle-check" />{say("changed")}</span><a className="btn" href={about.href}>{say("read")}</a></p>;
  if (text === null) return <p className="mt3"><Button icon="pen-line" onPress={() => setText(about.statement)}>{say("change", { code: about.code })}</Button></p>;
  return (
    <form className="mt3" onSubmit={(event) => { event.preventDefault(); void propose(); }}>
      <Field label={say("changeText")} value={text} onChange={setText} rows={4} serif autoFocus />
      <Field label={say("changeReason")} value={reason} onChange={setReason} place="mt3" />
      <Refused failure={deed.failure} />
      <div className="row end mt3">
        <Button look="quiet" onPress={() => setText(null)}>{say("cancel")}</Button>
        <Button type="submit" isDisabled={text.trim() === "" || text.trim() === about.statement.trim() || reason.trim() === "" || deed.busy}>{say("changeDo")}</Button>
      </div>
    </form>
  );
}
