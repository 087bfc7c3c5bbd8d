// The keyboard sheet: opened by ? or its button.
import { useCallback, useState, type ReactElement } from "react";
import { changeAccount } from "../api/account";
import { speak } from "../i18n";
import { SHORTCUTS } from "../i18n/shortcuts";
import { Tick } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { useOpener, usePage } from "../ui/events";
import { setSingleKeys } from "../ui/keys";
import { Refused } from "../ui/Refused";

const say = speak(SHORTCUTS);
type Word = keyof typeof SHORTCUTS;

const SHEET: readonly { title: Word; keys: readonly (readonly [Word, ...string[]])[] }[] = [
  {
    title: "go",
    keys: [["search", "key.ctrl", "K"], ["nextPrevious", "J", "K"], ["panes", "F6"], ["waiting", "N"], ["tabs", "1", "2", "3", "4"]],
  },
  {
    title: "write",
    keys: [["enter", "key.enter"], ["leave", "key.escape"], ["propose", "key.ctrl", "key.shift", "E"], ["newOne", "key.ctrl", "key.enter"], ["undo", "key.ctrl", "Z", "Y"], ["signs", "<=", ">=", "+-"]],
  },
  { title: "talk", keys: [["comment", "key.ctrl", "key.alt", "M"], ["accept", "A"], ["decline", "R"], ["reorder", "key.alt", "↑", "↓"]] },
  { title: "answer", keys: [["answers", "C", "P", "N", "?"], ["nextLine", "↓"]] },
];

function keyName(key: string): string {
  return key in SHORTCUTS ? say(key as Word) : key;
}

export default function Shortcuts(): ReactElement | null {
  const [open, setOpen] = useState(false);
  const [single, setSingle] = useState(document.documentElement.dataset["keys"] !== "off");
  const deed = useDeed();
  const show = useCallback(() => setOpen(true), []);
  useOpener("shortcuts", show);
  usePage("shortcuts", show);

  const choose = async (wanted: boolean): Promise<void> => {
    if (!(await deed.run(() => changeAccount({ single_keys: wanted })))) return;
    setSingleKeys(wanted);
    setSingle(wanted);
  };

  if (!open) return null;
  return (
    <Dialog wide title={say("title")} about={say("about")} isOpen onClose={() => setOpen(false)}>
      <div className="keys">
        {SHEET.map((group) => (
          <section key={group.title}>
            <h3>{say(group.title)}</h3>
            <dl>
              {group.keys.map(([deedName, ...keys]) => (
                <div key={deedName}><dt>{say(deedName)}</dt><dd>{keys.map((key) => <kbd key={key}>{keyName(key)}</kbd>)}</dd></div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Tick isSelected={single} onChange={(wanted) => void choose(wanted)} isDisabled={deed.busy}>{say("single")}</Tick>
      <Refused failure={deed.failure} />
    </Dialog>
  );
}
