// A message in which @ names somebody: a list opens under the field, led from the keyboard without leaving the words.
import { useId, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import type { MemberView } from "../api/types";
import { speak } from "../i18n";
import { CONTEXT } from "../i18n/context";
import { Field, type FieldProps } from "./Field";

const say = speak(CONTEXT);
const ASKING = /(?:^|[\s(«\u00A0\u202F])@([\p{L}’'-]{0,30}(?: [\p{L}’'-]{0,30})?)$/u;
const SHOWN = 6;

/** The people whose whole name stands after an @ in the words. */
export function mentionedIn(text: string, people: readonly MemberView[]): string[] {
  return people.filter(({ name }) => text.includes(`@${name}`)).map(({ person_id }) => person_id);
}

interface MessageFieldProps extends FieldProps {
  value: string;
  onChange: (text: string) => void;
  people: readonly MemberView[];
}

export function MessageField({ people, value, onChange, ...field }: MessageFieldProps): ReactElement {
  const list = useId();
  const holder = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<readonly MemberView[]>([]);
  const [active, setActive] = useState(0);
  const area = (): HTMLTextAreaElement | null => holder.current?.querySelector("textarea") ?? null;

  const write = (text: string): void => {
    onChange(text);
    const asked = ASKING.exec(text.slice(0, area()?.selectionStart ?? text.length))?.[1]?.toLocaleLowerCase();
    setFound(asked === undefined ? [] : people.filter(({ name }) => name.toLocaleLowerCase().includes(asked)).slice(0, SHOWN));
    setActive(0);
  };
  const choose = (person: MemberView | undefined): void => {
    const field = area();
    if (person === undefined || field === null) return;
    const before = value.slice(0, field.selectionStart);
    const written = `${before.slice(0, before.lastIndexOf("@"))}@${person.name} `;
    onChange(written + value.slice(field.selectionStart));
    setFound([]);
    field.focus();
    requestAnimationFrame(() => field.setSelectionRange(written.length, written.length));
  };
  const press = (event: KeyboardEvent): void => {
    if (found.length === 0) return;
    if (event.key === "ArrowDown") setActive((active + 1) % found.length);
    else if (event.key === "ArrowUp") setActive((active + found.length - 1) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(found[active]);
    else if (event.key === "Escape") setFound([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={holder} className="message-field" onKeyDownCapture={press}
      onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setFound([]); }}
    >
      <Field {...field} value={value} onChange={write} />
      {found.length === 0 ? null : (
        <ul id={list} className="mention-list" role="listbox" aria-label={say("tell")}>
          {found.map((person, index) => (
            <li key={person.person_id} role="option" aria-selected={index === active}
              onMouseDown={(event) => { event.preventDefault(); choose(person); }}><b>{person.name}</b></li>
          ))}
        </ul>
      )}
      <span className="vh" role="status">{found[active]?.name ?? ""}</span>
    </div>
  );
}
