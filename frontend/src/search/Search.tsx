// Ctrl K: find a code or some words, and go there.
import { useCallback, useEffect, useMemo, useState, type ReactElement } from "react";
import { Autocomplete, Input, Label, ListBox, ListBoxItem, SearchField, Text } from "react-aria-components";
import * as api from "../api/search";
import type { SearchResult } from "../api/types";
import { speak } from "../i18n";
import { SEARCH } from "../i18n/search";
import { Dialog } from "../ui/Dialog";
import { tellPage, useOpener, usePage } from "../ui/events";
import { Refused } from "../ui/Refused";
import { useLatest } from "../ui/useLatest";

const say = speak(SEARCH);
const PAUSE_MS = 120;

export interface SearchProps {
  specification: { id: string };
}

export default function Search({ specification }: SearchProps): ReactElement | null {
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  useOpener("search", show);
  usePage("palette", show);
  return open ? <Palette specification={specification.id} onClose={() => setOpen(false)} /> : null;
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function kindName(result: SearchResult): string {
  const key = `kind.${result.subject.kind}`;
  return key in SEARCH ? say(key as keyof typeof SEARCH) : "";
}

function Palette({ specification, onClose }: { specification: string; onClose: () => void }): ReactElement {
  const [text, setText] = useState("");
  const wanted = useSettled(text.trim());
  const question = useMemo(() => (wanted === "" ? null : () => api.search(specification, wanted)), [specification, wanted]);
  const { answer, failure } = useLatest(question);
  const results = wanted === "" ? [] : answer?.results ?? [];

  const nothing = wanted !== "" && answer !== null && results.length === 0;

  const go = (id: string): void => {
    const result = results.find((candidate) => candidate.subject.id === id);
    if (result === undefined) return;
    onClose();
    const { kind } = result.subject;
    const onThisPage = document.getElementById(`${kind === "section" ? "sh" : "r"}-${result.subject.id}`) !== null;
    if (onThisPage && (kind === "requirement" || kind === "section")) tellPage("goto", { kind, id: result.subject.id });
    else window.location.assign(result.href);
  };

  return (
    <Dialog title={say("title")} isOpen onClose={onClose}>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField autoFocus className="field mt4">
          <Label className="lab">{say("label")}</Label>
          <Input className="in" />
          <Text slot="description" className="hint">{say("hint")}</Text>
        </SearchField>
        <Refused failure={failure} />
        {nothing ? <p className="meta pad" role="status">{say("nothing")}</p> : null}
        {results.length === 0 ? null : <ListBox
          aria-label={say("results")} className="options found" items={results.map((result) => ({ ...result, id: result.subject.id }))}
        >
          {(result) => (
            <ListBoxItem className="option" textValue={`${result.code} ${result.title}`} onAction={() => go(result.id)}>
              <b className="nw">{result.code}</b>
              <span className="grow">{result.title}<span className="meta block">{result.excerpt}</span></span>
              <span className="meta kind">{kindName(result)}</span>
            </ListBoxItem>
          )}
        </ListBox>}
      </Autocomplete>
    </Dialog>
  );
}
