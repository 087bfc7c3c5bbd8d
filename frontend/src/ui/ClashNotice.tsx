// Two people changed the same field at once: both values, and the choice between them.
import type { ReactElement } from "react";
import { speak } from "../i18n";
import { CLASH } from "../i18n/clash";
import { Button } from "./Button";

const say = speak(CLASH);

interface ClashNoticeProps {
  /** What the field is called, and both values, as people read them. */
  field: string;
  yours: string;
  theirs: string;
  place?: string;
  onMine: () => void;
  onTheirs: () => void;
}

export function ClashNotice({ field, yours, theirs, place = "", onMine, onTheirs }: ClashNoticeProps): ReactElement {
  return (
    <div className={`note warn ${place}`.trim()} role="alert">
      <div className="grow">
        <p><b>{say("clash", { field })}</b></p>
        <p className="mt2">{say("yours", { value: yours || say("nothing") })}</p>
        <p>{say("theirs", { value: theirs || say("nothing") })}</p>
        <div className="row wrap mt3">
          <Button small onPress={onMine}>{say("keepMine")}</Button>
          <Button small onPress={onTheirs}>{say("keepTheirs")}</Button>
        </div>
      </div>
    </div>
  );
}
