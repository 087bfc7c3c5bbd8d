// The two ways from something requirements come from to what surrounds it: its threads, and its history.
import type { ReactElement } from "react";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import type { Owner } from "../page/place";
import { Button, IconButton } from "../ui/Button";
import type { RoomProps } from "./Origins";

const say = speak(ORIGINS);

interface AroundButtonsProps extends Owner {
  name: string;
  room: RoomProps;
}

export function AroundButtons({ kind, id, name, room }: AroundButtonsProps): ReactElement {
  return (
    <>
      <Button small look="quiet" icon="message-square" aria-label={say("threadsOf", { code: name })} aria-haspopup="dialog" onPress={() => room.onShow("threads", { kind, id })}>{say("threads")}</Button>
      {room.state.can.includes("history.read")
        ? <IconButton small icon="history" label={say("historyOf", { code: name })} aria-haspopup="dialog" data-history={kind} onPress={() => room.onShow("history", { kind, id })} />
        : null}
    </>
  );
}
