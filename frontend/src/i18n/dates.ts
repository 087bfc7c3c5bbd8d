// Dates in words, hours as people write them: « jeudi 26 novembre », « 14 h 32 »; "Thursday 26 November", "2:32 pm".
import { currentLanguage } from "./index";

const locale = (): string => (currentLanguage() === "fr" ? "fr-FR" : "en-GB");

/** « jeudi 26 novembre », with the year when it is not this one. */
export function day(iso: string): string {
  const date = new Date(iso);
  const thisYear = date.getFullYear() === new Date().getFullYear();
  const options: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long" };
  return date.toLocaleDateString(locale(), thisYear ? options : { ...options, year: "numeric" });
}

/** « 14 h 32 ». */
export function hour(iso: string): string {
  const date = new Date(iso);
  if (currentLanguage() === "en") return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `${date.getHours()}\u00A0h\u00A0${String(date.getMinutes()).padStart(2, "0")}`;
}

/** « jeudi 26 novembre, 14 h 32 ». */
export function moment(iso: string): string {
  return `${day(iso)}, ${hour(iso)}`;
}
