// One cell of the matrix: words first, then, if one wants to, how much it helps or hinders.
import { useState, type ReactElement } from "react";
import * as api from "../api/decisions";
import type { CaseAnswer, OptionView } from "../api/types";
import { speak } from "../i18n";
import { CASE } from "../i18n/decisions";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import type { PartProps } from "./Case";
import { aspectName } from "./Matrix";

const say = speak(CASE);
const GRADES = [-2, -1, 0, 1, 2] as const;
const WORDS_ONLY: readonly string[] = ["cost", "delay", "lost"];
const NONE = "";

interface WriteEffectProps extends PartProps {
  option: OptionView;
  aspect: CaseAnswer["case"]["aspects"][number];
  onClose: () => void;
}

export function WriteEffect({ specification, option, aspect, onFresh, onClose }: WriteEffectProps): ReactElement {
  const deed = useDeed();
  const before = option.effects.find((one) => one.aspect === aspect.key);
  const [words, setWords] = useState(before?.words ?? "");
  const [grade, setGrade] = useState(before?.grade == null ? NONE : String(before.grade));
  const keep = async (): Promise<void> => {
    const form = { aspect: aspect.key, words, grade: grade === NONE ? null : Number(grade), words_before: before?.words ?? "", grade_before: before?.grade ?? null };
    if (await deed.run(async () => onFresh(await api.setEffect(specification, option.id, form)))) onClose();
  };
  return (
    <Dialog title={`${option.title}, ${aspectName(aspect)}`} isOpen onClose={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); void keep(); }}>
        <Field label={say("effectWords")} hint={say("effectWordsHint")} value={words} onChange={setWords} rows={3} autoFocus place="mt4" />
        {WORDS_ONLY.includes(aspect.key) ? null : (
          <Select label={say("grade")} value={grade} onChange={setGrade} isDisabled={words.trim() === ""} place="mt4"
            options={[{ value: NONE, text: say("ungraded") }, ...GRADES.map((one) => ({ value: String(one), text: say(`grade.${one}`) }))]} />
        )}
        <Refused failure={deed.failure} />
        <div className="row end mt4">
          <Button look="quiet" onPress={onClose}>{say("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={deed.busy}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
