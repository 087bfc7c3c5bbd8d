// Options × effects: a table on a desk, one option at a time on a phone. Arrows go from cell to cell.
import { useState, type KeyboardEvent, type ReactElement } from "react";
import type { CaseAnswer, OptionView } from "../api/types";
import { speak } from "../i18n";
import { CASE } from "../i18n/decisions";
import { Glyph } from "../ui/marks";
import { Tick } from "../ui/Choices";
import { Segmented } from "../ui/Segmented";
import type { PartProps } from "./Case";
import { AddOption, OptionHead } from "./Options";
import { WriteEffect } from "./WriteEffect";

const say = speak(CASE);

const ALWAYS: readonly string[] = ["work", "production", "cost", "delay", "lost"];

type Aspect = CaseAnswer["case"]["aspects"][number];

export function aspectName(aspect: Aspect): string {
  return aspect.task === "" ? say(`aspect.${aspect.key}` as "aspect.work") : aspect.task;
}

/** ▲ helps, ▼ hinders: the shape, and always the word. */
export function Grade({ grade }: { grade: number }): ReactElement {
  const shape = grade === 0 ? "–" : (grade > 0 ? "▲" : "▼").repeat(Math.abs(grade));
  return <b className={`grade ${grade > 0 ? "up" : grade < 0 ? "down" : ""}`.trim()}><span aria-hidden="true">{shape} </span>{say(`grade.${grade as 0}`)}</b>;
}

const decidedOn = ({ case: it }: CaseAnswer): string | undefined => it.decisions.find((one) => one.state === "made")?.option_id;

export function Matrix(part: PartProps): ReactElement {
  const { answer } = part;
  const { case: it } = answer;
  const [every, setEvery] = useState(false);
  const [shown, setShown] = useState(it.options[0]?.id ?? "");
  const [writing, setWriting] = useState<{ option: OptionView; aspect: Aspect } | null>(null);
  const said = (key: string): boolean => it.options.some((option) => option.effects.some((effect) => effect.aspect === key));
  const rows = it.aspects.filter(({ key }) => said(key) || (it.may_weigh && (every || ALWAYS.includes(key))));
  const chosen = decidedOn(answer);
  const one = it.options.find((option) => option.id === shown) ?? it.options[0];

  return (
    <section className="mt5" aria-label={say("options")}>
      <div className="arb-wrap wide-only">
        <table className="arb" onKeyDown={moveInside}>
          <thead>
            <tr>
              <th scope="col"><span className="vh">{say("effect")}</span></th>
              {it.options.map((option) => <th key={option.id} scope="col" className={option.id === chosen ? "pick-col" : ""}><OptionHead {...part} option={option} /></th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((aspect) => (
              <tr key={aspect.key}>
                <th scope="row"><AspectName aspect={aspect} /></th>
                {it.options.map((option) => (
                  <td key={option.id} className={option.id === chosen ? "pick-col" : ""}><Cell option={option} aspect={aspect} onWrite={it.may_weigh ? () => setWriting({ option, aspect }) : null} /></td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="narrow-only">
        <Segmented label={say("options")} value={shown} onChange={setShown} options={it.options.map((option) => ({ value: option.id, text: option.title }))} place="stack" />
        {one === undefined ? null : (
          <div className="mt4">
            <OptionHead {...part} option={one} />
            <dl className="effects">
              {rows.filter(({ key }) => it.may_weigh || one.effects.some((effect) => effect.aspect === key)).map((aspect) => (
                <div key={aspect.key}><dt><AspectName aspect={aspect} /></dt><dd><Cell option={one} aspect={aspect} onWrite={it.may_weigh ? () => setWriting({ option: one, aspect }) : null} /></dd></div>
              ))}
            </dl>
          </div>
        )}
      </div>
      <div className="row wrap mt3">
        {it.may_weigh ? <Tick isSelected={every} onChange={setEvery}>{say("everyAspect")}</Tick> : null}
        {it.may_add_option ? <AddOption {...part} /> : null}
      </div>
      {writing === null ? null : <WriteEffect {...part} option={writing.option} aspect={writing.aspect} onClose={() => setWriting(null)} />}
    </section>
  );
}

function AspectName({ aspect }: { aspect: Aspect }): ReactElement {
  const register = aspect.key === "work" || aspect.key === "production" ? aspect.key : null;
  return <>{register === null ? null : <span aria-hidden="true"><Glyph of={register} /> </span>}{aspectName(aspect)}</>;
}

function Cell({ option, aspect, onWrite }: { option: OptionView; aspect: Aspect; onWrite: (() => void) | null }): ReactElement | null {
  const effect = option.effects.find((one) => one.aspect === aspect.key);
  const content = effect === undefined ? null : <>{effect.words} {effect.grade === null ? null : <Grade grade={effect.grade} />}</>;
  if (onWrite === null) return content;
  const name = say("writeFor", { aspect: aspectName(aspect), option: option.title, words: effect === undefined ? say("nothingYet") : said(effect) });
  return <button type="button" className="cell" aria-label={name} onClick={onWrite}><span className={content === null ? "meta" : ""}>{content ?? say("nothingYet")}</span></button>;
}

function said({ words, grade }: { words: string; grade: number | null }): string {
  return grade === null ? words : `${words} ${say(`grade.${grade as 0}`)}`;
}

const STEP: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Arrows move the focus from one cell that is written in to its neighbour. */
function moveInside(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEP[event.key];
  const here = event.target instanceof Element ? event.target.closest("td") : null;
  const row = here?.parentElement;
  if (step === undefined || here === null || !(row instanceof HTMLTableRowElement)) return;
  const next = event.currentTarget.rows[row.rowIndex + step[0]]?.cells[here.cellIndex + step[1]]?.querySelector<HTMLElement>("button.cell");
  if (next == null) return;
  event.preventDefault();
  next.focus();
}
