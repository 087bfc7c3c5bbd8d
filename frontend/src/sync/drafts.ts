// Words that the server has not acknowledged, kept on this computer so that a closed tab does not lose them.
// Only these unacknowledged updates are kept, never a whole document, and only encrypted with a key of the session;
// a supplier's browser keeps nothing at all.
import { Vault, type SealedRow } from "./vault";

export interface Draft {
  specification: string;
  document: string;
  part: string;
  /** The whole text of the part as its author last saw it, to be copied if the update can no longer be applied. */
  text: string;
  update: Uint8Array;
}

interface Row extends SealedRow {
  tab: string;
}

const FORGOTTEN_AFTER = 7 * 24 * 3600 * 1000;

export class Drafts {
  #vault: Vault<Row>;
  #tab = crypto.randomUUID();

  private constructor(vault: Vault<Row>) {
    this.#vault = vault;
    void navigator.locks.request(lockOf(this.#tab), () => new Promise<never>(() => undefined));
  }

  /** Opens the drafts of this session, or gives null where the browser cannot encrypt (a page without TLS). */
  static async open(secret: string): Promise<Drafts | null> {
    const vault = await Vault.open<Row>("concerte", Uint8Array.from(atob(secret), (sign) => sign.charCodeAt(0)));
    return vault && new Drafts(vault);
  }

  async keep({ update, ...head }: Draft): Promise<void> {
    await this.#vault.put({ ...(await this.#vault.seal(this.#id(head.document), head, update)), tab: this.#tab });
  }

  /** Forgets what this tab kept of a document, once the server has it. */
  async drop(document: string): Promise<void> {
    await this.#vault.drop(this.#id(document));
  }

  /**
   * Hands over, once, the drafts that closed tabs of this session left for a specification, each when its tab is gone: one
   * that is just closing may still be there. They are taken out of the store only after `take` has settled, so a second
   * crash in between loses nothing.
   */
  async restore(specification: string, take: (draft: Draft) => Promise<void>): Promise<void> {
    for (const row of await this.#vault.rows()) {
      if (Date.now() - row.at > FORGOTTEN_AFTER) await this.#vault.drop(row.id);
      else if (this.#vault.isOurs(row) && row.tab !== this.#tab) void this.#restoreRow(row, specification, take);
    }
  }

  async #restoreRow({ id, tab }: Row, specification: string, take: (draft: Draft) => Promise<void>): Promise<void> {
    await navigator.locks.request(lockOf(tab), async () => {
      const row = (await this.#vault.rows()).find((one) => one.id === id);
      if (row === undefined) return;
      const [head, update] = await this.#vault.unseal(row);
      const draft = { ...(head as Omit<Draft, "update">), update };
      if (draft.specification !== specification) return;
      await take(draft);
      await this.#vault.drop(row.id);
    });
  }

  #id(document: string): string {
    return `${this.#tab}:${document}`;
  }
}

function lockOf(tab: string): string {
  return `concerte-draft-${tab}`;
}
