// Real browsers' half of the live wire: unmodified @hocuspocus/provider and Yjs, driven line by line.
// Each line in is {"do": name, …}, each line out its answer. An http address is reached by the product's own HttpSocket.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const load = createRequire(process.argv[2]);
const Y = load("yjs");
const { HocuspocusProvider, HocuspocusProviderWebsocket } = load("@hocuspocus/provider");
const { HttpSocket } = await import(pathToFileURL(join(dirname(process.argv[2]), "src", "sync", "http_socket.ts")));

/** As the page's own (src/sync/socket.ts): nothing is queued while the line is down. */
class PageSocket extends HocuspocusProviderWebsocket {
  send(message) { if (this.webSocket?.readyState === 1) super.send(message); }
}

// Lines out are answers only; what Yjs remarks goes to standard error.
console.log = console.warn = console.error;

const sockets = new Map();
const opened = new Map();

const deeds = {
  connect({ socket, url, headers, loses = 0, page = false }) {
    const events = [];
    const line = { lose: 0, made: null, events };
    const overHttp = url.startsWith("http");
    class Socket extends (overHttp ? HttpSocket : WebSocket) {
      // A browser sends its cookie and Origin by itself; here they are given.
      constructor(address) { super(address, ...(overHttp ? [unreliable(loses)] : headers ? [{ headers }] : [])); }
      send(data) {
        if (line.lose > 0) line.lose -= 1;
        else super.send(data);
      }
    }
    const made = new (page ? PageSocket : HocuspocusProviderWebsocket)({ url, WebSocketPolyfill: Socket, delay: 50, minDelay: 10, maxDelay: 100 });
    made.on("close", ({ event }) => events.push([event.code, event.reason]));
    line.made = made;
    sockets.set(socket, line);
  },
  open({ socket, as, name, aware = true, sessions = false, client }) {
    const document = new Y.Doc();
    if (client !== undefined) document.clientID = client;
    const log = { denied: [], scopes: [], closed: [], stateless: [] };
    const provider = new HocuspocusProvider({
      websocketProvider: sockets.get(socket).made,
      name, document, token: "cookie", sessionAwareness: sessions,
      ...(aware ? {} : { awareness: null }),
      onAuthenticated: ({ scope }) => log.scopes.push(scope),
      onAuthenticationFailed: ({ reason }) => log.denied.push(reason),
      onClose: ({ event }) => log.closed.push(event.reason),
      onStateless: ({ payload }) => log.stateless.push(JSON.parse(payload)),
    });
    provider.attach();
    opened.set(as, { provider, document, log });
  },
  state({ as }) {
    const { provider, document, log } = opened.get(as);
    const beings = provider.awareness ? [...provider.awareness.getStates().values()] : [];
    return {
      synced: provider.isSynced, unsynced: provider.unsyncedChanges, scope: provider.authorizedScope ?? null,
      words: words(document), whole: document.getXmlFragment("text").toString(), client: document.clientID, beings, ...log,
    };
  },
  type({ as, words: typed }) {
    const { document } = opened.get(as);
    const run = document.getXmlFragment("text").get(0).get(0);
    run.insert(run.length, typed);
  },
  erase({ as, count }) {
    const run = opened.get(as).document.getXmlFragment("text").get(0).get(0);
    run.delete(run.length - count, count);
  },
  intrude({ as }) { opened.get(as).document.getMap("elsewhere").set("a", 1); },
  restore({ as, from }) { Y.applyUpdate(opened.get(as).document, Y.encodeStateAsUpdate(opened.get(from).document), "kept"); },
  become({ as, client }) { opened.get(as).document.clientID = client; },
  lose({ socket, count }) { sockets.get(socket).lose = count; },
  raw({ socket, bytes }) { sockets.get(socket).made.webSocket.send(Buffer.from(bytes, "base64")); },
  announce({ as, field, value }) { opened.get(as).provider.setAwarenessField(field, value); },
  say({ as, text }) { opened.get(as).provider.sendStateless(text); },
  force({ as }) { opened.get(as).provider.forceSync(); },
  token({ as }) { return opened.get(as).provider.sendToken(); },
  detach({ as }) { opened.get(as).provider.destroy(); },
  disconnect({ socket }) { sockets.get(socket).made.disconnect(); },
  reconnect({ socket }) { return void sockets.get(socket).made.connect(); },
  socket({ socket }) { const { made, events } = sockets.get(socket); return { status: made.status, closes: events }; },
};

/** A fetch that loses every so manieth request, before it leaves or after it was answered, in turns. */
function unreliable(every) {
  let count = 0;
  return async (address, options) => {
    count += 1;
    const lost = every > 0 && count % every === 0;
    if (lost && count % (2 * every) === 0) throw new Error("the request was lost");
    const answer = await fetch(address, options);
    if (!lost) return answer;
    await answer.arrayBuffer();
    throw new Error("the answer was lost");
  };
}

function words(document) {
  const first = document.getXmlFragment("text").get(0);
  return first ? first.toString().replace(/<[^>]*>/g, "") : null;
}

createInterface({ input: process.stdin }).on("line", async (line) => {
  let answer;
  try {
    const { do: deed, ...values } = JSON.parse(line);
    answer = (await deeds[deed](values)) ?? {};
  } catch (error) {
    answer = { error: String(error?.stack ?? error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}).on("close", () => process.exit(0));
