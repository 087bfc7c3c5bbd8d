// What comes from Word, Excel, LibreOffice and the web, put into the few forms that a text of ours has.
import { inert } from "../page/html";
import { buildWordLists } from "./word_lists";

export interface Pasted {
  html: string;
  /** Pictures inside the pasted text, as files to be uploaded; each `img` waits in `html` as `data-pending`. */
  pictures: File[];
  /** Names of pictures that a browser may not read, so that the person can be told. */
  missing: string[];
}

const DROPPED =
  "script,style,meta,link,title,base,object,iframe,form,svg,colgroup,col,del,.MsoDel,.msoDel," +
  '.MsoCommentReference,.MsoCommentText,[data-look*="mso-element:comment"],[data-look*="mso-hide:all"]';
const NUMBERED = /^[\s\u00A0]*(?:\d+(?:\.\d+)*[.)]?|[IVXLC]+[.)])[\s\u00A0]+/u;

/** Turns clipboard HTML into HTML that the schema reads without loss of lists, tables and emphasis. */
export function cleanPaste(html: string): Pasted {
  const page = inert(withoutStyles(html));
  const body = page.body;
  removeComments(body);
  buildWordLists(body);
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  for (const heading of body.querySelectorAll("h1,h2,h3,h4,h5,h6")) flattenHeading(heading as HTMLElement);
  for (const caption of body.querySelectorAll("caption")) liftCaption(caption as HTMLElement);
  for (const element of body.querySelectorAll<HTMLElement>("[data-look],b")) readEmphasis(element);
  const pictures: File[] = [];
  const missing: string[] = [];
  for (const image of body.querySelectorAll("img")) takePicture(image, pictures, missing);
  plainSpaces(body);
  for (const paragraph of body.querySelectorAll("p")) dropIfEmpty(paragraph);
  return { html: body.innerHTML, pictures, missing };
}

function removeComments(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

/** A heading becomes a strong paragraph, without the number its document gave it. */
function flattenHeading(heading: HTMLElement): void {
  const first = firstText(heading);
  if (first) first.data = first.data.replace(NUMBERED, "");
  const paragraph = heading.ownerDocument.createElement("p");
  const strong = heading.ownerDocument.createElement("strong");
  strong.append(...heading.childNodes);
  paragraph.append(strong);
  heading.replaceWith(paragraph);
}

function firstText(element: HTMLElement): Text | null {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (text.data.trim() !== "") return text;
  }
  return null;
}

function liftCaption(caption: HTMLElement): void {
  const paragraph = caption.ownerDocument.createElement("p");
  paragraph.append(...caption.childNodes);
  caption.closest("table")?.before(paragraph);
  caption.remove();
}

/**
 * Styles are only read, never applied: the page's own rules forbid inline styles, even in a document nobody sees, so
 * they are put aside under another name before the text is parsed.
 */
function withoutStyles(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(?<=[\s"'])style(?=\s*=)/i, "data-look"));
}

function lookOf(element: HTMLElement, property: string): string {
  const look = element.getAttribute("data-look") ?? "";
  return new RegExp(`(?:^|[;\\s])${property}\\s*:\\s*([^;]+)`, "i").exec(look)?.[1]?.trim().toLowerCase() ?? "";
}

/** Bold and italic said in styles become elements; a `b` that only says "normal" (Google Docs) is unwrapped. */
function readEmphasis(element: HTMLElement): void {
  const weight = lookOf(element, "font-weight");
  if (element.tagName === "B" && (weight === "normal" || weight === "400")) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (element.tagName !== "SPAN" && element.tagName !== "FONT") return;
  const italic = lookOf(element, "font-style") === "italic";
  element.removeAttribute("data-look");
  if (weight === "bold" || Number(weight) >= 600) wrapInside(element, "strong");
  if (italic) wrapInside(element, "em");
}

function wrapInside(element: HTMLElement, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

function takePicture(image: HTMLImageElement, pictures: File[], missing: string[]): void {
  if (image.hasAttribute("data-attachment")) return;
  const source = image.getAttribute("src") ?? "";
  const file = readDataPicture(source, image.alt || `image-${pictures.length + 1}`);
  if (file) {
    image.setAttribute("data-pending", String(pictures.length));
    pictures.push(file);
    return;
  }
  missing.push(nameOf(image.alt, source));
  image.remove();
}

function readDataPicture(source: string, name: string): File | null {
  const found = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/.exec(source);
  if (!found) return null;
  const [, type = "", data = ""] = found;
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  return new File([bytes], name, { type });
}

function nameOf(alt: string, source: string): string {
  const last = source.split(/[?#]/)[0]?.split(/[\\/]/).pop() ?? "";
  return alt.trim() || decodeSafely(last) || "image";
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** People's text holds plain spaces; print and screen set the no-break ones again. */
function plainSpaces(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    text.data = text.data.replace(/[\u00A0\u202F]/g, " ");
  }
}

function dropIfEmpty(paragraph: HTMLElement): void {
  const holdsPicture = paragraph.querySelector("img") !== null;
  const onlyChild = paragraph.parentElement?.children.length === 1;
  if (paragraph.textContent.trim() === "" && !holdsPicture && !onlyChild) paragraph.remove();
}
