// The living part of the page: the line to the server, fresh pieces, who is here, and writing.
import { base } from "../api/client";
import type { Point } from "../editor/ports";
import type { PatchItem, Person } from "../sync/channel";
import { Drafts } from "../sync/drafts";
import type { SessionEvents } from "../sync/session";
import { LiveSession } from "../sync/session";
import { liveAddress, openSocket } from "../sync/socket";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { serverAnswers, socketClass, Ways } from "../sync/ways";
import { sayEditor } from "../i18n/editor";
import { hear, tell } from "./events";
import { Notices } from "./notices";
import { Patches } from "./patches";
import { drawPeople } from "./people";
import { offerComments } from "./phrase";
import { followProposals } from "./proposals";
import { SavingLine } from "./saving_line";
import { followDeeds } from "./taking_back";
import { writingServices } from "./services";
import { followThreads, ThreadMarks } from "./threads";
import { Writing } from "./writing";

export interface Live {
  /** A press on a text has begun. */
  ahead: (part: HTMLElement) => void;
  write: (part: HTMLElement, point: Point) => void;
  /** Ends the writing in a text once its words are kept. */
  finish: (part: HTMLElement) => Promise<void>;
  undo: () => void;
  redo: () => void;
}

/** How long a patch may take to follow the deed this page has announced. */
const MINE_FOR = 5000;

const ENDINGS = { "signed-out": "signed_out", "too-many": "page.too_many", "reload": "page.reload" } as const;

export function startLive(sheet: HTMLElement): Live | null {
  const { specification, cursor = "" } = sheet.dataset;
  if (specification === undefined) return null;
  const page: Page = { people: [] };
  const notices = new Notices(() => session.dismissRefusals());
  const ways = new Ways(sessionStorage, serverAnswers);
  const socket = openSocket(liveAddress(specification, location, base()), socketClass(ways));
  const session: LiveSession = new LiveSession(specification, cursor, socket, sessionEvents(page, notices));
  const writing = new Writing(sheet, session, notices, writingServices(specification));
  const threads = new ThreadMarks(sheet, (part) => writing.isMounted(part), () => writing.redraw());
  writing.drawThreadsWith(threads);
  page.writing = writing;
  page.patches = patchesOf(sheet, page, writing);
  if (sheet.dataset["comment"] === "yes") offerComments(sheet, (phrase) => void writing.commentOn(phrase));
  followDeeds(session, notices);
  hear("focus", ({ kind, id }) => session.channel.standAt(kind === "requirement" ? id : null));
  hear("patched", () => threads.redraw());
  hear("say", ({ text }) => notices.say(text));
  addEventListener("beforeunload", (event) => {
    if (session.atRisk) event.preventDefault();
  });
  followThreads(specification);
  followProposals(specification);
  hear("unreachable", () => notices.say(speak(COMMON)("unreachable")));
  void useDrafts(sheet, session);
  if (sheet.querySelector("[data-write]")) void writing.prepare();
  return {
    ahead: (part) => writing.ahead(part),
    write: (part, point) => void writing.write(part, point),
    finish: (part) => writing.finish(part),
    undo: () => writing.undo(),
    redo: () => writing.redo(),
  };
}

/** The parts of the page that the line speaks to; they stand before its first word comes. */
interface Page {
  people: Person[];
  patches?: Patches;
  writing?: Writing;
}

function sessionEvents(page: Page, notices: Notices): SessionEvents {
  const line = new SavingLine();
  return {
    patch: ({ items }) => page.patches?.receive(items),
    origins: (news) => tell("origins", news),
    reload: () => notices.say(sayEditor("page.reload")),
    people: (now) => {
      page.people = now;
      drawPeople(now);
    },
    denied: () => notices.say(sayEditor("page.denied")),
    saving: (saving) => {
      line.show(saving);
      notices.unstored(saving.state === "unstored");
      if (saving.state === "refused") notices.refuse(saving.refusals);
    },
    ended: (document) => page.writing?.ended(document),
    closed: (why) => {
      notices.say(sayEditor(ENDINGS[why]));
      if (why === "signed-out") tell("signed-out", {});
    },
  };
}

function patchesOf(sheet: HTMLElement, page: Page, writing: Writing): Patches {
  const mine = followMine();
  const tellChanged = changesTold();
  return new Patches(sheet, {
    isMounted: (part) => writing.isMounted(part),
    isMine: (id) => mine.has(id),
    dismount: (part) => writing.dismount(part),
    applied: (ids, talked) => {
      tellChanged(ids);
      for (const id of talked) tell("changed", { subject: { kind: "thread", id: id.slice(2) } });
      drawPeople(page.people);
    },
  });
}

/** The islands hear of changes once the sheet has been at rest for so long, */
const REST = 1000;
/** and at the latest after so long, while somebody types on and on: each of them asks the server again. */
const LATEST = 5000;

/** Tells the islands which requirements and sections have changed. */
function changesTold(): (ids: readonly string[]) => void {
  const changed = new Set<string>();
  let first = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellAll = (): void => {
    const told = [...changed];
    changed.clear();
    for (const id of told) tell("changed", { subject: { kind: id.startsWith("r-") ? "requirement" : "section", id: id.slice(2) } });
  };
  return (ids) => {
    if (changed.size === 0) first = Date.now();
    for (const id of ids) if (/^[rs]-/.test(id)) changed.add(id);
    clearTimeout(timer);
    if (changed.size > 0) timer = setTimeout(tellAll, Math.min(REST, Math.max(0, first + LATEST - Date.now())));
  };
}

/** Remembers for a moment the pieces that this page has changed by a deed of its own. */
function followMine(): Set<PatchItem["id"]> {
  const ids = new Set<string>();
  hear("mine", ({ id }) => {
    ids.add(`r-${id}`).add(`s-${id}`);
    setTimeout(() => {
      ids.delete(`r-${id}`);
      ids.delete(`s-${id}`);
    }, MINE_FOR);
  });
  return ids;
}

async function useDrafts(sheet: HTMLElement, session: LiveSession): Promise<void> {
  const sent = document.querySelector<HTMLMetaElement>('meta[name="draft-key"]')?.content;
  if (!sent || sheet.dataset["keep"] === "no") return;
  const drafts = await Drafts.open(unmasked(sent));
  if (drafts) await session.useDrafts(drafts);
}

/** The key behind the mask it travels in: the first half of the bytes hides the second. */
function unmasked(sent: string): string {
  const bytes = Uint8Array.from(atob(sent), (letter) => letter.charCodeAt(0));
  const half = bytes.length / 2;
  return btoa(String.fromCharCode(...bytes.subarray(half).map((byte, at) => byte ^ (bytes[at] ?? 0))));
}
