// What one will get: the chapters, and one requirement as an example.
import type { ReactElement } from "react";
import type { ImportPreview, TemplateView } from "../api/types";
import { speak } from "../i18n";
import { PROJECT } from "../i18n/project";

const say = speak(PROJECT);

interface TemplatePreviewProps {
  template: TemplateView | undefined;
  document: ImportPreview | undefined;
  /** What is said when there are no chapters to show. */
  otherwise: string;
}

export function TemplatePreview({ template, document, otherwise }: TemplatePreviewProps): ReactElement {
  const chapters = template?.chapters ?? document?.sections ?? [];
  const sample = template?.sample ?? null;
  return (
    <aside className="side" aria-label={say("previewOf")}>
      <p className="meta">{say("youGet")}</p>
      {chapters.length === 0 ? <p className="serif mt3">{otherwise}</p> : (
        <ol>{chapters.map((chapter) => <li key={`${chapter.number} ${chapter.title}`}><span className="n">{chapter.number}</span>{chapter.title}</li>)}</ol>
      )}
      {sample === null ? null : (
        <div className="sample"><p className="meta nw">{sample.code}</p><p className="serif">{sample.statement}</p><p className="meta">{sample.criterion}</p></div>
      )}
    </aside>
  );
}
