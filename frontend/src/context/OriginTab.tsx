// Where a requirement comes from and what it leads to; links are added with a reason.
import { useState, type ReactElement } from "react";
import * as api from "../api/context";
import type { LinkView } from "../api/types";
import { speak } from "../i18n";
import { CONTEXT } from "../i18n/context";
import { MARKS } from "../i18n/marks";
import { Icon } from "../icons/Icon";
import { Button, IconButton } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Glyph, LevelMark } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { AddLink } from "./AddLink";
import type { TabProps } from "./Context";

const say = speak(CONTEXT);
const marks = speak(MARKS);

export function OriginTab({ specification, context, onChanged, linking }: TabProps & { linking: boolean }): ReactElement {
  const [adding, setAdding] = useState(linking);
  const deed = useDeed();
  const mayLink = context.can.includes("link.write") && context.subject.kind === "requirement";
  const unlink = async (link: LinkView): Promise<void> => {
    if (await deed.run(() => api.withdrawLink(specification, link.id))) onChanged();
  };
  const list = (title: string, links: LinkView[]): ReactElement | null => links.length === 0 ? null : (
    <>
      <h3 className="mt4">{title}</h3>
      <ul className="plain-list">
        {links.map((link) => (
          <li key={link.id} className="row top">
            {link.register === null ? <Icon name="link-2" /> : <Glyph of={link.register} />}
            <div className="grow">
              <p><b className="nw">{link.code}</b> {link.title}</p>
              <p className="meta">{marks(`${link.outgoing ? "link" : "linked"}.${link.kind}`)}{link.reason === "" ? "" : ` : ${link.reason}`}</p>
            </div>
            <LevelMark label={link.label} short />
            {mayLink ? <IconButton icon="unlink" small label={say("unlink", { code: link.code })} onPress={() => void unlink(link)} isDisabled={deed.busy} /> : null}
          </li>
        ))}
      </ul>
    </>
  );
  return (
    <>
      {context.links.length === 0 ? <p className="note"><Icon name="circle-dashed" /><span>{say("noOrigin")}</span></p> : null}
      {list(say("comesFrom"), context.links.filter((link) => link.outgoing))}
      {list(say("leadsTo"), context.links.filter((link) => !link.outgoing))}
      <Refused failure={deed.failure} />
      {mayLink && !adding ? <Button icon="link-2" onPress={() => setAdding(true)} place="mt4">{say("addLink")}</Button> : null}
      {mayLink && adding ? <AddLink specification={specification} subject={context.subject} onClose={() => setAdding(false)} onDone={() => { setAdding(false); onChanged(); }} /> : null}
    </>
  );
}
