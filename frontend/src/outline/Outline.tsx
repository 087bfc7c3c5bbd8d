// The outline of the specification: go somewhere, put things in order by drag, keyboard or menu, add and withdraw parts.
import { lazy, Suspense, useCallback, useMemo, useState, type KeyboardEvent, type ReactElement } from "react";
import { Tree, useDragAndDrop, type Key } from "react-aria-components";
import * as api from "../api/outline";
import { readMoving } from "../api/rearranging";
import type { ForetoldView, SectionView, SetAsideView } from "../api/types";
import { speak } from "../i18n";
import { OUTLINE } from "../i18n/outline";
import { sectionOf } from "../page/place";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { tellPage, useOpener, usePage } from "../ui/events";
import { Refused } from "../ui/Refused";
import { useLatest } from "../ui/useLatest";
import { AddDialog, RenameDialog, type Adding } from "./dialogs";
import { allNodes, differs, lineShowing, outlineNodes, placeFor, stepFor, type OutlineNode } from "./nodes";
import Moving, { changesSomething } from "./Moving";
import { OutlineRow, type RowDeed } from "./OutlineRow";
import { RequirementMenu } from "./RequirementMenu";
import { SetAside } from "../ui/SetAside";

const say = speak(OUTLINE);
const Split = lazy(() => import("./Split"));
const Merge = lazy(() => import("./Merge"));

interface Asked {
  node: OutlineNode;
  place: { parent: string | null; after: string | null };
  view: ForetoldView;
}

export interface OutlineProps {
  specification: { id: string; title: string; note: string };
  sections: SectionView[];
  set_aside: SetAsideView[];
  can: string[];
}

export default function Outline({ specification, sections: first, set_aside: firstAside, can: firstCan }: OutlineProps): ReactElement {
  const spec = specification.id;
  const latest = useLatest(useCallback(() => api.readOutline(spec), [spec]), { sections: first, set_aside: firstAside, can: firstCan });
  const { sections, set_aside, can } = latest.answer ?? { sections: first, set_aside: firstAside, can: firstCan };
  const [patches, setPatches] = useState(0);
  const [focused, setFocused] = useState("");
  const [expanded, setExpanded] = useState<ReadonlySet<Key>>(() => new Set(first.map(({ parent_id }) => `section:${parent_id}`)));
  const [adding, setAdding] = useState<Adding | null>(null);
  const [renaming, setRenaming] = useState<SectionView | null>(null);
  const [rearranging, setRearranging] = useState<{ node: OutlineNode; how: "split" | "merge" } | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const deed = useDeed();

  usePage("changed", useCallback(({ subject }) => { if (subject.kind === "section") latest.again(); }, [latest.again]));
  usePage("new-after", useCallback(({ requirement }) => {
    const article = document.getElementById(`r-${requirement}`);
    const section = article && sectionOf(article);
    if (section) setAdding({ kind: "requirement", section, after: requirement });
  }, []));
  usePage("focus", useCallback(({ kind, id }) => setFocused(`${kind}:${id}`), []));

  // `patches` is the version of the sheet that the requirements are read from.
  const nodes = useMemo(() => outlineNodes(sections, document), [sections, patches]);
  const byKey = useMemo(() => new Map(allNodes(nodes).map((node) => [node.key, node])), [nodes]);
  const here = lineShowing(focused, byKey, expanded);
  usePage("patched", useCallback(({ ids }) => {
    if (!ids.some((id) => differs(id, byKey))) return;
    setPatches((n) => n + 1);
    latest.again();
  }, [byKey, latest.again]));
  const mayMove = can.includes("requirement.move");
  const mayEdit = can.includes("section.edit");
  const mayAdd = can.includes("requirement.add");
  const mayRearrange = can.includes("requirement.status") && can.includes("label.change");
  useOpener("add-requirement", useCallback((button) => {
    const section = button.dataset["section"] ?? "";
    const inside = document.querySelectorAll(`.sec-block[data-section="${CSS.escape(section)}"] > article.req`);
    setAdding({ kind: "requirement", section, after: [...inside].at(-1)?.id.slice(2) ?? null });
  }, []));

  const act = async (what: () => Promise<unknown>): Promise<void> => {
    if (await deed.run(what)) latest.again();
  };
  const put = (node: OutlineNode, { parent, after }: Asked["place"]): Promise<void> =>
    act(() =>
      node.kind === "section"
        ? api.moveSection(spec, node.id, { parent_id: parent, after_id: after })
        : api.moveRequirement(spec, node.id, { section_id: parent ?? "", after_id: after }));
  /** A requirement that goes to another part: if anybody would read more or less, it is said before. */
  const move = async (node: OutlineNode, place: Asked["place"] | null): Promise<void> => {
    if (place === null) return;
    const elsewhere = node.kind === "requirement" && place.parent !== null && place.parent !== node.parent;
    if (!elsewhere) return put(node, place);
    let view: ForetoldView | null = null;
    if (!await deed.run(async () => { view = await readMoving(spec, node.id, place.parent ?? ""); }) || view === null) return;
    if (changesSomething(view)) setAsked({ node, place, view });
    else await put(node, place);
  };

  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayMove,
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": byKey.get(String(key))?.title ?? "" })),
    getDropOperation: () => "move",
    onMove: (event) => {
      const moved = byKey.get(String([...event.keys][0]));
      const target = byKey.get(String(event.target.key));
      if (moved !== undefined && target !== undefined) void move(moved, placeFor(nodes, moved, target, event.target.dropPosition));
    },
  });

  const onDeed = (node: OutlineNode, what: RowDeed): void => {
    const section = sections.find((candidate) => candidate.id === node.id);
    if (what === "up" || what === "down") void move(node, stepFor(nodes, node, what));
    else if (what === "split" || what === "merge") setRearranging({ node, how: what });
    else if (what === "rename") setRenaming(section ?? null);
    else if (what === "addSection") setAdding({ kind: "section", parent: node.id });
    else if (what === "addRequirement") setAdding({ kind: "requirement", section: node.parent ?? "", after: node.id });
    else if (what === "addFirst") setAdding({ kind: "requirement", section: node.id, after: lastRequirement(node) });
    else void act(() => (node.kind === "section" ? api.doToSection : api.doToRequirement)(spec, node.id, what));
  };

  /** Alt and an arrow move the focused line among its own. */
  const press = (event: KeyboardEvent): void => {
    if (!mayMove || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-key]") : null;
    const node = byKey.get(row?.dataset["key"] ?? "");
    if (node === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    void move(node, stepFor(nodes, node, event.key === "ArrowUp" ? "up" : "down"));
  };
  const go = (key: Key): void => {
    const node = byKey.get(String(key));
    if (node !== undefined) tellPage("goto", { kind: node.kind, id: node.id });
  };

  return (
    <>
      <div className="head"><p className="b">{specification.title}</p><p className="meta">{specification.note}</p></div>
      <div onKeyDownCapture={press}><Tree
        aria-label={say("contents")} className="tree" items={nodes} dependencies={[here, expanded]} dragAndDropHooks={dragAndDropHooks}
        expandedKeys={expanded} onExpandedChange={setExpanded}
        onAction={go}
      >
        {(node) => <OutlineRow node={node} here={here} expanded={expanded} mayEdit={mayEdit} mayMove={mayMove} mayAdd={mayAdd} mayRearrange={mayRearrange} onDeed={onDeed} />}
      </Tree></div>
      <Refused failure={deed.failure ?? latest.failure} />
      {mayEdit ? <Button look="quiet" icon="plus" onPress={() => setAdding({ kind: "section", parent: null })}>{say("addSection")}</Button> : null}
      <SetAside items={set_aside} onRestore={({ subject }) =>
        void act(() => (subject.kind === "section" ? api.doToSection : api.doToRequirement)(spec, subject.id, "restore"))} />
      <RequirementMenu byKey={byKey} offers={{ mayEdit, mayMove, mayAdd, mayRearrange, onDeed }} />
      {asked === null ? null : (
        <Moving
          code={asked.node.number} section={sections.find(({ id }) => id === asked.place.parent)?.title ?? ""} view={asked.view}
          onClose={() => setAsked(null)} onMove={() => { setAsked(null); void put(asked.node, asked.place); }}
        />
      )}
      {rearranging === null ? null : (
        <Suspense fallback={null}>
          {rearranging.how === "split"
            ? <Split specification={spec} node={rearranging.node} onClose={() => setRearranging(null)} onDone={latest.again} />
            : <Merge
                specification={spec} node={rearranging.node} onClose={() => setRearranging(null)} onDone={latest.again}
                others={[...byKey.values()].filter((one) => one.kind === "requirement" && one.id !== rearranging.node.id)}
              />}
        </Suspense>
      )}
      {adding === null ? null : (
        <AddDialog specification={spec} adding={adding} sections={sections} onClose={() => setAdding(null)} onDone={latest.again} />
      )}
      {renaming === null ? null : (
        <RenameDialog specification={spec} section={renaming} onClose={() => setRenaming(null)} onDone={latest.again} />
      )}
    </>
  );
}

function lastRequirement(section: OutlineNode): string | null {
  return section.children.filter((child) => child.kind === "requirement").at(-1)?.id ?? null;
}
