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

function avatar(person: Person): HTMLElement {
  const sign = document.createElement("span");
  sign.className = `av p${person.hue}`;
  sign.setAttribute("role", "img");
  sign.setAttribute("aria-label", person.name);
  sign.textContent = person.initials;
  return sign;
}

const tags: HTMLElement[] = [];

/** Draws everybody's place anew; called after presence or the page has changed. */
export function drawPeople(people: readonly Person[]): void {
  for (const tag of tags.splice(0)) tag.remove();
  for (const person of people) {
    const code = person.where ? document.getElementById(`r-${person.where}`)?.querySelector(".code") : null;
    if (!code) continue;
    const tag = nameTag(person);
    tags.push(tag);
    code.append(tag);
  }
  const row = document.querySelector("[data-presence]");
  const named = [...new Map(people.map((person) => [person.name, person])).values()];
  row?.replaceChildren(...named.map(avatar));
}
