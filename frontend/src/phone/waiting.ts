// Remarks that have not reached the server: kept on this phone, encrypted with a key of the person who wrote them, and sent
// when there is a network. Each carries the key by which the server knows it, so that sending it twice makes one remark.
import { Vault, type SealedRow } from "../sync/vault";

export interface Remark {
  action: string;
  fields: [string, string][];
  photo: Uint8Array<ArrayBuffer>;
}

const NAME = "concerte-remarks";

export class Waiting {
  #vault: Vault;

  private constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** Opens the remarks of who holds this secret, or gives null where the browser cannot encrypt (a page without TLS). */
  static async open(secret: Uint8Array<ArrayBuffer>): Promise<Waiting | null> {
    const vault = await Vault.open(NAME, secret);
    return vault && new Waiting(vault);
  }

  /** Keeps a remark under the key that the server will know it by. */
  async keep(id: string, { photo, ...head }: Remark): Promise<void> {
    await this.#vault.put(await this.#vault.seal(id, head, photo));
  }

  async drop(id: string): Promise<void> {
    await this.#vault.drop(id);
  }

  async count(): Promise<number> {
    return (await this.#ours()).length;
  }

  /** Sends what waits, the oldest first, until something cannot leave; one page at a time does it. */
  async send(post: (remark: Remark) => Promise<boolean>): Promise<void> {
    await navigator.locks.request(NAME, async () => {
      for (const row of (await this.#ours()).sort((one, other) => one.at - other.at)) {
        const [head, photo] = await this.#vault.unseal(row);
        if (!(await post({ ...(head as Omit<Remark, "photo">), photo }))) return;
        await this.drop(row.id);
      }
    });
  }

  async #ours(): Promise<SealedRow[]> {
    return (await this.#vault.rows()).filter((row) => this.#vault.isOurs(row));
  }
}
