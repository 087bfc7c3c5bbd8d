// The form of a remark: what is written is kept on the phone before it is sent, and leaves by itself once there is a network.
import { smaller } from "./photo";
import { Waiting, type Remark } from "./waiting";

const RETRY_EVERY = 20_000;
const REFUSED = 422;

/** Sends what waits, now and whenever the network may be back; says how many wait. */
export async function followRemarks(secret: Uint8Array<ArrayBuffer>): Promise<void> {
  const waiting = await Waiting.open(secret);
  if (waiting === null) return;
  const bring = async (): Promise<void> => {
    const before = await waiting.count();
    await waiting.send(async (remark) => (await post(remark)) !== null).catch(() => undefined);
    await tellCount(waiting);
    const listed = document.querySelector("[data-remarks]") !== null;
    if (listed && (await waiting.count()) < before) window.location.reload();
  };
  const form = document.querySelector<HTMLFormElement>("form[data-remark]");
  if (form !== null) followForm(form, waiting);
  window.addEventListener("online", () => void bring());
  window.setInterval(() => void bring(), RETRY_EVERY);
  await bring();
}

/** The answer of the server, or null when none came: no network, or a server that is not well. */
async function post({ action, fields, photo }: Remark): Promise<Response | null> {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  if (photo.length > 0) body.append("photo", new Blob([photo], { type: "image/jpeg" }), "photo.jpg");
  try {
    const answer = await fetch(action, { method: "POST", body });
    const signedOut = answer.redirected && !answer.url.includes("/remarques/");
    return answer.status >= 500 || answer.status === 429 || signedOut ? null : answer;
  } catch {
    return null;
  }
}

function followForm(form: HTMLFormElement, waiting: Waiting): void {
  const photo = form.querySelector<HTMLInputElement>("input[name=photo]");
  const named = form.querySelector<HTMLElement>("[data-photo-name]");
  photo?.addEventListener("change", () => {
    if (named !== null && photo.files?.length) named.textContent = named.dataset["kept"] ?? "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(form, waiting);
  });
}

async function send(form: HTMLFormElement, waiting: Waiting): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>("button.primary");
  if (button?.disabled) return;
  if (button) button.disabled = true;
  const key = form.querySelector<HTMLInputElement>("input[name=key]");
  const remark = await written(form);
  if (key === null || remark === null) {
    HTMLFormElement.prototype.submit.call(form);
    return;
  }
  await waiting.keep(key.value, remark);
  await navigator.locks.request("concerte-remarks", async () => {
    const answer = await post(remark);
    if (answer === null) {
      begin(form, key);
      await tellCount(waiting);
    } else {
      await waiting.drop(key.value);
      if (answer.status === REFUSED) await showRefusal(form, answer);
      else window.location.assign(answer.url);
    }
  });
  if (button) button.disabled = false;
}

/** What the form holds, its photograph made smaller; null when this phone cannot draw the picture. */
async function written(form: HTMLFormElement): Promise<Remark | null> {
  const data = new FormData(form);
  const picked = data.get("photo");
  data.delete("photo");
  const fields = [...data.entries()].map(([name, value]): [string, string] => [name, String(value)]);
  try {
    const photo = picked instanceof File && picked.size > 0 ? await smaller(picked) : new Uint8Array();
    return { action: form.action, fields, photo };
  } catch {
    return null;
  }
}

/** Makes the form ready for another remark: the one before is kept under its own key. */
function begin(form: HTMLFormElement, key: HTMLInputElement): void {
  form.reset();
  const fresh = crypto.getRandomValues(new Uint8Array(16));
  key.value = btoa(String.fromCharCode(...fresh)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function showRefusal(form: HTMLFormElement, answer: Response): Promise<void> {
  const said = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[role=alert]");
  form.querySelector("[role=alert]")?.remove();
  if (said === null) return;
  form.prepend(document.importNode(said, true));
  form.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
}

async function tellCount(waiting: Waiting): Promise<void> {
  const count = await waiting.count();
  for (const line of document.querySelectorAll<HTMLElement>("[data-waiting]")) {
    line.hidden = count === 0;
    line.textContent = ((count === 1 ? line.dataset["one"] : line.dataset["many"]) ?? "").replace("{count}", String(count));
  }
}
