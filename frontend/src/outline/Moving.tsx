// A requirement that goes to another part: what that changes is said before, when it changes anything.
import type { ReactElement } from "react";
import type { ForetoldView } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { REARRANGING } from "../i18n/rearranging";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { LevelMark } from "../ui/marks";
import { Foretold } from "./Foretold";

const say = speak(REARRANGING);
const common = speak(COMMON);

interface MovingProps {
  code: string;
  section: string;
  view: ForetoldView;
  onClose: () => void;
  onMove: () => void;
}

/** Whether a move is worth a word before it is done. */
export function changesSomething(view: ForetoldView): boolean {
  return view.audiences.length > 0 || (view.default !== null && view.default.key !== view.label.key);
}

export default function Moving({ code, section, view, onClose, onMove }: MovingProps): ReactElement {
  return (
    <Dialog title={say("moveTitle", { code })} about={say("moveAbout", { section })} isOpen onClose={onClose}>
      <div className="stack-6 mt4">
        <div className="stack">
          <p className="row wrap"><span>{say("keepsLabel")}</span><LevelMark label={view.label} /></p>
          {view.default === null || view.default.key === view.label.key ? null : (
            <p className="row wrap"><span>{say("otherDefault")}</span><LevelMark label={view.default} /></p>
          )}
        </div>
        <Foretold view={view} />
        <div className="row end wrap">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" onPress={onMove}>{say("moveDo")}</Button>
        </div>
      </div>
    </Dialog>
  );
}
