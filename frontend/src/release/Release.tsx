// « Diffuser » : freeze, confirm, see what will be read, send, export, open a part live.
import { useState, type ReactElement } from "react";
import * as api from "../api/release";
import type { ReleaseBoardView } from "../api/types";
import { speak } from "../i18n";
import { LOSS } from "../i18n/loss";
import { RELEASE } from "../i18n/release";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Baselines } from "./Baselines";
import { Openings } from "./Openings";
import { Reserved } from "./Reserved";
import { Sent } from "./Sent";

const say = speak(RELEASE);
const loss = speak(LOSS);

export interface ReleaseProps {
  specification: { id: string };
  board: ReleaseBoardView;
}

export interface RoomProps {
  specification: string;
  board: ReleaseBoardView;
  onFresh: (board: ReleaseBoardView) => void;
}

export default function Release({ specification, board: first }: ReleaseProps): ReactElement {
  const [board, setBoard] = useState(first);
  const room = { specification: specification.id, board, onFresh: setBoard };
  return (
    <>
      <h1>{say("title")}</h1>
      <p className="lede">{say("lede")}</p>
      {board.can.includes("loss.read") ? <Losses {...room} /> : null}
      {board.can.includes("baseline.freeze") ? <Freeze {...room} /> : null}
      <Baselines {...room} />
      <Sent {...room} />
      {board.can.includes("section.open_live") ? <Openings {...room} /> : null}
      {board.can.includes("label.change") ? <Reserved {...room} /> : null}
    </>
  );
}

/** What is lost on the way, were the working text sent now: one page for each supplier. */
function Losses({ specification, board }: RoomProps): ReactElement | null {
  const suppliers = board.organizations.filter((organization) => organization.kind === "supplier");
  if (suppliers.length === 0) return null;
  return (
    <p className="row wrap mt4">
      {suppliers.map(({ id, name }) => <a key={id} className="btn sm" href={api.lossPlace(specification, id)}><Icon name="eye-off" />{loss("titleFor", { name })}</a>)}
    </p>
  );
}

function Freeze({ specification, board, onFresh }: RoomProps): ReactElement {
  const [name, setName] = useState("");
  const deed = useDeed();
  const other = board.seats.find((seat) => !seat.mine)?.name ?? say("otherSeat");
  const freeze = async (): Promise<void> => {
    if (await deed.run(async () => onFresh(await api.freeze(specification, name)))) setName("");
  };
  return (
    <form className="panel mt6" onSubmit={(event) => { event.preventDefault(); void freeze(); }}>
      <h2>{say("freeze")}</h2>
      <div className="row bottom wrap mt3">
        <Field label={say("freezeName")} value={name} onChange={setName} place="grow" />
        <Button look="primary" icon="snowflake" type="submit" isDisabled={name.trim() === "" || deed.busy}>{say("freezeDo", { name: other })}</Button>
      </div>
      <p className="meta mt2">{say("freezeHint")} {say("frozenAtOnce")}</p>
      <Refused failure={deed.failure} />
    </form>
  );
}
