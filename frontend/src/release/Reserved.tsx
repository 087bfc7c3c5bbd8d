// Whether suppliers are told that something is kept from them: a code, and nothing of what it says.
import type { ReactElement } from "react";
import * as api from "../api/release";
import { speak } from "../i18n";
import { RELEASE } from "../i18n/release";
import { Tick } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Refused } from "../ui/Refused";
import type { RoomProps } from "./Release";

const say = speak(RELEASE);

export function Reserved({ specification, board, onFresh }: RoomProps): ReactElement {
  const deed = useDeed();
  const shown = board.shows_reserved ?? false;
  const set = (wanted: boolean): void => void deed.run(async () => onFresh(await api.showReserved(specification, wanted)));
  return (
    <section className="mt8" aria-label={say("reserved")}>
      <h2>{say("reserved")}</h2>
      <p className="sub">{say("reservedAbout")}</p>
      <div className="mt3" data-reserved=""><Tick isSelected={shown} isDisabled={deed.busy} onChange={set}>{say("reservedSwitch")}</Tick></div>
      {shown ? <p className="note warn mt3">{say("reservedOn")}</p> : null}
      <Refused failure={deed.failure} />
    </section>
  );
}
