// A Markdown document of ours: read here, understood by the server, shown before anything is made of it.
import { useState, type ReactElement } from "react";
import { FileTrigger } from "react-aria-components";
import * as api from "../api/project";
import type { ImportPreview } from "../api/types";
import { counted, speak } from "../i18n";
import { PROJECT } from "../i18n/project";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Refused } from "../ui/Refused";
import type { ChosenDocument } from "./FirstProject";

const say = speak(PROJECT);
const MOST_BYTES = 2_000_000;

interface DocumentPickProps {
  chosen: ChosenDocument | null;
  /** Why one cannot go on without a document, once one has tried. */
  error: string | undefined;
  onChosen: (chosen: ChosenDocument) => void;
}

/** What the server understood of a document. */
function found(name: string, { requirement_count, sections }: ImportPreview): string {
  return say("fileChosen", {
    name,
    requirements: counted(say, requirement_count, "oneRecognised", "recognised"),
    parts: counted(say, sections.length, "onePart", "parts"),
  });
}

export function DocumentPick({ chosen, error, onChosen }: DocumentPickProps): ReactElement {
  const [name, setName] = useState("");
  const [unfit, setUnfit] = useState<"tooBig" | "notText" | null>(null);
  const deed = useDeed();

  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const markdown = file.size > MOST_BYTES ? null : textOf(await file.arrayBuffer());
    setUnfit(file.size > MOST_BYTES ? "tooBig" : markdown === null ? "notText" : null);
    if (markdown === null) return;
    setName(file.name);
    await deed.run(async () => {
      onChosen({ markdown, preview: await api.previewImport(file.name, markdown) });
    });
  };

  return (
    <div className={error === undefined ? "mt3" : "mt3 missing"}>
      <FileTrigger acceptedFileTypes={[".md", ".markdown", "text/markdown"]} onSelect={(files) => void read(files?.[0])}>
        <Button icon="upload" isDisabled={deed.busy}>{say("file")}</Button>
      </FileTrigger>
      {chosen === null ? null : (
        <p className="note ok mt3" role="status"><Icon name="check" /><span>{found(name, chosen.preview)}</span></p>
      )}
      <Refused failure={unfit ? say(unfit) : deed.failure ?? error} />
    </div>
  );
}

/** The words of a file that is text in UTF-8; null of any other, which would come in with letters missing. */
function textOf(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
