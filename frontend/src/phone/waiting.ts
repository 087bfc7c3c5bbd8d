// Remarks that have not reached the server: kept on this phone, encrypted with a key of the person who wrote them, and sent
// when there is a network. Each carries the key by which the server knows it, so that sending it twice makes one remark.

export interface Remark {
  action: string;
  fields: [string, string][];
  photo: Uint8Array<ArrayBuffer>;
}

interface Row {
  id: string;
  owner: string;
  at: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

const DATABASE = "concerte-remarks";
const STORE = "waiting";
const LOCK = "concerte-remarks";

export class Waiting {
  #database: IDBDatabase;
  #key: CryptoKey;
  #owner: string;

  private constructor(database: IDBDatabase, key: CryptoKey, owner: string) {
    this.#database = database;
    this.#key = key;
    this.#owner = owner;
  }

  /** Opens the remarks of who holds this secret, or gives null where the browser cannot encrypt (a page without TLS). */
  static async open(secret: Uint8Array<ArrayBuffer>): Promise<Waiting | null> {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB || !navigator.locks) return null;
    const key = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt", "decrypt"]);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", secret));
    const owner = [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return new Waiting(await openDatabase(), key, owner);
  }

  /** Keeps a remark under the key that the server will know it by. */
  async keep(id: string, remark: Remark): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#key, encode(remark));
    const row: Row = { id, owner: this.#owner, at: Date.now(), iv, sealed };
    await settled(this.#store("readwrite").put(row));
  }

  async drop(id: string): Promise<void> {
    await settled(this.#store("readwrite").delete(id));
  }

  async count(): Promise<number> {
    return (await this.#rows()).length;
  }

  /** Sends what waits, the oldest first, until something cannot leave; one page at a time does it. */
  async send(post: (remark: Remark) => Promise<boolean>): Promise<void> {
    await navigator.locks.request(LOCK, async () => {
      for (const row of (await this.#rows()).sort((one, other) => one.at - other.at)) {
        const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, this.#key, row.sealed);
        if (!(await post(decode(opened)))) return;
        await this.drop(row.id);
      }
    });
  }

  async #rows(): Promise<Row[]> {
    const all = await settled(this.#store("readonly").getAll() as IDBRequest<Row[]>);
    return all.filter((row) => row.owner === this.#owner);
  }

  #store(mode: IDBTransactionMode): IDBObjectStore {
    return this.#database.transaction(STORE, mode).objectStore(STORE);
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("this phone keeps nothing"));
  });
}

function encode({ action, fields, photo }: Remark): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify({ action, fields }));
  const bytes = new Uint8Array(4 + head.length + photo.length);
  new DataView(bytes.buffer).setUint32(0, head.length);
  bytes.set(head, 4);
  bytes.set(photo, 4 + head.length);
  return bytes;
}

function decode(buffer: ArrayBuffer): Remark {
  const end = 4 + new DataView(buffer).getUint32(0);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, end - 4))) as Omit<Remark, "photo">;
  return { ...head, photo: new Uint8Array(buffer.slice(end)) };
}
