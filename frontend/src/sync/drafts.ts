// Words that the server has not acknowledged, kept on this computer so that a closed tab does not lose them.
// Only these unacknowledged updates are kept, never a whole document, and only encrypted with a key of the session;
// a supplier's browser keeps nothing at all.

export interface Draft {
  specification: string;
  document: string;
  part: string;
  /** The whole text of the part as its author last saw it, to be copied if the update can no longer be applied. */
  text: string;
  update: Uint8Array;
}

interface Row {
  id: string;
  tab: string;
  key: string;
  at: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

const DATABASE = "concerte";
const STORE = "drafts";
const FORGOTTEN_AFTER = 7 * 24 * 3600 * 1000;

export class Drafts {
  #database: IDBDatabase;
  #key: CryptoKey;
  #keyName: string;
  #tab: string;

  private constructor(database: IDBDatabase, key: CryptoKey, keyName: string, tab: string) {
    this.#database = database;
    this.#key = key;
    this.#keyName = keyName;
    this.#tab = tab;
  }

  /** Opens the drafts of this session, or gives null where the browser cannot encrypt (a page without TLS). */
  static async open(secret: string): Promise<Drafts | null> {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB || !navigator.locks) return null;
    const bytes = Uint8Array.from(atob(secret), (sign) => sign.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const tab = crypto.randomUUID();
    void navigator.locks.request(lockOf(tab), () => new Promise<never>(() => undefined));
    return new Drafts(await openDatabase(), key, hex(digest.subarray(0, 8)), tab);
  }

  async keep(draft: Draft): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#key, encode(draft));
    const row: Row = { id: this.#id(draft.document), tab: this.#tab, key: this.#keyName, at: Date.now(), iv, sealed };
    await this.#write((store) => store.put(row));
  }

  /** Forgets what this tab kept of a document, once the server has it. */
  async drop(document: string): Promise<void> {
    await this.#write((store) => store.delete(this.#id(document)));
  }

  /**
   * Hands over, once, the drafts that closed tabs of this session left for a specification, each when its tab is gone: one
   * that is just closing may still be there. They are taken out of the store only after `take` has settled, so a second
   * crash in between loses nothing.
   */
  async restore(specification: string, take: (draft: Draft) => Promise<void>): Promise<void> {
    for (const row of await this.#rows()) {
      if (Date.now() - row.at > FORGOTTEN_AFTER) await this.#write((store) => store.delete(row.id));
      else if (row.key === this.#keyName && row.tab !== this.#tab) void this.#restoreRow(row, specification, take);
    }
  }

  async #restoreRow({ id, tab }: Row, specification: string, take: (draft: Draft) => Promise<void>): Promise<void> {
    await navigator.locks.request(lockOf(tab), async () => {
      const row = (await this.#rows()).find((one) => one.id === id);
      if (row === undefined) return;
      const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, this.#key, row.sealed);
      const draft = decode(opened);
      if (draft.specification !== specification) return;
      await take(draft);
      await this.#write((store) => store.delete(row.id));
    });
  }

  #id(document: string): string {
    return `${this.#tab}:${document}`;
  }

  async #rows(): Promise<Row[]> {
    return settled(this.#database.transaction(STORE).objectStore(STORE).getAll() as IDBRequest<Row[]>);
  }

  async #write(deed: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    await settled(deed(this.#database.transaction(STORE, "readwrite").objectStore(STORE)));
  }
}

function lockOf(tab: string): string {
  return `concerte-draft-${tab}`;
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the draft store refused"));
  });
}

function encode(draft: Draft): Uint8Array<ArrayBuffer> {
  const { update, ...head } = draft;
  const start = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + start.length + update.length);
  new DataView(bytes.buffer).setUint32(0, start.length);
  bytes.set(start, 4);
  bytes.set(update, 4 + start.length);
  return bytes;
}

function decode(buffer: ArrayBuffer): Draft {
  const end = 4 + new DataView(buffer).getUint32(0);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, end - 4))) as Omit<Draft, "update">;
  return { ...head, update: new Uint8Array(buffer.slice(end)) };
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
