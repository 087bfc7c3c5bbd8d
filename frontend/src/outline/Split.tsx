// One requirement made into several: the person says where each sentence, criterion, link and thread goes.
import { useCallback, useState, type ReactElement, type ReactNode } from "react";
import * as api from "../api/rearranging";
import type { SplittingView } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { REARRANGING } from "../i18n/rearranging";
import { Button } from "../ui/Button";
import { Ticks } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { useLatest } from "../ui/useLatest";
import type { RearrangeProps } from "./Merge";

const say = speak(REARRANGING);
const common = speak(COMMON);
const MOST = 9;
const SHORT = 90;

/** Holder 0 is the requirement that is split, 1 and on the new ones. */
type Holders = Readonly<Record<string, number>>;
type LinkHolders = Readonly<Record<string, readonly string[]>>;

export default function Split({ specification, node, onClose, onDone }: RearrangeProps): ReactElement {
  const read = useLatest(useCallback(() => api.readSplitting(specification, node.id), [specification, node.id]));
  return (
    <Dialog title={say("splitTitle", { code: node.number })} about={say("splitAbout", { code: node.number })} wide isOpen onClose={onClose}>
      <Refused failure={read.failure} />
      {read.answer === null ? null : <Distribution key={read.answer.mark} specification={specification} node={node} view={read.answer} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

function Distribution({ specification, node, view, onClose, onDone }: RearrangeProps & { view: SplittingView }): ReactElement {
  const [titles, setTitles] = useState<readonly string[]>([""]);
  const [holders, setHolders] = useState<Holders>({});
  const [links, setLinks] = useState<LinkHolders>({});
  const deed = useDeed();
  const one = titles.length === 1;
  const names = [view.code, ...titles.map((_, index) => (one ? say("onlyName") : say("newName", { number: String(index + 1) })))];
  const holderOf = (key: string): number => holders[key] ?? 0;
  const linkHolders = (id: string): readonly string[] => links[id] ?? ["0"];
  const named = titles.every((title) => title.trim() !== "");
  const wordless = titles.some((_, index) => !view.pieces.some((_, place) => holderOf(`p${place}`) === index + 1));
  const leftToFirst = view.pieces.length === 0 || view.pieces.some((_, place) => holderOf(`p${place}`) === 0);

  const split = async (): Promise<void> => {
    const parts = titles.map((title, index) => {
      const mine = (key: string): boolean => holderOf(key) === index + 1;
      return {
        title,
        pieces: view.pieces.flatMap((_, place) => (mine(`p${place}`) ? [place] : [])),
        criterion_ids: view.criteria.map(({ id }) => id).filter(mine),
        link_ids: view.links.map(({ id }) => id).filter((id) => linkHolders(id).includes(String(index + 1))),
        thread_ids: view.threads.map(({ id }) => id).filter(mine),
      };
    });
    const kept = view.links.map(({ id }) => id).filter((id) => linkHolders(id).includes("0"));
    if (!await deed.run(() => api.split(specification, node.id, { mark: view.mark, parts, kept_link_ids: kept }))) return;
    onDone();
    onClose();
  };

  const row = (key: string, what: string, content: ReactNode): ReactElement => (
    <li key={key} className="row wrap">
      <span className="grow">{content}</span>
      <Select
        label={say("goes", { what: shortened(what) })} labelHidden value={String(holderOf(key))}
        options={names.map((text, index) => ({ value: String(index), text }))}
        onChange={(value) => setHolders((now) => ({ ...now, [key]: Number(value) }))}
      />
    </li>
  );

  return (
    <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); void split(); }}>
      {titles.map((title, index) => (
        <Field
          key={index} label={one ? say("onlyTitle") : say("newTitle", { number: String(index + 1) })} value={title} isRequired autoFocus={index === 0}
          onChange={(text) => setTitles((now) => now.map((old, place) => (place === index ? text : old)))}
        />
      ))}
      {titles.length < MOST ? <div><Button look="quiet" small icon="plus" onPress={() => setTitles((now) => [...now, ""])}>{say("another")}</Button></div> : null}
      <Group title={say("statement")}>{view.pieces.map((piece, place) => row(`p${place}`, piece.text, <span className="text">{piece.text}</span>))}</Group>
      <Group title={say("criteria")}>{view.criteria.map((criterion) => row(criterion.id, criterion.name, criterion.name))}</Group>
      <Group title={say("links")} hint={say("linksHint")}>
        {view.links.map((link) => (
          <li key={link.id}>
            <Ticks
              label={`${link.code} ${link.title}`.trim()} values={linkHolders(link.id)}
              options={names.map((text, index) => ({ value: String(index), text }))}
              onChange={(values) => setLinks((now) => ({ ...now, [link.id]: values.length === 0 ? ["0"] : values }))}
            />
          </li>
        ))}
      </Group>
      <Group title={say("threads")}>{view.threads.map((thread) => row(thread.id, thread.comments[0]?.text ?? "", shortened(thread.comments[0]?.text ?? "")))}</Group>
      {wordless ? <p className="note warn">{say("wordless")}</p> : null}
      <p className="note">{say("splitNote", { code: view.code })}</p>
      <Refused failure={deed.failure} />
      <div className="row end wrap">
        <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
        <Button look="primary" type="submit" isDisabled={!named || !leftToFirst || deed.busy}>{say("splitDo")}</Button>
      </div>
    </form>
  );
}

function Group({ title, hint, children }: { title: string; hint?: string; children: ReactElement[] }): ReactElement | null {
  if (children.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="lab">{title}</h3>
      {hint === undefined ? null : <p className="hint">{hint}</p>}
      <ul className="plain-list">{children}</ul>
    </section>
  );
}

function shortened(text: string): string {
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}
