// What a finding or a result is linked to: a requirement is one press away.
import type { ReactElement } from "react";
import type { LinkView } from "../api/types";

export function LinkChip({ link, href }: { link: LinkView; href: string }): ReactElement {
  const words = <><b className="nw">{link.code}</b> {link.title}</>;
  return link.other.kind === "requirement" ? <a className="chip" href={`${href}#r-${link.other.id}`}>{words}</a> : <span className="chip">{words}</span>;
}
