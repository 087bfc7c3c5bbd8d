// What was taken out of the text, or of what it comes from: its words are kept, and it can come back.
import type { ReactElement } from "react";
import type { SetAsideView } from "../api/types";
import { speak } from "../i18n";
import { OUTLINE } from "../i18n/outline";
import { Icon } from "../icons/Icon";
import { Button } from "./Button";

const say = speak(OUTLINE);

interface SetAsideProps {
  items: readonly SetAsideView[];
  isBusy?: boolean;
  onRestore: (item: SetAsideView) => void;
}

export function SetAside({ items, isBusy = false, onRestore }: SetAsideProps): ReactElement | null {
  if (items.length === 0) return null;
  return (
    <details className="fold set-aside">
      <summary><Icon name="archive" />{say("setAside")} <span className="meta">{items.length}</span></summary>
      <ul className="plain-list">
        {items.map((item) => (
          <li key={item.subject.id}>
            <p className="sub"><b className="nw">{item.code}</b> {item.title}</p>
            <Button small icon="rotate-ccw" isDisabled={isBusy} aria-label={say("restoreNamed", { name: item.code || item.title })} onPress={() => onRestore(item)}>{say("restore")}</Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
