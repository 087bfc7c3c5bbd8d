// Who would no longer read, or newly read, a part: by name, and which of them have this page before them.
import type { ReactElement } from "react";
import type { Readership } from "../api/types";
import { speak } from "../i18n";
import { LEVEL } from "../i18n/level";
import { namesHere } from "../page/people";

const say = speak(LEVEL);

interface ReadersProps {
  how: "noLonger" | "newly";
  readers: readonly Readership[];
}

export function Readers({ how, readers }: ReadersProps): ReactElement | null {
  if (readers.length === 0) return null;
  const here = readers.flatMap(({ people }) => people).filter((name) => namesHere().includes(name));
  const told = readers.map(({ organization, people }) => {
    const names = people.join(", ");
    return organization === null ? names : names === "" ? organization : say("supplierWith", { name: organization, people: names });
  });
  return (
    <div className="note mt3">
      <div>
        <p>{say(how, { list: told.join(" ; ") })}</p>
        {here.length === 0 ? null : <p className="b">{say("hereNow", { list: here.join(", ") })}</p>}
      </div>
    </div>
  );
}
