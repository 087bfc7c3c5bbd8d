// Opening a case: the question, what raises it, the requirements it is about, who reads it.
import { useState, type ReactElement } from "react";
import * as api from "../api/decisions";
import type { DecisionsView } from "../api/types";
import { speak } from "../i18n";
import { DECISIONS } from "../i18n/decisions";
import { MARKS } from "../i18n/marks";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { labelText } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";

const say = speak(DECISIONS);
const marks = speak(MARKS);

const COST = "cost";

interface Ground {
  value: string;
  text: string;
  origin: { kind: "link" | "answer"; id: string } | null;
  about: readonly string[];
}

function groundsOf({ conflicts, answers, requirements }: DecisionsView): Ground[] {
  const code = (id: string): string => requirements.find((one) => one.id === id)?.code ?? "";
  return [
    { value: COST, text: say("from.cost"), origin: null, about: [] },
    ...conflicts.map((one) => ({
      value: one.link_id, text: say("from.conflict", { one: code(one.one_id), other: code(one.other_id) }),
      origin: { kind: "link" as const, id: one.link_id }, about: [one.one_id, one.other_id],
    })),
    ...answers.map((one) => ({
      value: one.id, text: say("from.answer", { supplier: one.organization, compliance: marks(`compliance.${one.compliance}`), code: code(one.requirement_id) }),
      origin: { kind: "answer" as const, id: one.id }, about: [one.requirement_id],
    })),
  ];
}

export function OpenCase({ specification, decisions }: { specification: string; decisions: DecisionsView }): ReactElement {
  const wanted = new URLSearchParams(location.search).get("sur");
  const [open, setOpen] = useState(wanted !== null);
  if (!open) return <p className="mt4"><Button look="primary" icon="scale" onPress={() => setOpen(true)}>{say("open")}</Button></p>;
  return <Form specification={specification} decisions={decisions} wanted={wanted} onClose={() => setOpen(false)} />;
}

interface FormProps {
  specification: string;
  decisions: DecisionsView;
  wanted: string | null;
  onClose: () => void;
}

function Form({ specification, decisions, wanted, onClose }: FormProps): ReactElement {
  const deed = useDeed();
  const grounds = groundsOf(decisions);
  const [question, setQuestion] = useState("");
  const [from, setFrom] = useState(COST);
  const [about, setAbout] = useState<string | null>(wanted);
  const [level, setLevel] = useState(decisions.labels[0]?.key ?? null);
  const ground = grounds.find((one) => one.value === from) ?? { about: [], origin: null };
  const concerned = ground.about.length > 0 ? ground.about : about === null ? [] : [about];

  const submit = (): void => void deed.run(async () => {
    const made = await api.openCase(specification, { question, requirement_ids: [...concerned], origin: ground.origin, label_key: level });
    if (made.href !== null) location.assign(made.href);
  });

  return (
    <form className="panel mt6" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <h2>{say("open")}</h2>
      <Field label={say("question")} hint={say("questionHint")} value={question} onChange={setQuestion} autoFocus place="mt3" />
      <div className="two mt4">
        <Select label={say("from")} value={from} onChange={setFrom} options={grounds} />
        {ground.about.length > 0 ? null : (
          <Select label={say("aboutOne")} value={about} onChange={setAbout} options={decisions.requirements.map((one) => ({ value: one.id, text: `${one.code} ${one.title}` }))} />
        )}
        <Select label={say("level")} hint={say("levelHint")} value={level} onChange={setLevel} options={decisions.labels.map((label) => ({ value: label.key, text: labelText(label) }))} />
      </div>
      <Refused failure={deed.failure} />
      <div className="row end mt4">
        <Button look="quiet" onPress={onClose}>{say("cancel")}</Button>
        <Button look="primary" type="submit" isDisabled={question.trim() === "" || concerned.length === 0 || deed.busy}>{say("openDo")}</Button>
      </div>
    </form>
  );
}
