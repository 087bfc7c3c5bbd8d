// Tying a requirement to a finding or a result: find it, say what kind of link, say why.
import { useCallback, useState, type ReactElement } from "react";
import * as api from "../api/context";
import type { LinkKind, Subject } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { CONTEXT } from "../i18n/context";
import { MARKS } from "../i18n/marks";
import { Button } from "../ui/Button";
import { ComboBox } from "../ui/ComboBox";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Glyph } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { Segmented } from "../ui/Segmented";
import { useLatest } from "../ui/useLatest";

const say = speak(CONTEXT);
const common = speak(COMMON);
const marks = speak(MARKS);
const KINDS: readonly LinkKind[] = ["covers", "mitigates", "derives_from"];

interface AddLinkProps {
  specification: string;
  subject: Subject;
  onClose: () => void;
  onDone: () => void;
}

export function AddLink({ specification, subject, onClose, onDone }: AddLinkProps): ReactElement {
  const [input, setInput] = useState("");
  const [target, setTarget] = useState<api.OriginFound | null>(null);
  const [kind, setKind] = useState<LinkKind>("covers");
  const [reason, setReason] = useState("");
  const deed = useDeed();
  const found = useLatest(useCallback(() => api.findOrigins(specification, input), [specification, input]));
  const origins = found.answer?.origins ?? [];

  const choose = (id: string): void => {
    const chosen = origins.find((origin) => origin.subject.id === id);
    if (chosen === undefined) return;
    setTarget(chosen);
    setInput(`${chosen.code} ${chosen.title}`);
  };
  const link = async (): Promise<void> => {
    if (target !== null && await deed.run(() => api.addLink(specification, { source: subject, target: target.subject, kind, reason }))) onDone();
  };

  return (
    <form className="stack mt4" onSubmit={(event) => { event.preventDefault(); void link(); }}>
      <ComboBox
        label={say("linkWith")} hint={say("linkWithHint")} empty={say("linkNothing")} input={input} onInput={setInput} onChoose={choose}
        items={origins.map((origin) => ({
          id: origin.subject.id,
          text: `${origin.code} ${origin.title}`,
          content: <><Glyph of={origin.register ?? "simulation"} /><b className="nw">{origin.code}</b><span>{origin.title}</span></>,
        }))}
      />
      <Segmented label={say("linkKind")} value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, text: marks(`link.${value}`) }))} />
      <Field label={say("linkReason")} value={reason} onChange={setReason} rows={2} />
      <Refused failure={deed.failure ?? found.failure} />
      <div className="row wrap">
        <Button look="primary" small type="submit" isDisabled={target === null || reason.trim() === "" || deed.busy}>{say("linkDo")}</Button>
        <Button look="quiet" small onPress={onClose}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
