// A table brought in: a file, what its columns say, what its rows would become, and only then the deed.
import { useState, type ReactElement } from "react";
import { FileTrigger } from "react-aria-components";
import * as api from "../api/bringing";
import type { Deed } from "../api/client";
import { counted, speak } from "../i18n";
import { BRINGING } from "../i18n/bringing";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { Columns } from "./Columns";
import { Preview } from "./Preview";
import { firstPlan, trialOf, type KindProps, type Plan } from "./plan";

const say = speak(BRINGING);

export interface BringInProps {
  specification: { id: string; href: string };
  kinds: KindProps[];
  sections: { id: string; name: string }[];
  simulations: { id: string; name: string }[];
}

interface Done {
  result: api.BroughtIn;
  deed: Deed | null;
  undone: boolean;
}

export default function BringIn({ specification, kinds, sections, simulations }: BringInProps): ReactElement {
  const [tables, setTables] = useState<api.Table[]>([]);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const deed = useDeed();

  const read = (file: File | undefined): void => void (file === undefined ? undefined : deed.run(async () => {
    const found = await api.readTable(specification.id, file);
    setTables(found);
    setDone(null);
    setPlan(firstPlan(found[0]!, kinds));
  }));
  const bring = (accepted: number[]): void => void deed.run(async () => {
    const { answer, deed: made } = await api.bringIn(specification.id, trialOf(plan!), accepted);
    setDone({ result: answer, deed: made, undone: false });
    setPlan(null);
  });
  const undo = (): void => void deed.run(async () => {
    await api.takeBack(specification.id, done!.deed!.id);
    setDone({ ...done!, undone: true });
  });

  return (
    <>
      <p><a className="btn sm" href={`${specification.href}/origines`}><Icon name="arrow-left" />{say("back")}</a></p>
      <h1 className="mt4">{say("title")}</h1>
      <p className="lede">{say("lede")}</p>
      <div className="row wrap mt5">
        <FileTrigger acceptedFileTypes={[".xlsx", ".csv", ".txt", ".md", ".markdown", ".reqif", ".reqifz", ".xml"]} onSelect={(files) => read(files?.[0])}>
          <Button icon="upload" look={plan === null ? "primary" : "plain"} isDisabled={deed.busy}>{say(plan === null ? "file" : "another")}</Button>
        </FileTrigger>
        <span className="sub">{plan === null ? say("formats") : say("chosen", { name: plan.table.name, rows: plan.table.rows.length, columns: plan.table.columns.length })}</span>
      </div>
      <Refused failure={deed.failure} />
      {done === null ? null : <Result done={done} busy={deed.busy} onUndo={undo} />}
      {plan === null ? null : (
        <>
          <div className="row bottom wrap mt6">
            {tables.length < 2 ? null : (
              <Select label={say("sheet")} value={String(tables.findIndex((one) => one.name === plan.table.name))}
                onChange={(place) => setPlan(firstPlan(tables[Number(place)]!, kinds))}
                options={tables.map((one, place) => ({ value: String(place), text: one.name }))} />
            )}
            <Select label={say("kind")} value={plan.kind.kind} onChange={(kind) => setPlan(firstPlan(plan.table, kinds, kind))}
              options={kinds.map(({ kind }) => ({ value: kind, text: say(`kind.${kind}`) }))} />
          </div>
          <Columns plan={plan} sections={sections} simulations={simulations} onChange={setPlan} />
          <Preview specification={specification.id} plan={plan} busy={deed.busy} onCell={setPlan} onBring={bring} />
        </>
      )}
    </>
  );
}

function Result({ done, busy, onUndo }: { done: Done; busy: boolean; onUndo: () => void }): ReactElement {
  if (done.undone) return <p className="note mt5" role="status">{say("undone")}</p>;
  return (
    <div className="note ok mt5" role="status">
      <Icon name="circle-check" />
      <span className="grow">{counted(say, done.result.count, "doneOne", "done")}</span>
      <a className="btn" href={done.result.href}>{say("see")}</a>
      {done.deed === null ? null : <Button icon="undo-2" isDisabled={busy} onPress={onUndo}>{say("undo")}</Button>}
    </div>
  );
}
