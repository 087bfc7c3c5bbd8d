// The first project: a template, a document or a blank page; a name; who steers.
import { useState, type ReactElement } from "react";
import * as api from "../api/project";
import type { ImportPreview, Seat, TemplateView } from "../api/types";
import { currentLanguage, speak } from "../i18n";
import { PROJECT } from "../i18n/project";
import { Icon } from "../icons/Icon";
import { ICON_NAMES, type IconName } from "../icons/names";
import { Button } from "../ui/Button";
import { Choices, type ChoiceOption } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Glyph } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { Segmented } from "../ui/Segmented";
import { Select } from "../ui/Select";
import { DocumentPick } from "./DocumentPick";
import { TemplatePreview } from "./TemplatePreview";

const say = speak(PROJECT);
const BLANK = "";
const DOCUMENT = "document:";
const ANOTHER = "";
const SEATS: readonly Seat[] = ["work", "production"];

export interface FirstProjectProps {
  me: { name: string; email: string };
  firms: { id: string; name: string }[];
  templates: TemplateView[];
}

export interface ChosenDocument {
  markdown: string;
  preview: ImportPreview;
}

export default function FirstProject({ me, firms, templates }: FirstProjectProps): ReactElement {
  const [source, setSource] = useState(templates[0]?.name ?? BLANK);
  const [document, setDocument] = useState<ChosenDocument | null>(null);
  const [name, setName] = useState("");
  const [firm, setFirm] = useState(firms[0]?.id ?? ANOTHER);
  const [firmName, setFirmName] = useState("");
  const [seat, setSeat] = useState<Seat>("work");
  const [other, setOther] = useState("");
  const [language, setLanguage] = useState(currentLanguage());
  const deed = useDeed();
  const [tried, setTried] = useState(false);
  const lacking: Record<"document" | "name" | "firm", boolean> = {
    document: source === DOCUMENT && document === null,
    name: name.trim() === "",
    firm: firm === ANOTHER && firmName.trim() === "",
  };
  const missing = (what: keyof typeof lacking): string | undefined => (tried && lacking[what] ? say(`missing.${what}`) : undefined);

  const create = (form: HTMLFormElement): void => {
    setTried(true);
    // The first field that lacks something is where one goes on.
    if (Object.values(lacking).some(Boolean)) requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true],.missing button")?.focus());
    else send();
  };
  const take = (chosen: ChosenDocument): void => {
    setDocument(chosen);
    if (name === "" || name === document?.preview.title) setName(chosen.preview.title);
  };
  const send = (): void => void deed.run(async () => {
    const made = await api.createProject({
      name: name.trim(), firm_id: firm === ANOTHER ? null : firm, firm_name: firmName.trim(), seat, language,
      template: source === BLANK || source === DOCUMENT ? null : source,
      markdown: source === DOCUMENT ? document?.markdown ?? null : null,
      other_pilot_email: other.trim(),
    });
    window.location.assign(made.href ?? "/");
  });

  return (
    <div className="first">
      <form noValidate onSubmit={(event) => { event.preventDefault(); create(event.currentTarget); }}>
        <h1>{say("title")}</h1>
        <p className="lede">{say("lede")}</p>
        <Choices label={say("template")} labelHidden value={source} onChange={setSource} place="tpl mt5" options={sources(templates)} />
        {source === DOCUMENT ? <DocumentPick chosen={document} onChosen={take} error={missing("document")} /> : null}
        <Field label={say("projectName")} value={name} onChange={setName} isRequired place="mt5" error={missing("name")} />
        {firms.length > 0 ? (
          <Select label={say("firm")} value={firm} onChange={setFirm} place="mt4"
            options={[...firms.map((item) => ({ value: item.id, text: item.name })), { value: ANOTHER, text: say("otherFirm") }]} />
        ) : null}
        {firm === ANOTHER ? <Field label={say("firmName")} value={firmName} onChange={setFirmName} isRequired place="mt4" error={missing("firm")} /> : null}
        <fieldset className="mt4">
          <legend className="lab">{say("seats")}</legend>
          <div className="seat-pair mt2">
            {SEATS.map((one) => (
              <div key={one} className={one === seat ? "seat on" : "seat"}>
                <p className="row"><Glyph of={one} /><b>{say(one)}</b></p>
                {one === seat ? <p className="mt2">{say("me", { name: me.name })}</p> : (
                  <>
                    <Field label={say("otherSeat")} type="email" value={other} onChange={setOther} place="mt2" autoComplete="off" />
                    <Button small look="quiet" place="mt2" onPress={() => setSeat(one)}>{say("takeSeat")}</Button>
                  </>
                )}
              </div>
            ))}
          </div>
          <p className="hint mt2">{say("otherHint")}</p>
        </fieldset>
        <div className="mt4">
          <p className="lab">{say("language")}</p>
          <Segmented label={say("language")} value={language} onChange={setLanguage} options={[{ value: "fr", text: say("french") }, { value: "en", text: say("english") }]} />
        </div>
        <Refused failure={deed.failure} />
        <div className="row wrap mt5">
          <Button look="primary" place="big" type="submit" isDisabled={deed.busy}>{say("create")}</Button>
          <span className="meta">{say("soon")}</span>
        </div>
      </form>
      <TemplatePreview template={templates.find((template) => template.name === source)} document={source === DOCUMENT ? document?.preview : undefined}
        otherwise={say(source === DOCUMENT ? "documentGet" : "blankGet")} />
    </div>
  );
}

function known(icon: string): IconName {
  return ICON_NAMES.find((name) => name === icon) ?? "file-text";
}

function sources(templates: TemplateView[]): ChoiceOption<string>[] {
  const card = (value: string, title: string, summary: string, icon: IconName): ChoiceOption<string> => ({
    value, content: <><span className="grow"><b>{title}</b>{summary === "" ? null : <span className="sub">{summary}</span>}</span><Icon name={icon} /></>,
  });
  return [
    ...templates.map((template) => card(template.name, template.title, template.summary, known(template.icon))),
    card(DOCUMENT, say("document"), say("documentAbout"), "upload"),
    card(BLANK, say("blank"), "", "file"),
  ];
}
