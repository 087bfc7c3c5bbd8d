// What one audience will read of a frozen version, what does not get through, and the sending.
import { useCallback, useState, type ReactElement } from "react";
import * as api from "../api/release";
import type { BaselineView, PreviewView } from "../api/types";
import { speak } from "../i18n";
import { RELEASE } from "../i18n/release";
import { Icon } from "../icons/Icon";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { useLatest } from "../ui/useLatest";
import { Loss } from "./Loss";
import type { RoomProps } from "./Release";
import { Send } from "./Send";

const say = speak(RELEASE);
const FIRM = "";

export function Preview(props: RoomProps & { baseline: BaselineView }): ReactElement {
  const { specification, board, baseline } = props;
  const suppliers = board.organizations.filter((organization) => organization.kind === "supplier");
  const [audience, setAudience] = useState(suppliers[0]?.id ?? FIRM);
  const question = useCallback(
    () => api.preview(specification, baseline.id, audience === FIRM ? undefined : audience), [specification, baseline.id, audience]);
  const { answer, failure } = useLatest(question);
  const supplier = suppliers.find((organization) => organization.id === audience);
  const options = [...suppliers.map((organization) => ({ value: organization.id, text: organization.name })), { value: FIRM, text: say("firm") }];
  return (
    <div className="preview">
      <Select label={say("previewFor")} value={audience} onChange={setAudience} options={options} />
      <Refused failure={failure} />
      {answer === null ? null : <Read preview={answer} />}
      {supplier !== undefined && baseline.status === "confirmed" && board.can.includes("release.send") ? <Send {...props} supplier={supplier} red={answer?.loss?.requirements.filter((item) => item.imperative).map((item) => item.code) ?? []} /> : null}
      {suppliers.length === 0 ? <p className="note mt4">{say("noSupplier")}</p> : null}
    </div>
  );
}

function Read({ preview }: { preview: PreviewView }): ReactElement {
  return (
    <div className="wiz">
      <section aria-label={say("whatReads", { name: preview.organization })}>
        <h3 className="row"><Icon name="eye" />{say("whatReads", { name: preview.organization })}</h3>
        {/* The server's own renderer made and escaped this text; the page and the PDF are drawn by the same code. */}
        <div className="peek" tabIndex={0} role="group" aria-label={say("previewRegion")} dangerouslySetInnerHTML={{ __html: preview.html }} />
      </section>
      {preview.loss === null ? null : <Loss loss={preview.loss} name={preview.organization} />}
    </div>
  );
}
