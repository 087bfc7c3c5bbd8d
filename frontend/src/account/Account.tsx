// One's own account: language, appearance, single keys, and the sessions that are open.
import { useState, type ReactElement } from "react";
import * as api from "../api/account";
import type { SessionView } from "../api/types";
import { speak } from "../i18n";
import { ACCOUNT } from "../i18n/account";
import { moment } from "../i18n/dates";
import { Button } from "../ui/Button";
import { Tick } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { setSingleKeys } from "../ui/keys";
import { Refused } from "../ui/Refused";
import { deviceName } from "./device";
import { OwnData } from "./OwnData";
import { Segmented } from "../ui/Segmented";

const say = speak(ACCOUNT);

type Theme = "auto" | "light" | "dark";
const THEMES: readonly Theme[] = ["auto", "light", "dark"];

export interface AccountProps {
  name: string;
  email: string;
  language: "fr" | "en";
  theme: Theme;
  single_keys: boolean;
  seen_by_management: boolean;
  sessions: SessionView[];
}

export default function Account(props: AccountProps): ReactElement {
  return (
    <>
      <h1>{say("title")}</h1>
      <p className="lede">{props.email === "" ? props.name : `${props.name}, ${props.email}`}</p>
      <Settings {...props} />
      <Sessions first={props.sessions} />
      <OwnData proof={props.email === "" ? props.name : props.email} />
    </>
  );
}

function Settings({ language, theme: firstTheme, single_keys: firstKeys, seen_by_management: firstSeen }: AccountProps): ReactElement {
  const [theme, setTheme] = useState(firstTheme);
  const [keys, setKeys] = useState(firstKeys);
  const [seen, setSeen] = useState(firstSeen);
  const deed = useDeed();

  const chooseTheme = async (wanted: Theme): Promise<void> => {
    if (!(await deed.run(() => api.changeAccount({ theme: wanted })))) return;
    if (wanted === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = wanted;
    setTheme(wanted);
  };
  const chooseKeys = async (wanted: boolean): Promise<void> => {
    if (!(await deed.run(() => api.changeAccount({ single_keys: wanted })))) return;
    setSingleKeys(wanted);
    setKeys(wanted);
  };
  const chooseSeen = async (wanted: boolean): Promise<void> => {
    if (await deed.run(() => api.changeAccount({ seen_by_management: wanted }))) setSeen(wanted);
  };
  const chooseLanguage = async (wanted: "fr" | "en"): Promise<void> => {
    if (await deed.run(() => api.changeAccount({ language: wanted }))) window.location.reload();
  };

  return (
    <section className="mt8" aria-label={say("settings")}>
      <h2>{say("settings")}</h2>
      <div className="settings">
        <div>
          <p className="lab">{say("language")}</p>
          <Segmented label={say("language")} value={language} onChange={(value) => void chooseLanguage(value)}
            options={[{ value: "fr", text: <span lang="fr">{say("french")}</span> }, { value: "en", text: <span lang="en">{say("english")}</span> }]} />
          <p className="hint">{say("languageHint")}</p>
        </div>
        <div>
          <p className="lab">{say("theme")}</p>
          <Segmented label={say("theme")} value={theme} onChange={(value) => void chooseTheme(value)}
            options={THEMES.map((value) => ({ value, text: say(`theme.${value}`) }))} />
        </div>
        <Tick isSelected={keys} onChange={(value) => void chooseKeys(value)} isDisabled={deed.busy}>{say("keys")}</Tick>
        <div>
          <Tick isSelected={seen} onChange={(value) => void chooseSeen(value)} isDisabled={deed.busy}>{say("seen")}</Tick>
          <p className="hint">{say("seenHint")}</p>
        </div>
        <Refused failure={deed.failure} />
      </div>
    </section>
  );
}

function Sessions({ first }: { first: SessionView[] }): ReactElement {
  const [sessions, setSessions] = useState(first);
  const deed = useDeed();
  const close = async (id: string): Promise<void> => {
    if (await deed.run(() => api.revokeSession(id))) setSessions((kept) => kept.filter((session) => session.id !== id));
  };
  const closeOthers = async (): Promise<void> => {
    if (await deed.run(api.revokeOtherSessions)) setSessions((kept) => kept.filter((session) => session.current));
  };
  return (
    <section className="mt8" aria-label={say("sessions")}>
      <h2>{say("sessions")}</h2>
      <p className="sub">{say("sessionsAbout")}</p>
      <div className="scroll-x mt3" tabIndex={0} role="group" aria-label={say("sessions")}>
        <table className="tbl lines">
          <thead><tr><th scope="col">{say("device")}</th><th scope="col">{say("since")}</th><th scope="col">{say("lastUsed")}</th><th scope="col">{say("deed")}</th></tr></thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <th scope="row">{deviceName(session.device)}{session.capped_as === null ? null : <span className="meta block">{say("capped", { name: session.capped_as })}</span>}</th>
                <td data-label={say("since")}>{moment(session.since)}</td>
                <td data-label={say("lastUsed")}>{moment(session.last_used)}</td>
                <td>{session.current ? <span className="tag acc">{say("current")}</span>
                  : <Button small aria-label={say("revoke", { device: deviceName(session.device) })} isDisabled={deed.busy} onPress={() => void close(session.id)}>{say("revokeShort")}</Button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Refused failure={deed.failure} />
      {sessions.some((session) => !session.current)
        ? <Button place="mt4" isDisabled={deed.busy} onPress={() => void closeOthers()}>{say("revokeOthers")}</Button> : null}
    </section>
  );
}
