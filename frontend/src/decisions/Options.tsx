// The options themselves: what each is, one more, one less, until voices are asked for.
import { useState, type ReactElement } from "react";
import * as api from "../api/decisions";
import type { CaseAnswer, OptionView } from "../api/types";
import { speak } from "../i18n";
import { CASE } from "../i18n/decisions";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { labelText, LevelMark } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import type { PartProps } from "./Case";

const say = speak(CASE);
const AS_THE_CASE = "";

export function OptionHead({ option, ...part }: PartProps & { option: OptionView }): ReactElement {
  const [open, setOpen] = useState(false);
  const { case: it } = part.answer;
  return (
    <>
      <b>{option.title}</b>
      {option.summary === "" ? null : <span className="sub">{option.summary}</span>}
      {option.label.key === it.label.key ? null : <span className="mt2"><LevelMark label={option.label} /></span>}
      {it.may_prepare ? <Button small look="link" aria-label={say("editOption", { option: option.title })} onPress={() => setOpen(true)}>{say("describe")}</Button> : null}
      {open ? <EditOption {...part} option={option} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function EditOption({ specification, option, onFresh, onClose }: PartProps & { option: OptionView; onClose: () => void }): ReactElement {
  const deed = useDeed();
  const [title, setTitle] = useState(option.title);
  const [summary, setSummary] = useState(option.summary);
  const [sure, setSure] = useState(false);
  const keep = async (): Promise<void> => {
    let fresh: CaseAnswer | null = null;
    const kept = await deed.run(async () => {
      if (title !== option.title) fresh = await api.changeOption(specification, option.id, { field: "title", value: title, before: option.title });
      if (summary !== option.summary) fresh = await api.changeOption(specification, option.id, { field: "summary", value: summary, before: option.summary });
    });
    if (fresh !== null) onFresh(fresh);
    if (kept) onClose();
  };
  const remove = async (): Promise<void> => {
    if (await deed.run(async () => onFresh(await api.removeOption(specification, option.id)))) onClose();
  };
  return (
    <Dialog title={say("editOption", { option: option.title })} isOpen onClose={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); void keep(); }}>
        <Field label={say("optionTitle")} value={title} onChange={setTitle} autoFocus place="mt4" />
        <Field label={say("optionSummary")} value={summary} onChange={setSummary} rows={2} place="mt3" />
        <Refused failure={deed.failure} />
        {sure ? <p className="note warn mt4">{say("removeSure", { option: option.title })}</p> : null}
        <div className="row wrap end mt4">
          {option.kind !== "change" ? null : sure
            ? <Button look="danger" isDisabled={deed.busy} onPress={() => void remove()}>{say("removeOption")}</Button>
            : <Button look="link" onPress={() => setSure(true)}>{say("removeOption")}</Button>}
          <Button look="quiet" onPress={onClose}>{say("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={title.trim() === "" || deed.busy}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export function AddOption({ specification, answer, onFresh }: PartProps): ReactElement {
  const deed = useDeed();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [summary, setSummary] = useState("");
  const [level, setLevel] = useState(AS_THE_CASE);
  const close = (): void => { setOpen(false); setTitle(""); setSummary(""); setLevel(AS_THE_CASE); };
  const add = async (): Promise<void> => {
    const form = { title, summary, label_key: level === AS_THE_CASE ? null : level };
    if (await deed.run(async () => onFresh(await api.addOption(specification, answer.case.id, form)))) close();
  };
  return (
    <>
      <Button icon="plus" onPress={() => setOpen(true)}>{say("addOption")}</Button>
      <Dialog title={say("addOption")} isOpen={open} onClose={close}>
        <form onSubmit={(event) => { event.preventDefault(); void add(); }}>
          <Field label={say("optionTitle")} value={title} onChange={setTitle} autoFocus place="mt4" />
          <Field label={say("optionSummary")} value={summary} onChange={setSummary} rows={2} place="mt3" />
          <Select label={say("optionLevel")} value={level} onChange={setLevel} place="mt3"
            options={[{ value: AS_THE_CASE, text: say("asTheCase") }, ...answer.labels.map((label) => ({ value: label.key, text: labelText(label) }))]} />
          <Refused failure={deed.failure} />
          <div className="row end mt4">
            <Button look="quiet" onPress={close}>{say("cancel")}</Button>
            <Button look="primary" type="submit" isDisabled={title.trim() === "" || deed.busy}>{say("addOption")}</Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
