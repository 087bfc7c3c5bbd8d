// One line of the outline, with the deeds it offers.
import type { ReactElement } from "react";
import { Button, Collection, TreeItem, TreeItemContent, type Key } from "react-aria-components";
import { speak } from "../i18n";
import { OUTLINE } from "../i18n/outline";
import { Icon } from "../icons/Icon";
import { Menu, type Deed } from "../ui/Menu";
import type { OutlineNode } from "./nodes";

const say = speak(OUTLINE);

export type RowDeed = "up" | "down" | "rename" | "duplicate" | "withdraw" | "addSection" | "addRequirement" | "addFirst" | "split" | "merge";

/** What a line offers to who may do it. */
export interface Offers {
  mayEdit: boolean;
  mayMove: boolean;
  mayAdd: boolean;
  mayRearrange: boolean;
  onDeed: (node: OutlineNode, deed: RowDeed) => void;
}

interface RowProps extends Offers {
  node: OutlineNode;
  here: string;
  /** The lines that are open; what is inside the others is not drawn, for there may be thousands. */
  expanded: ReadonlySet<Key>;
}

export function deedsOf(node: OutlineNode, { mayEdit, mayMove, mayAdd, mayRearrange, onDeed }: Offers): Deed[] {
  const offer = (id: RowDeed, icon: Deed["icon"], text: string): Deed => ({
    id, text, onAction: () => onDeed(node, id), ...(icon === undefined ? {} : { icon }),
  });
  const section = node.kind === "section";
  return [
    ...(mayAdd ? [offer(section ? "addFirst" : "addRequirement", "plus", say(section ? "addRequirement" : "addAfter"))] : []),
    ...(section && mayEdit ? [offer("addSection", "plus", say("addInside")), offer("rename", "pencil", say("rename"))] : []),
    ...(mayMove ? [offer("up", "arrow-up", say("up")), offer("down", "arrow-down", say("down"))] : []),
    ...(!section && mayRearrange ? [offer("split", "split", say("split")), offer("merge", "waypoints", say("merge"))] : []),
    ...(mayMove ? [offer("duplicate", "copy", say("duplicate")), offer("withdraw", "archive", say("withdraw"))] : []),
  ];
}

export function OutlineRow({ node, here, expanded, mayEdit, mayMove, mayAdd, mayRearrange, onDeed }: RowProps): ReactElement {
  const name = `${node.number} ${node.title}`;
  const deeds = deedsOf(node, { mayEdit, mayMove, mayAdd, mayRearrange, onDeed });
  const current = here === node.key;
  return (
    <TreeItem id={node.key} textValue={name} hasChildItems={node.children.length > 0} className={current ? "tree-row here" : "tree-row"}>
      <TreeItemContent>
        {({ hasChildItems }) => (
          <div className={`tree-line ${node.kind}`}>
            {mayMove ? <Button slot="drag" className="grip" aria-label={say("drag", { name })}><Icon name="grip-vertical" /></Button> : null}
            {hasChildItems
              ? <Button slot="chevron" className="chevron" aria-label={say("toggle")}><Icon name="chevron-right" /></Button>
              : <span className="chevron" />}
            <span className="n">{node.number}</span>
            <span className="t">{node.title}</span>
            {node.openTo.length > 0 ? <span className="live"><Icon name="radio" label={say("live", { names: node.openTo.join(", ") })} /></span> : null}
            {deeds.length > 0 ? <Menu label={say("deeds", { name })} deeds={deeds} /> : null}
          </div>
        )}
      </TreeItemContent>
      {/* One child stands for all while the part is closed: a line without any could not be opened from the keyboard.
          Properties are named one by one: the tree adds an id to this line, which its children must not take for theirs. */}
      <Collection items={expanded.has(node.key) ? node.children : node.children.slice(0, 1)} dependencies={[here, expanded]}>
        {(child) => <OutlineRow node={child} here={here} expanded={expanded} mayEdit={mayEdit} mayMove={mayMove} mayAdd={mayAdd} mayRearrange={mayRearrange} onDeed={onDeed} />}
      </Collection>
    </TreeItem>
  );
}
