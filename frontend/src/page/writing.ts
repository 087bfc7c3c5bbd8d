// Opening a text for writing and leaving it: one editor where one writes, none elsewhere, and never a word lost between.
import type { EditorPorts, Point } from "../editor/ports";
import type { MountedEditor } from "../editor/index";
import { Refusal, Unreachable } from "../api/client";
import type { LiveText } from "../api/types";
import { sayEditor } from "../i18n/editor";
import type { LiveDocument } from "../sync/document";
import type { LiveSession } from "../sync/session";
import { tell } from "./events";
import type { Notices } from "./notices";
import type { Phrase } from "./phrase";
import { keepingTheLine } from "./patches";
import { scrollTo } from "./jump";
import { TextNames } from "./names";
import { codeOf, ownerOf, requirementOf, textAt, whereIs } from "./place";
import { selectedIn } from "./selected";
import type { WritingServices } from "./services";
import type { ThreadMarks } from "./threads";

/** How long after the server could not be reached it is asked again for a text that is wanted. */
const ASK_AGAIN = 1000;

interface Open {
  part: HTMLElement;
  document: LiveDocument;
  editor: MountedEditor;
}

export class Writing {
  #sheet: HTMLElement;
  #session: LiveSession;
  #names: TextNames;
  #notices: Notices;
  #services: WritingServices;
  #threads: ThreadMarks | null = null;
  #open = new Map<HTMLElement, Open>();
  /** The text asked for last, while its document is on the way. */
  #wanted: HTMLElement | null = null;
  #editorCode: Promise<typeof import("../editor/index")> | null = null;

  constructor(sheet: HTMLElement, session: LiveSession, notices: Notices, services: WritingServices) {
    this.#sheet = sheet;
    this.#session = session;
    this.#names = new TextNames(session.specification);
    this.#notices = notices;
    this.#services = services;
    addEventListener("focusin", (event) => this.#onFocus(event.target));
  }

  drawThreadsWith(threads: ThreadMarks): void {
    this.#threads = threads;
  }

  /** Fetches the editor's code ahead of the first press. */
  prepare(): Promise<typeof import("../editor/index")> {
    this.#editorCode ??= import("prosemirror-view").then(() => import("../editor/index"));
    return this.#editorCode;
  }

  isMounted(part: HTMLElement): boolean {
    return this.#open.has(part);
  }

  redraw(): void {
    for (const { editor } of this.#open.values()) editor.redraw();
  }

  async write(part: HTMLElement, point: Point): Promise<void> {
    const known = this.#open.get(part);
    if (known) return known.editor.focusAt(point);
    this.#wanted = part;
    part.setAttribute("aria-busy", "true");
    try {
      await this.#fetch(part, point);
    } finally {
      part.removeAttribute("aria-busy");
    }
  }

  async #fetch(part: HTMLElement, point: Point): Promise<void> {
    const name = await this.#nameOf(part);
    if (name === null) return;
    if (!name.may_write) {
      this.#wanted = null;
      return this.#notices.say(sayEditor("ended"));
    }
    const document = this.#session.open(name.document, name.part_id);
    if (!document.synced && !this.#session.online) this.#notices.say(sayEditor("offline.open"));
    const [code] = await Promise.all([this.prepare(), document.whenReady()]);
    if (document.ended || this.#wanted !== part || !part.isConnected) {
      if (!document.ended) this.#session.leave(name.document);
      return;
    }
    this.#mount(code, part, document, point);
  }

  /** The text's live document, asked for again while the server is out of reach; null once something else is wanted. */
  async #nameOf(part: HTMLElement): Promise<LiveText | null> {
    while (this.#wanted === part && part.isConnected) {
      try {
        return await this.#names.of(part);
      } catch (error) {
        if (error instanceof Refusal) {
          this.#notices.say(error.message);
          return null;
        }
        if (!(error instanceof Unreachable)) throw error;
        this.#notices.say(sayEditor("offline.open"));
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN));
      }
    }
    return null;
  }

  /** A press on a text has begun: what opening it needs is fetched meanwhile. */
  ahead(part: HTMLElement): void {
    if (!this.#open.has(part)) this.#names.ahead(part);
  }

  /** Ends the writing in a text once its words are acknowledged. */
  async finish(part: HTMLElement): Promise<void> {
    if (this.#wanted === part) this.#wanted = null;
    const open = this.#open.get(part);
    if (!open) return;
    open.editor.view.dom.blur();
    // The words of a text that left the page may wait long for the line; tools docked elsewhere would wait in sight.
    if (!part.isConnected) open.editor.toolbar.remove();
    await this.#leave(open);
  }

  undo(): void {
    this.#afterStep(this.#session.undo.undo());
  }

  redo(): void {
    this.#afterStep(this.#session.undo.redo());
  }

  /** A document was closed by the server: its editor goes, the words stay on the page, and it opens again if it may. */
  ended(document: LiveDocument): void {
    const open = [...this.#open.values()].find((candidate) => candidate.document === document);
    if (open) this.#take(open);
    if (document.reason === "rights-changed") {
      if (open) void this.write(open.part, "end");
    } else this.#notices.say(sayEditor(wordOf(document.reason)));
  }

  dismount(part: HTMLElement): void {
    const open = this.#open.get(part);
    if (open) this.#take(open);
  }

  #mount(code: typeof import("../editor/index"), part: HTMLElement, document: LiveDocument, point: Point): void {
    this.#wanted = null;
    const language = part.closest<HTMLElement>("[lang]")?.lang || this.#sheet.dataset["language"] || "fr";
    const manager = this.#session.undo.follow(document.name, () => code.createUndoManager(document.fragment));
    const place = { element: part, name: nameOf(part), language, manager };
    document.watch(() => this.#checkForm(code, part, document));
    const selected = selectedIn(part);
    const editor = code.mountEditor(place, document, this.#ports(part, document.part));
    if (!editor) {
      this.#session.leave(document.name);
      this.#notices.say(sayEditor("reload"));
      return;
    }
    this.#open.set(part, { part, document, editor });
    editor.focusAt(selected ?? point);
    keepingTheLine(this.#sheet, () => {
      part.closest("article.req,.sec")?.classList.add("editing");
      part.classList.add("writing");
      placeTools(part, editor.toolbar);
      if (editor.line) part.after(editor.line);
    });
    this.#threads?.redraw();
  }

  /** Another, newer page may bring a form that this one would destroy: the editor goes before it sees it. */
  #checkForm(code: typeof import("../editor/index"), part: HTMLElement, document: LiveDocument): void {
    const open = this.#open.get(part);
    if (open?.document !== document || code.knows(document.fragment)) return;
    this.#take(open);
    this.#session.leave(document.name);
    this.#notices.say(sayEditor("reload"));
  }

  #ports(part: HTMLElement, id: string): EditorPorts {
    return {
      people: (typed) => this.#services.people(id, typed),
      codes: (typed) => this.#services.codes(id, typed),
      upload: (picture) => this.#services.upload(id, part.dataset["proposal"], picture),
      remarks: this.#remarksIn(part),
      threads: () => (this.#threads?.all ?? []).filter(({ anchor }) => anchor.part_id === id && part.dataset["proposal"] === undefined),
      openThread: (id) => tell("thread", { id }),
      comment: () => this.#comment(part),
      undo: () => this.undo(),
      redo: () => this.redo(),
      canUndo: () => this.#session.undo.canUndo,
      canRedo: () => this.#session.undo.canRedo,
      mode: this.#modeOf(part),
      leave: () => this.#leaveByKey(part),
      newAfter: () => tell("new-after", { requirement: requirementOf(part) }),
      notice: (text) => this.#notices.say(text),
    };
  }

  /** Only what is asked is read: the statement, and what is proposed instead of it. */
  #remarksIn(part: HTMLElement): EditorPorts["remarks"] {
    if ((part.dataset["text"] ?? part.dataset["kind"]) !== "statement") return null;
    const { kind, id } = ownerOf(part);
    return (text) => this.#services.remarks(text, kind === "requirement" ? id : null);
  }

  /** Where one may both write and propose, as on the sheet, how to go from one to the other. */
  #modeOf(part: HTMLElement): EditorPorts["mode"] {
    if (part.closest("[data-owner]")) return null;
    if (part.dataset["proposal"] === undefined) return { proposing: false, change: () => tell("propose", { element: part }) };
    const text = textAt({ ...whereIs(part), text: part.dataset["kind"] ?? "" });
    return text?.dataset["write"] === undefined ? null : { proposing: true, change: () => void this.write(text, "end") };
  }

  #comment(part: HTMLElement): void {
    const anchor = this.#open.get(part)?.editor.anchor();
    if (anchor) tell("comment", { subject: ownerOf(part), anchor });
    else this.#notices.say(sayEditor("comment.nothing"));
  }

  /** A thread is wanted on words selected in a text that is only read here: its document is opened to know their place. */
  async commentOn({ part, quoted }: Phrase): Promise<void> {
    this.#wanted = part;
    const name = await this.#nameOf(part);
    this.#wanted = null;
    if (name === null) return;
    const document = this.#session.open(name.document, name.part_id);
    if (!document.synced && !this.#session.online) this.#notices.say(sayEditor("offline.open"));
    const [code] = await Promise.all([this.prepare(), document.whenReady()]);
    if (document.ended) return;
    const anchor = code.anchorOf(document.fragment, name.part_id, quoted);
    this.#session.leave(name.document);
    if (anchor) tell("comment", { subject: ownerOf(part), anchor });
    else this.#notices.say(sayEditor("comment.nothing"));
  }

  #leaveByKey(part: HTMLElement): void {
    const open = this.#open.get(part);
    if (!open) return;
    open.editor.view.dom.blur();
    void this.#leave(open).then(() => part.focus({ preventScroll: true }));
  }

  /** Whoever goes elsewhere on the page has left the texts they were writing in. */
  #onFocus(target: EventTarget | null): void {
    if (!(target instanceof Element) || target.closest("[data-live]:not(.proposals),.notices,[role=dialog]")) return;
    for (const open of [...this.#open.values()]) if (!open.part.contains(target)) void this.#leave(open);
  }

  /** Takes the editor away once its words are acknowledged and no letter is being composed. */
  async #leave(open: Open): Promise<void> {
    await open.document.whenSaved();
    while (open.editor.composing) await new Promise((resolve) => addEventListener("compositionend", resolve, { once: true }));
    const back = open.part.contains(document.activeElement) && document.activeElement === open.editor.view.dom;
    if (back || this.#open.get(open.part) !== open) return;
    this.#take(open);
    this.#session.leave(open.document.name);
  }

  #take(open: Open): void {
    this.#open.delete(open.part);
    keepingTheLine(this.#sheet, () => {
      open.editor.unmount();
      open.part.classList.remove("writing");
      const holder = open.part.closest("article.req,.sec");
      if (!holder?.querySelector(".writing")) holder?.classList.remove("editing");
    });
    this.#threads?.redraw();
  }

  /** What was undone elsewhere on the page is brought into sight. */
  #afterStep(name: string | null): void {
    if (name === null) return;
    const part = this.#names.elementOf(name);
    if (!part) return;
    const { top, bottom } = part.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) scrollTo(part.closest("article.req") ?? part);
  }
}

/**
 * The tools stand above the text, and above the label its first line may share (« Pourquoi »). On a phone they are docked
 * at the foot of the screen, outside of the section, which would hold them inside itself.
 */
function placeTools(part: HTMLElement, tools: HTMLElement): void {
  if (matchMedia("(max-width: 640px)").matches) document.body.append(tools);
  else (part.closest(".why-block") ?? part).before(tools);
}

function wordOf(reason: string): "ended" | "ended.relabelled" | "ended.unavailable" {
  if (reason === "relabelled" || reason === "sealed") return "ended.relabelled";
  return reason === "unavailable" ? "ended.unavailable" : "ended";
}

/** What the editor is called, for those who hear it. */
function nameOf(part: HTMLElement): string {
  const own = part.dataset["name"];
  if (own !== undefined) return own;
  const article = part.closest("article.req");
  if (!article) return sayEditor("text.intro", { title: part.closest(".sec")?.querySelector("h2")?.textContent ?? "" });
  return sayEditor(part.dataset["text"] === "rationale" ? "text.rationale" : "text.statement", { code: codeOf(article) });
}
