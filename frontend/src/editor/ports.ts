// What an editor is given by the page: looking things up, sending pictures, telling the page what happened.
import type { Remark } from "../api/wording";
import type { ThreadMark } from "../page/events";

export interface Mentioned {
  kind: "person" | "code";
  ref: string;
  text: string;
  /** A few words beside the name: a role, a title. */
  detail?: string;
}

export interface EditorPorts {
  people: (typed: string) => Promise<Mentioned[]>;
  codes: (typed: string) => Promise<Mentioned[]>;
  /** Sends a picture and gives its attachment id; rejects with a sentence for the person. */
  upload: (picture: File) => Promise<string>;
  /** Reads the words of a statement; null where the text is none. */
  remarks: ((text: string) => Promise<readonly Remark[]>) | null;
  threads: () => readonly ThreadMark[];
  openThread: (id: string) => void;
  comment: () => void;
  undo: () => void;
  redo: () => void;
  canUndo: () => boolean;
  canRedo: () => boolean;
  /** Null where one may only write, or only propose. */
  mode: { proposing: boolean; change: () => void } | null;
  leave: () => void;
  newAfter: () => void;
  notice: (text: string) => void;
}

/** A place on the screen. */
export interface Spot {
  x: number;
  y: number;
}

/** Where the caret goes when an editor opens, or the words that stay selected. */
export type Point = Spot | { from: Spot; to: Spot } | "start" | "end";
