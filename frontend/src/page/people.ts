// Who else is here: a name beside the code of the requirement they are in, and the row of initials in the bar.
import type { Person } from "../sync/channel";

function nameTag(person: Person): HTMLElement {
  const tag = document.createElement("span");
  tag.className = "here-now";
  tag.dataset["live"] = "";
  tag.dataset["i"] = person.initial;
  tag.style.setProperty("--c", `var(--p${person.hue})`);
  tag.textContent = person.name;
  return tag;
}

/** So many have room in the bar; the others are a number that says their names. */
const SHOWN = 5;

function avatar(person: Person): HTMLElement {
  const sign = document.createElement("span");
  sign.className = `av p${person.hue}`;
  sign.setAttribute("role", "img");
  sign.setAttribute("aria-label", person.name);
  sign.textContent = person.initials;
  return sign;
}

function others(people: readonly Person[]): HTMLElement {
  const sign = document.createElement("span");
  sign.className = "av";
  sign.setAttribute("role", "img");
  sign.setAttribute("aria-label", people.map(({ name }) => name).join(", "));
  sign.title = sign.getAttribute("aria-label") ?? "";
  sign.textContent = `+${people.length}`;
  return sign;
}

/** Each person once, however many pages they have open. */
function apart(people: readonly Person[], key: (person: Person) => string): Person[] {
  return [...new Map(people.map((person) => [key(person), person])).values()];
}

const tags: HTMLElement[] = [];
let here: readonly string[] = [];

/** The names of the others who have this page open now, as far as one may know of them. */
export function namesHere(): readonly string[] {
  return here;
}

/** Draws everybody's place anew; called after presence or the page has changed. */
export function drawPeople(people: readonly Person[]): void {
  for (const tag of tags.splice(0)) tag.remove();
  for (const person of apart(people, ({ name, where }) => `${where} ${name}`)) {
    const code = person.where ? document.getElementById(`r-${person.where}`)?.querySelector(".code") : null;
    if (!code) continue;
    const tag = nameTag(person);
    tags.push(tag);
    code.append(tag);
  }
  const named = apart(people, ({ name }) => name);
  here = [...new Set(people.map(({ whole }) => whole))];
  const shown = named.length > SHOWN ? named.slice(0, SHOWN - 1) : named;
  const rest = named.slice(shown.length);
  document.querySelector("[data-presence]")?.replaceChildren(...shown.map(avatar), ...(rest.length > 0 ? [others(rest)] : []));
}
