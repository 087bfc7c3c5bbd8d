// Naming a new part, a new requirement, or a part anew.
import { useState, type ReactElement } from "react";
import { Refusal } from "../api/client";
import * as api from "../api/outline";
import type { SectionView } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { OUTLINE } from "../i18n/outline";
import { Button } from "../ui/Button";
import { ClashNotice } from "../ui/ClashNotice";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";

const say = speak(OUTLINE);
const common = speak(COMMON);

export type Adding =
  | { kind: "section"; parent: string | null }
  | { kind: "requirement"; section: string; after: string | null };

interface DialogProps {
  specification: string;
  onClose: () => void;
  onDone: () => void;
}

export function AddDialog({ specification, adding, sections, onClose, onDone }: DialogProps & { adding: Adding; sections: SectionView[] }): ReactElement {
  const [title, setTitle] = useState("");
  const [prefix, setPrefix] = useState("");
  const deed = useDeed();
  const section = adding.kind === "section";

  const create = async (): Promise<void> => {
    const done = await deed.run(() => {
      if (adding.kind === "requirement") {
        return api.addRequirement(specification, { section_id: adding.section, after_id: adding.after, title });
      }
      const last = sections.filter((candidate) => candidate.parent_id === adding.parent && !candidate.withdrawn).at(-1);
      return api.addSection(specification, { title, prefix, parent_id: adding.parent, after_id: last?.id ?? null });
    });
    if (!done) return;
    onDone();
    onClose();
  };

  return (
    <Dialog title={say(section ? "addSection" : "addRequirement")} isOpen onClose={onClose}>
      <form className="stack-6" onSubmit={(event) => { event.preventDefault(); void create(); }}>
        <Field label={say(section ? "sectionTitle" : "functionTitle")} value={title} onChange={setTitle} autoFocus isRequired
          {...(section ? {} : { hint: say("functionHint") })} />
        {section ? <Field label={say("prefix")} hint={say("prefixHint")} value={prefix} onChange={setPrefix} maxLength={4} /> : null}
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={title.trim() === "" || deed.busy}>{say(section ? "create" : "createRequirement")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export function RenameDialog({ specification, section, onClose, onDone }: DialogProps & { section: SectionView }): ReactElement {
  const [title, setTitle] = useState(section.title);
  const [clash, setClash] = useState<{ yours: string; theirs: string } | null>(null);
  const deed = useDeed();

  const keep = async (before: string): Promise<void> => {
    setClash(null);
    const done = await deed.run(async () => {
      try {
        await api.changeSection(specification, section.id, { field: "title", value: title, before });
      } catch (error) {
        if (error instanceof Refusal && error.theirs !== undefined) setClash({ yours: title, theirs: error.theirs });
        throw error;
      }
    });
    if (!done) return;
    onDone();
    onClose();
  };

  return (
    <Dialog title={say("rename")} about={`${section.number} ${section.title}`} isOpen onClose={onClose}>
      <form className="stack-6" onSubmit={(event) => { event.preventDefault(); void keep(section.title); }}>
        <Field label={say("sectionTitle")} value={title} onChange={setTitle} autoFocus isRequired />
        {clash === null ? <Refused failure={deed.failure} /> : (
          <ClashNotice field={say("sectionTitle")} {...clash} onMine={() => void keep(clash.theirs)} onTheirs={() => { onDone(); onClose(); }} />
        )}
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={title.trim() === "" || deed.busy}>{say("renameDo")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
