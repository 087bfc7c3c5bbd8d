// One thread: the phrase, what was said, a reply, an outcome.
import { useState, type ReactElement } from "react";
import * as api from "../api/context";
import type { Anchor, CommentView, MemberView, Subject, ThreadKind, ThreadView } from "../api/types";
import { speak } from "../i18n";
import { findQuote } from "../editor/quotes";
import { mapElement } from "../editor/text_map";
import { COMMON } from "../i18n/common";
import { CONTEXT } from "../i18n/context";
import { day, moment } from "../i18n/dates";
import { MARKS } from "../i18n/marks";
import { Icon } from "../icons/Icon";
import type { IconName } from "../icons/names";
import { articleNamed, requirementOf, textsOf } from "../page/place";
import { authorFunction, authorName, Avatar } from "../ui/Author";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { tellPage } from "../ui/events";
import { Field } from "../ui/Field";
import { mentionedIn, MessageField } from "../ui/MessageField";
import { Reads } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { FindingDialog, ReopenDialog, ResolveDialog } from "./endings";

const say = speak(CONTEXT);
const common = speak(COMMON);
const marks = speak(MARKS);

const KIND: Record<ThreadKind, readonly [IconName, string]> = {
  effect: ["target", "acc"],
  expectation: ["lightbulb", "acc"],
  worry: ["shield-alert", "warn"],
  proposal: ["pencil-ruler", "ok"],
  question: ["circle-help", ""],
  remark: ["message-square", ""],
};

interface ThreadProps {
  specification: string;
  thread: ThreadView;
  people: readonly MemberView[];
  onChanged: () => void;
}

export function Thread({ specification, thread, people, onChanged }: ThreadProps): ReactElement {
  const [text, setText] = useState("");
  const [ending, setEnding] = useState<"resolve" | "reopen" | "finding" | null>(null);
  const deed = useDeed();
  const [icon, tone] = KIND[thread.kind];

  const answer = async (): Promise<void> => {
    if (!(await deed.run(() => api.reply(specification, thread.id, text, mentionedIn(text, people))))) return;
    setText("");
    onChanged();
  };

  return (
    <section className="thread" id={`thread-${thread.id}`} aria-label={`${thread.subject_code || thread.subject_title} ${say(`tag.${thread.kind}`)}`}>
      <div className="row wrap thread-head">
        <Place thread={thread} />
        <span className={`tag ${tone}`.trim()}><Icon name={icon} />{say(thread.feeling === null ? `tag.${thread.kind}` : `feeling.${thread.feeling}`)}</span>
        {thread.cause === null ? null : <span className="tag">{marks(`cause.${thread.cause}`)}</span>}
        {thread.status === "resolved" ? <span className="st ok"><Icon name="circle-check" />{say("closed")}</span> : null}
      </div>
      {thread.subject.kind === "proposal" ? <p className="meta">{say("aboutProposal")}</p> : null}
      {thread.anchor === null ? null : <p className="quote">« {thread.anchor.quote} »</p>}
      {thread.anchor !== null && isGone(thread.anchor, thread.subject) ? <p className="meta">{say("orphaned")}</p> : null}
      {thread.picture_ids.map((id) => <p key={id} className="mt3"><img className="thread-photo" src={`/fichiers/${specification}/${id}`} alt={say("photo")} loading="lazy" /></p>)}
      {thread.finding_code === "" ? null : <p className="meta mt3"><Icon name="check" /> {say("noted", { code: thread.finding_code })}</p>}
      {thread.comments.map((comment) => <Message key={comment.id} specification={specification} comment={comment} onChanged={onChanged} />)}
      {thread.outcome === null ? null : (
        <p className="note ok mt4"><Icon name="check" /><span><b>{say(`outcome.${thread.outcome}`)}</b> {thread.led_to_code} {thread.outcome_reason}</span></p>
      )}
      <Steps specification={specification} thread={thread} onChanged={onChanged} />
      {thread.may_reply ? (
        <form className="stack mt4" onSubmit={(event) => { event.preventDefault(); void answer(); }}>
          <MessageField label={say("replyLabel")} value={text} onChange={setText} rows={2} people={people} />
          <Reads label={thread.label} />
          <Refused failure={deed.failure} />
          <div className="row wrap">
            <Button type="submit" small look="primary" isDisabled={text.trim() === "" || deed.busy}>{say("reply")}</Button>
            {thread.may_resolve ? <Button small onPress={() => setEnding("resolve")} aria-haspopup="dialog">{say("close")}</Button> : null}
            {thread.may_note ? <Button small look="quiet" data-note="finding" onPress={() => setEnding("finding")} aria-haspopup="dialog">{say("noteFinding")}</Button> : null}
          </div>
        </form>
      ) : null}
      {!thread.may_reply && thread.may_resolve ? <Button small onPress={() => setEnding("resolve")} place="mt4">{say("close")}</Button> : null}
      {thread.may_reopen ? <Button small onPress={() => setEnding("reopen")} place="mt4">{say("reopen")}</Button> : null}
      {ending === "resolve" ? <ResolveDialog specification={specification} thread={thread} onClose={() => setEnding(null)} onDone={onChanged} /> : null}
      {ending === "finding" ? <FindingDialog specification={specification} thread={thread} onClose={() => setEnding(null)} onDone={onChanged} /> : null}
      {ending === "reopen" ? <ReopenDialog specification={specification} thread={thread} onClose={() => setEnding(null)} onDone={onChanged} /> : null}
    </section>
  );
}

/** What its author said of the outcome, and whether it was checked in real work. */
function Steps({ specification, thread, onChanged }: Omit<ThreadProps, "people">): ReactElement | null {
  const deed = useDeed();
  if (thread.outcome === null) return null;
  const written = thread.led_to !== null && thread.outcome !== "to_arbitration";
  const check = async (): Promise<void> => {
    if (await deed.run(() => api.checkInUse(specification, thread.id))) onChanged();
  };
  return (
    <>
      {thread.agreed_at === null ? null : <p className="meta mt3"><Icon name="check" /> {say("agreed")}</p>}
      {thread.checked_at === null ? null : <p className="meta mt3"><Icon name="check" /> {say("checked", { date: day(thread.checked_at) })}</p>}
      {written && thread.checked_at === null && thread.may_check ? <Button small place="mt4" isDisabled={deed.busy} onPress={() => void check()}>{say("check")}</Button> : null}
      <Refused failure={deed.failure} />
    </>
  );
}

/** What the thread is about, as a way there when it stands on this page. */
function Place({ thread }: { thread: ThreadView }): ReactElement {
  const { subject, subject_code: code, subject_title: title } = thread;
  if (subject.kind === "section") return <button type="button" className="code-link" onClick={() => tellPage("goto", { kind: "section", id: subject.id })}>{title}</button>;
  const article = articleNamed(code);
  return (
    <>
      {article === null ? <b className="nw m">{code}</b>
        : <button type="button" className="code-link m" onClick={() => tellPage("goto", { kind: "requirement", id: requirementOf(article) })}>{code}</button>}
      {subject.kind === "criterion" ? <span className="meta">{say("aboutCriterion", { name: title })}</span> : null}
    </>
  );
}

/** Whether the phrase of a thread is no longer in the text that stands on this page; a text being written is not asked. */
function isGone(anchor: Anchor, place: Subject): boolean {
  const texts = textsOf(place);
  return texts.length > 0 && texts.every((text) => !text.isContentEditable && findQuote(mapElement(text).text, anchor) === null);
}

function Message({ specification, comment, onChanged }: { specification: string; comment: CommentView; onChanged: () => void }): ReactElement {
  const [text, setText] = useState<string | null>(null);
  const deed = useDeed();

  const keep = async (): Promise<void> => {
    if (!(await deed.run(() => api.editComment(specification, comment.id, text ?? "")))) return;
    setText(null);
    onChanged();
  };

  return (
    <div className="msg">
      <Avatar author={comment.author} />
      <div>
        <span className="who">{authorName(comment.author)}</span>{" "}
        <span className="meta">{authorFunction(comment.author)}, {moment(comment.at)}{comment.edited ? `, ${say("edited")}` : ""}</span>
        {text === null ? <p className="said">{comment.text}</p> : (
          <form className="stack" onSubmit={(event) => { event.preventDefault(); void keep(); }}>
            <Field label={say("editLabel")} value={text} onChange={setText} rows={3} autoFocus />
            <Refused failure={deed.failure} />
            <div className="row wrap">
              <Button small look="primary" type="submit" isDisabled={text.trim() === "" || deed.busy}>{say("keepEdit")}</Button>
              <Button small look="quiet" onPress={() => setText(null)}>{common("cancel")}</Button>
            </div>
          </form>
        )}
        {comment.may_edit && text === null ? <Button small look="link" onPress={() => setText(comment.text)}>{say("editMessage")}</Button> : null}
      </div>
    </div>
  );
}
