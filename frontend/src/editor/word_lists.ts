// Word does not put lists on the clipboard, only paragraphs that say which level they stand on; these become lists again.

interface Item {
  paragraph: HTMLElement;
  level: number;
  marker: string;
}

interface Open {
  list: HTMLElement;
  ordered: boolean;
  level: number;
}

const LEVEL = /mso-list:\s*l\d+\s+level(\d+)/i;
const IGNORED = '[data-look*="mso-list:Ignore"],[data-look*="mso-list: Ignore"]';
const NUMBER = /^\(?(\d+|[a-z]|[ivxlc]+)[.)]/i;

/** Replaces each run of Word list paragraphs by nested lists. */
export function buildWordLists(body: HTMLElement): void {
  let run: Item[] = [];
  for (const paragraph of body.querySelectorAll<HTMLElement>("p,h1,h2,h3,h4,h5,h6")) {
    const item = readItem(paragraph);
    const follows = run.length > 0 && nextElement(run[run.length - 1]!.paragraph) === paragraph;
    if (run.length > 0 && (!item || !follows)) {
      buildRun(run);
      run = [];
    }
    if (item) run.push(item);
  }
  if (run.length > 0) buildRun(run);
}

function nextElement(element: HTMLElement): Element | null {
  return element.nextElementSibling;
}

/** Reads a list paragraph and takes its printed marker out; a numbered heading only loses its marker. */
function readItem(paragraph: HTMLElement): Item | null {
  const level = LEVEL.exec(paragraph.getAttribute("data-look") ?? "")?.[1];
  if (level === undefined) return null;
  let marker = "";
  for (const ignored of paragraph.querySelectorAll(IGNORED)) {
    marker += ignored.textContent;
    ignored.remove();
  }
  marker = marker.replace(/[\s\u00A0]+/g, "");
  if (/^H[1-6]$/.test(paragraph.tagName)) return null;
  return { paragraph, level: Number(level), marker };
}

function buildRun(items: Item[]): void {
  const holder = items[0]!.paragraph.ownerDocument.createDocumentFragment();
  const open: Open[] = [];
  const place = items[0]!.paragraph;
  const mark = place.ownerDocument.createComment("list");
  place.before(mark);
  for (const item of items) addItem(item, open, holder);
  mark.replaceWith(holder);
}

function addItem(item: Item, open: Open[], holder: DocumentFragment): void {
  const ordered = NUMBER.test(item.marker) && !/^o$/i.test(item.marker);
  while (open.length > 0 && open[open.length - 1]!.level > item.level) open.pop();
  const top = open[open.length - 1];
  if (top && top.level === item.level && top.ordered !== ordered) open.pop();
  if (open.length === 0 || open[open.length - 1]!.level < item.level) open.push(openList(item, ordered, open, holder));
  const entry = item.paragraph.ownerDocument.createElement("li");
  const paragraph = item.paragraph.ownerDocument.createElement("p");
  paragraph.append(...item.paragraph.childNodes);
  entry.append(paragraph);
  item.paragraph.remove();
  open[open.length - 1]!.list.append(entry);
}

function openList(item: Item, ordered: boolean, open: Open[], holder: DocumentFragment): Open {
  const list = item.paragraph.ownerDocument.createElement(ordered ? "ol" : "ul");
  const start = Number.parseInt(/\d+/.exec(item.marker)?.[0] ?? "1", 10);
  if (ordered && start !== 1) list.setAttribute("start", String(start));
  const parent = open[open.length - 1]?.list.lastElementChild ?? holder;
  parent.append(list);
  return { list, ordered, level: item.level };
}
