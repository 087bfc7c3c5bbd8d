// What others read in place of a part they may not read.
import { useState, type ReactElement } from "react";
import * as api from "../api/level";
import type { LabelChoicesView } from "../api/types";
import { speak } from "../i18n";
import { LEVEL } from "../i18n/level";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";

const say = speak(LEVEL);

interface SubstituteProps {
  specification: string;
  view: LabelChoicesView;
  onFresh: (view: LabelChoicesView) => void;
}

export function SubstituteText({ specification, view, onFresh }: SubstituteProps): ReactElement {
  const [text, setText] = useState(view.substitute ?? "");
  const deed = useDeed();
  const keep = (): void => void deed.run(async () => {
    const { kind, id } = view.subject;
    onFresh(await api.writeSubstitute(specification, kind, id, text.trim() === "" ? null : text.trim()));
  });
  return (
    <form className="substitute" onSubmit={(event) => { event.preventDefault(); keep(); }}>
      <Field label={say("substitute")} hint={say("substituteHint")} value={text} onChange={setText} rows={2} />
      {view.suggested === null || text !== "" ? null : (
        <div className="row wrap mt3"><p className="sub grow">{say("suggested", { text: view.suggested })}</p><Button small onPress={() => setText(view.suggested ?? "")}>{say("takeSuggested")}</Button></div>
      )}
      <Refused failure={deed.failure} />
      <Button small type="submit" place="mt3" isDisabled={text.trim() === (view.substitute ?? "") || deed.busy}>{say("substituteDo")}</Button>
    </form>
  );
}
