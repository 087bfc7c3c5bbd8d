// Things kept on this computer until the server has them: rows of a database of the browser, each sealed with one person's key.

export interface SealedRow {
  id: string;
  /** Names the key without telling it: whose row this is. */
  key: string;
  at: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

const STORE = "drafts";

export class Vault<Row extends SealedRow = SealedRow> {
  #database: IDBDatabase;
  #key: CryptoKey;
  #name: string;

  private constructor(database: IDBDatabase, key: CryptoKey, name: string) {
    this.#database = database;
    this.#key = key;
    this.#name = name;
  }

  /** Opens a database with the key made of `secret`, or gives null where the browser cannot encrypt (a page without TLS). */
  static async open<Row extends SealedRow>(database: string, secret: Uint8Array<ArrayBuffer>): Promise<Vault<Row> | null> {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB || !navigator.locks) return null;
    const key = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt", "decrypt"]);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", secret));
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    return new Vault<Row>(await settled(request), key, hex(digest.subarray(0, 8)));
  }

  /** Seals a thing: what JSON can say of it, and bytes. */
  async seal(id: string, head: unknown, bytes: Uint8Array): Promise<SealedRow> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#key, packed(head, bytes));
    return { id, key: this.#name, at: Date.now(), iv, sealed };
  }

  async unseal(row: SealedRow): Promise<[head: unknown, bytes: Uint8Array<ArrayBuffer>]> {
    return unpacked(await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, this.#key, row.sealed));
  }

  isOurs(row: SealedRow): boolean {
    return row.key === this.#name;
  }

  /** All rows, whosoever they are. */
  async rows(): Promise<Row[]> {
    return settled(this.#store("readonly").getAll() as IDBRequest<Row[]>);
  }

  async put(row: Row): Promise<void> {
    await settled(this.#store("readwrite").put(row));
  }

  async drop(id: string): Promise<void> {
    await settled(this.#store("readwrite").delete(id));
  }

  #store(mode: IDBTransactionMode): IDBObjectStore {
    return this.#database.transaction(STORE, mode).objectStore(STORE);
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser keeps nothing"));
  });
}

function packed(head: unknown, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = new TextEncoder().encode(JSON.stringify(head));
  const whole = new Uint8Array(4 + start.length + bytes.length);
  new DataView(whole.buffer).setUint32(0, start.length);
  whole.set(start, 4);
  whole.set(bytes, 4 + start.length);
  return whole;
}

function unpacked(whole: ArrayBuffer): [unknown, Uint8Array<ArrayBuffer>] {
  const end = 4 + new DataView(whole).getUint32(0);
  return [JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, end - 4))), new Uint8Array(whole.slice(end))];
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
