// Two requirements made into one: which comes in, and who will read what no longer, before it is done.
import { useCallback, useState, type ReactElement } from "react";
import * as api from "../api/rearranging";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { REARRANGING } from "../i18n/rearranging";
import { Button } from "../ui/Button";
import { ComboBox } from "../ui/ComboBox";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { LevelMark, readersText } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { useLatest } from "../ui/useLatest";
import { Foretold } from "./Foretold";
import type { OutlineNode } from "./nodes";

const say = speak(REARRANGING);
const common = speak(COMMON);
const MOST_OFFERED = 30;

export interface RearrangeProps {
  specification: string;
  node: OutlineNode;
  onClose: () => void;
  onDone: () => void;
}

export default function Merge({ specification, node, others, onClose, onDone }: RearrangeProps & { others: readonly OutlineNode[] }): ReactElement {
  const [input, setInput] = useState("");
  const [other, setOther] = useState<OutlineNode | null>(null);
  const deed = useDeed();
  const question = useCallback(() => api.readMerging(specification, node.id, other?.id ?? ""), [specification, node.id, other]);
  const told = useLatest(other === null ? null : question);
  const words = input.toLocaleLowerCase();
  const nameOf = (one: OutlineNode): string => `${one.number} ${one.title}`;
  const found = others.filter((one) => nameOf(one).toLocaleLowerCase().includes(words)).slice(0, MOST_OFFERED);

  const merge = async (): Promise<void> => {
    if (other === null || !await deed.run(() => api.merge(specification, node.id, other.id))) return;
    onDone();
    onClose();
  };
  const choose = (id: string): void => {
    const chosen = others.find((one) => one.id === id) ?? null;
    if (chosen !== null) setInput(nameOf(chosen));
    setOther(chosen);
  };

  return (
    <Dialog title={say("mergeTitle", { code: node.number })} about={say("mergeAbout", { code: node.number })} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); void merge(); }}>
        <ComboBox
          label={say("mergeWith", { code: node.number })} hint={say("mergeWithHint")} empty={say("mergeNothing")}
          input={input} onInput={(text) => { setInput(text); setOther(null); }} onChoose={choose}
          items={found.map((one) => ({ id: one.id, text: nameOf(one), content: <><b className="nw">{one.number}</b><span>{one.title}</span></> }))}
        />
        {other === null ? null : told.answer === null ? (told.failure === undefined ? <p className="meta" role="status">{say("looking")}</p> : null) : (
          <>
            <p className="row wrap"><span>{say("together")}</span><LevelMark label={told.answer.label} /><span className="sub">{readersText(told.answer.label)}</span></p>
            <Foretold view={told.answer} />
          </>
        )}
        <Refused failure={deed.failure ?? told.failure} />
        <div className="row end wrap">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={other === null || told.answer === null || deed.busy}>{say("mergeDo", { code: node.number })}</Button>
        </div>
      </form>
    </Dialog>
  );
}
