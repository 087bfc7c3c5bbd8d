// A file of a frozen version, for one audience, in one language.
import { useState, type ReactElement } from "react";
import * as api from "../api/release";
import type { BaselineView, ReleaseBoardView } from "../api/types";
import { speak } from "../i18n";
import { RELEASE } from "../i18n/release";
import { Icon } from "../icons/Icon";
import { Segmented } from "../ui/Segmented";
import { Select } from "../ui/Select";

const say = speak(RELEASE);
const FORMATS: readonly api.Format[] = ["pdf", "html", "json"];
const FIRM = "";

export function Export({ specification, board, baseline }: { specification: string; board: ReleaseBoardView; baseline: BaselineView }): ReactElement {
  const [audience, setAudience] = useState(FIRM);
  const [format, setFormat] = useState<api.Format>("pdf");
  const [language, setLanguage] = useState<"fr" | "en">("fr");
  const suppliers = board.organizations.filter((organization) => organization.kind === "supplier");
  const options = [{ value: FIRM, text: say("firm") }, ...suppliers.map((organization) => ({ value: organization.id, text: organization.name }))];
  return (
    <div className="row bottom wrap mt4">
      <Select label={say("exportFor")} value={audience} onChange={setAudience} options={options} />
      <div>
        <p className="lab">{say("format")}</p>
        <Segmented label={say("format")} value={format} onChange={setFormat} options={FORMATS.map((value) => ({ value, text: say(`format.${value}`) }))} />
      </div>
      <div>
        <p className="lab">{say("language")}</p>
        <Segmented label={say("language")} value={language} onChange={setLanguage} options={[{ value: "fr", text: say("french") }, { value: "en", text: say("english") }]} />
      </div>
      <a className="btn" download href={api.exportFile(specification, baseline.id, format, audience === FIRM ? undefined : audience, language)}>
        <Icon name="download" />{say("download")}
      </a>
    </div>
  );
}
