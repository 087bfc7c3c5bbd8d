// Pictures: pasted, dropped or chosen, each is sent first and stands in the text as an attachment.
import { Selection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { sayEditor } from "../i18n/editor";
import { inert } from "../page/html";
import { cleanPaste } from "./paste";
import type { EditorPorts } from "./ports";
import { nodeType } from "./schema";

/** The kinds of picture that may be sent. */
export const ACCEPTED = ["image/png", "image/jpeg", "image/gif", "image/webp"] as const;

type Ports = Pick<EditorPorts, "upload" | "notice">;

export function picturesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter((file) => (ACCEPTED as readonly string[]).includes(file.type));
}

/** Sends pictures and sets them one after the other at the selection. */
export async function insertPictures(view: EditorView, files: readonly File[], ports: Ports): Promise<void> {
  for (const file of files) {
    const attachment = await send(file, ports);
    if (attachment === null || view.isDestroyed) continue;
    const image = nodeType("image").create({ attachment, alt: altOf(file) });
    view.dispatch(view.state.tr.replaceSelectionWith(image, false).scrollIntoView());
  }
}

function altOf(file: File): string {
  return file.name.replace(/\.[a-z]+$/i, "").replace(/[-_]+/g, " ").slice(0, 1000);
}

async function send(file: File, ports: Ports): Promise<string | null> {
  ports.notice(sayEditor("image.sending"));
  try {
    const attachment = await ports.upload(file);
    ports.notice("");
    return attachment;
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    ports.notice(sayEditor("image.failed", { name: file.name, reason }));
    return null;
  }
}

/** Pastes HTML cleaned of other programs' habits; pictures inside it are sent before the text is set. */
export async function pasteHtml(view: EditorView, html: string, ports: Ports): Promise<void> {
  const { html: cleaned, pictures, missing } = cleanPaste(html);
  const page = inert(cleaned).body;
  for (const [index, file] of pictures.entries()) {
    const attachment = await send(file, ports);
    const image = page.querySelector(`img[data-pending="${index}"]`);
    if (attachment === null) image?.remove();
    else image?.setAttribute("data-attachment", attachment);
    image?.removeAttribute("src");
  }
  if (view.isDestroyed) return;
  view.pasteHTML(page.innerHTML);
  if (missing.length > 0) ports.notice(sayEditor("image.missing", { names: missing.join(", ") }));
}

/** Takes over paste and drop where pictures or foreign HTML are involved. */
export function takeClipboard(ports: Ports): {
  paste: (view: EditorView, event: ClipboardEvent) => boolean;
  drop: (view: EditorView, event: DragEvent) => boolean;
} {
  return {
    paste: (view, event) => {
      const html = event.clipboardData?.getData("text/html") ?? "";
      const files = picturesOf(event.clipboardData);
      if (html === "" && files.length === 0) return false;
      event.preventDefault();
      void (html === "" ? insertPictures(view, files, ports) : pasteHtml(view, html, ports));
      return true;
    },
    drop: (view, event) => {
      const files = picturesOf(event.dataTransfer);
      if (files.length === 0) return false;
      event.preventDefault();
      setSelectionAt(view, event);
      void insertPictures(view, files, ports);
      return true;
    },
  };
}

function setSelectionAt(view: EditorView, event: DragEvent): void {
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (found) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(found.pos))));
}
