// Two people changed the same field at once: both values, and the choice between them.
import type { ReactElement } from "react";
import { speak } from "../i18n";
import { FACTS } from "../i18n/facts";
import { FIELDS } from "../i18n/fields";
import { Button } from "../ui/Button";
import type { Facts } from "./useFacts";

const say = speak(FACTS);
const fields = speak(FIELDS);

export function ClashNotice({ state }: { state: Facts }): ReactElement | null {
  const { clash } = state;
  if (clash === null) return null;
  const field = clash.change.field in FIELDS ? fields(clash.change.field as keyof typeof FIELDS) : clash.change.field;
  return (
    <div className="note warn mt4" role="alert">
      <div className="grow">
        <p>{say("clash", { field })}</p>
        <p>{say("yours", { value: clash.yours })}</p>
        <p>{say("theirs", { value: clash.theirs })}</p>
        <div className="row wrap mt3">
          <Button small onPress={() => void state.keepMine()}>{say("keepMine")}</Button>
          <Button small onPress={() => void state.keepTheirs()}>{say("keepTheirs")}</Button>
        </div>
      </div>
    </div>
  );
}
