// What each column says, and one value for what no column says.
import type { ReactElement } from "react";
import { speak } from "../i18n";
import { BRINGING } from "../i18n/bringing";
import { Select } from "../ui/Select";
import { LEFT_OUT, givable, type FieldProps, type Plan } from "./plan";

const say = speak(BRINGING);

interface ColumnsProps {
  plan: Plan;
  sections: { id: string; name: string }[];
  simulations: { id: string; name: string }[];
  onChange: (plan: Plan) => void;
}

export function Columns({ plan, sections, simulations, onChange }: ColumnsProps): ReactElement {
  const { table, kind, mapping, given } = plan;
  const set = (column: string, field: string): void => {
    const free = Object.fromEntries(Object.entries(mapping).map(([other, said]) => [other, said === field && field !== LEFT_OUT ? "" : said]));
    onChange({ ...plan, mapping: { ...free, [column]: field } });
  };
  const choices = [
    ...kind.fields.map(({ name, title }) => ({ value: name, text: title })),
    { value: "", text: say("note") },
    { value: LEFT_OUT, text: say("out") },
  ];
  const valuesOf = (field: FieldProps): { value: string; text: string }[] => {
    const words = field.choices.length > 0
      ? field.choices.map(([value, word]) => ({ value, text: word }))
      : (field.names === "section" ? sections : simulations).map(({ name }) => ({ value: name, text: name }));
    return [{ value: "", text: say("none") }, ...words];
  };
  const fields = givable(plan);
  return (
    <section className="mt6" aria-labelledby="columns">
      <h2 id="columns">{say("columns")}</h2>
      <table className="tbl lines mapping mt3">
        <thead><tr><th scope="col">{say("column")}</th><th scope="col">{say("sample")}</th><th scope="col">{say("becomes")}</th></tr></thead>
        <tbody>
          {table.columns.map((column, place) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              <td className="sub">{(table.rows.find((row) => row[place] !== "")?.[place] ?? "").slice(0, 90)}</td>
              <td><Select label={say("becomesOf", { column })} labelHidden value={mapping[column] ?? ""} onChange={(field) => set(column, field)} options={choices} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {fields.length === 0 ? null : (
        <>
          <h3 className="mt5">{say("given")}</h3>
          <div className="row bottom wrap mt3">
            {fields.map((field) => (
              <Select key={field.name} label={field.title} value={given[field.name] ?? ""} options={valuesOf(field)}
                onChange={(value) => onChange({ ...plan, given: { ...given, [field.name]: value } })} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}
