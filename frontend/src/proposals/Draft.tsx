// One's own draft: the fork of the text in an unmistakable frame, written in with the same editor, then its reason.
import { useEffect, useRef, useState, type ReactElement } from "react";
import * as api from "../api/proposals";
import type { ProposalCard } from "../api/types";
import { speak } from "../i18n";
import { FIELDS } from "../i18n/fields";
import { PROPOSALS } from "../i18n/proposals";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { tellPage } from "../ui/events";
import { Field } from "../ui/Field";
import { Reads } from "../ui/marks";
import { Refused } from "../ui/Refused";

const say = speak(PROPOSALS);
const fields = speak(FIELDS);

interface DraftProps {
  specification: string;
  card: ProposalCard;
  /** Whether its author has just asked for it: the editor opens by itself. */
  wanted: boolean;
  onChanged: () => void;
}

export function Draft({ specification, card, wanted, onChanged }: DraftProps): ReactElement {
  const [reason, setReason] = useState("");
  const host = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLElement | null>(null);
  const deed = useDeed();

  // The editor brings its own tools and nodes, so React is given no children here.
  useEffect(() => {
    const made = forked(card);
    text.current = made;
    host.current?.append(made);
    return () => {
      tellPage("finish", { element: made, done: () => made.remove() });
    };
  }, [card.document]);
  useEffect(() => {
    if (wanted && text.current !== null) tellPage("write", { element: text.current });
  }, [wanted, card.document]);

  const submit = async (): Promise<void> => {
    const element = text.current;
    if (element === null) return;
    await new Promise<void>((done) => tellPage("finish", { element, done }));
    if (await deed.run(() => api.openProposal(specification, card.id, reason))) onChanged();
  };
  const discard = async (): Promise<void> => {
    if (await deed.run(() => api.withdrawProposal(specification, card.id))) onChanged();
  };

  return (
    <section className="drafting" aria-label={say("draftOf", { code: card.code, text: textName(card.kind) })}>
      <p className="row wrap"><Icon name="pencil-ruler" /><b>{say("drafting")}</b><span className="meta">{say("draftingNote")}</span></p>
      <div ref={host} />
      <form className="stack mt4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Field label={say("why")} hint={say("whyHint")} value={reason} onChange={setReason} rows={2} />
        <Reads label={card.label} />
        <Refused failure={deed.failure} />
        <div className="row wrap">
          <Button small look="primary" type="submit" icon="send" isDisabled={deed.busy || reason.trim() === ""}>{say("propose")}</Button>
          <Button small look="quiet" isDisabled={deed.busy} onPress={() => void discard()}>{say("discard")}</Button>
        </div>
      </form>
    </section>
  );
}

function textName(kind: string): string {
  return kind in FIELDS ? fields(kind as keyof typeof FIELDS) : "";
}

function forked(card: ProposalCard): HTMLElement {
  const made = document.createElement("div");
  made.className = "rich proposed";
  made.tabIndex = 0;
  Object.assign(made.dataset, { part: card.part_id, kind: card.kind, doc: card.document ?? "", proposal: card.id, write: "" });
  made.dataset["name"] = say("nameOf", { code: card.code });
  made.innerHTML = card.text;
  return made;
}
