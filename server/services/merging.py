"""Two requirements made into one: it is as secret as both, what hung on the other hangs on it, the other is withdrawn."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from server.domain.content import Requirement, TextPart
from server.domain.errors import Conflict, Invalid, NotInYourSight
from server.domain.proposal import ProposalState
from server.domain.requirement import Status
from server.domain.richtext import Node, document, is_empty, parse
from server.domain.tracing import LinkKind, Subject, SubjectKind
from server.policy.abilities import Action, demand, demand_edit
from server.policy.labels import Label, join
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services.comparing import mark_of
from server.services.editing import change_status, recheck_everyone
from server.services.handing import hand_criteria, hand_link, hand_pictures, hand_threads, requirement, rewrite_text
from server.services.house import Deed, House
from server.services.linking import told_of, write_link
from server.services.reclassifying import raise_to
from server.services.within_sight import get_requirement
from server.services.writing import project_pending
from server.storage import live_log, origin_rows, requirement_rows, thread_rows
from server.storage.journal import HistoryRow

_TEXTS: Final = ("statement", "rationale")


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of the kept requirement: how many of its blocks were there before, and what it will say."""

    kept: int
    then: Node


def merge_requirements(house: House, reader: Reader, specification_id: str, requirement_id: str, other_id: str) -> None:
    """Put all of the requirement `other_id` into `requirement_id`, which keeps its code; the other is withdrawn.

    Envelope, statement and reason take the join of both labels; criteria, links and threads come over, none less secret
    than the envelope. Both seats are not needed: nothing is opened. Raises NotInYourSight, NotAllowed, Invalid for one
    requirement named twice, and Conflict when a proposal waits on the other.
    """
    with house.deed(reader, specification_id) as deed:
        merge(deed, requirement_id, other_id)


def merge(deed: Deed, requirement_id: str, other_id: str) -> None:
    """As `merge_requirements`, within a deed."""
    kept, gone = _both(deed, requirement_id, other_id)
    documents = [getattr(item, name).generation for item in (kept, gone) for name in _TEXTS]
    live_log.lock_documents(deed.connection, documents)
    project_pending(deed.connection, deed.reader.project_id, deed.specification_id or "", deed.at)
    kept, gone = _both(deed, requirement_id, other_id)
    label = join(Label.parse(kept.label), Label.parse(gone.label))
    texts = {name: _text(getattr(kept, name), getattr(gone, name)) for name in _TEXTS}
    recipe = _recipe(deed, kept, gone, texts)
    deed.record("merge_requirement", requirement(kept.id), kept.label, before=recipe, after={"requirements": [gone.id]})
    _close(deed, kept, gone, label)
    _unite_texts(deed, kept.id, gone, texts)
    _hand_over(deed, kept.id, gone, label)
    _unite_facts(deed, kept, gone)
    deed.record("merged_into", requirement(gone.id), gone.label, after={"requirements": [kept.id]})
    change_status(deed, deed.sight(), get_requirement(deed.sight(), gone.id), Status.WITHDRAWN, "")


def _both(deed: Deed, requirement_id: str, other_id: str) -> tuple[Requirement, Requirement]:
    sight = deed.sight()
    kept, gone = (get_requirement(sight, one) for one in (requirement_id, other_id))
    demand(deed.reader, Action.REQUIREMENT_STATUS)
    demand(deed.reader, Action.LABEL_CHANGE)
    for item in (kept, gone):
        demand_edit(deed.reader, item)
    if kept.id == gone.id:
        raise Invalid("merge")
    waiting = (one for one in sight.content.proposals if one.state is ProposalState.OPEN)
    if any(one.owner == requirement(gone.id) for one in waiting):
        raise Conflict("proposals_wait", code=gone.code)
    return kept, gone


def _text(kept: TextPart, gone: TextPart) -> _Text:
    before, added = parse(kept.tree), parse(gone.tree)
    blocks = () if is_empty(before) else before.content
    more = () if is_empty(added) else added.content
    return _Text(len(blocks), document(*blocks, *more) if more else before)


def _recipe(deed: Deed, kept: Requirement, gone: Requirement, texts: dict[str, _Text]) -> dict[str, Any]:
    threads = thread_rows.load_threads(deed.connection, deed.specification_id or "", [gone.id])
    return {
        "id": gone.id,
        "texts": {name: [text.kept, mark_of(text.then)] for name, text in texts.items()},
        "criteria": [one.id for one in gone.criteria],
        "links": [[link.id, told_of(link)] for link in _links(deed.sight(), requirement(gone.id))],
        "threads": [one.id for one in threads],
        "tasks": list(kept.task_ids),
        "dimensions": list(kept.dimensions),
    }


def _links(sight: Sight, end: Subject) -> list[Any]:
    return [link for link in sight.content.links if end in (link.source, link.target)]


def _close(deed: Deed, kept: Requirement, gone: Requirement, label: Label) -> None:
    raise_to(deed, requirement(kept.id), label)
    for name in _TEXTS:
        other = getattr(gone, name)
        if not is_empty(parse(other.tree)):
            raise_to(deed, Subject(SubjectKind.TEXT, getattr(kept, name).id), Label.parse(other.label))


def _unite_texts(deed: Deed, kept_id: str, gone: Requirement, texts: dict[str, _Text]) -> None:
    kept = get_requirement(deed.sight(), kept_id)
    live_log.lock_documents(deed.connection, [getattr(kept, name).generation for name in _TEXTS])
    for name, text in texts.items():
        part: TextPart = getattr(kept, name)
        hand_pictures(deed, getattr(gone, name), part, text.then)
        if parse(part.tree) != text.then:
            rewrite_text(deed, part, partial(_become, text.then))


def _become(then: Node, _: Node) -> Node:
    return then


def _hand_over(deed: Deed, kept_id: str, gone: Requirement, label: Label) -> None:
    kept = get_requirement(deed.sight(), kept_id)
    old, new = requirement(gone.id), requirement(kept_id)
    hand_criteria(deed, [one.id for one in gone.criteria], kept_id)
    deed.touch(new)
    for criterion in gone.criteria:
        raise_to(deed, Subject(SubjectKind.CRITERION, criterion.id), label)
    for link in _links(deed.sight(), old):
        if not hand_link(deed, link, old, new, label):
            origin_rows.delete_link(deed.connection, link.id)
            deed.record("remove_link", Subject(SubjectKind.LINK, link.id), link.label, before=told_of(link))
    threads = thread_rows.load_threads(deed.connection, deed.specification_id or "", [gone.id])
    stands_for = {getattr(gone, name).id: getattr(kept, name).id for name in _TEXTS}
    hand_threads(deed, threads, kept_id, stands_for, label)


def _unite_facts(deed: Deed, kept: Requirement, gone: Requirement) -> None:
    tasks = tuple(dict.fromkeys((*kept.task_ids, *gone.task_ids)))
    requirement_rows.set_tasks(deed.connection, kept.id, tasks)
    dimensions = list(dict.fromkeys((*kept.dimensions, *gone.dimensions)))
    requirement_rows.update_requirement(deed.connection, kept.id, dimensions=dimensions)
    deed.touch(requirement(kept.id))


def unmerge(house: House, reader: Reader, specification_id: str, entry: HistoryRow) -> None:
    """Take a merger back: what came over returns to the other, which is there again. Labels stay as secret as they became.

    Raises NotInYourSight, NotAllowed, and Conflict("changed_since") when a text was changed since.
    """
    with house.deed(reader, specification_id) as deed:
        demand(reader, Action.REQUIREMENT_STATUS)
        if not isinstance(entry.before, dict):
            raise NotInYourSight
        recipe: dict[str, Any] = entry.before
        sight = deed.sight()
        kept, gone = get_requirement(sight, entry.subject.id), get_requirement(sight, recipe["id"])
        demand_edit(reader, kept)
        live_log.lock_documents(deed.connection, [getattr(kept, name).generation for name in _TEXTS])
        project_pending(deed.connection, reader.project_id, specification_id, deed.at)
        kept = get_requirement(deed.sight(), kept.id)
        for name, (blocks, mark) in recipe["texts"].items():
            _shorten(deed, getattr(kept, name), getattr(gone, name), blocks, mark)
        restored = requirement_rows.status_before(deed.connection, gone.id)
        change_status(deed, sight, gone, Status.DRAFT if restored is Status.DRAFT else Status.DISCUSSION, "")
        _hand_back(deed, kept, gone, recipe)
        requirement_rows.set_tasks(deed.connection, kept.id, recipe["tasks"])
        requirement_rows.update_requirement(deed.connection, kept.id, dimensions=recipe["dimensions"])
        deed.record("unmerge_requirement", requirement(kept.id), kept.label, after={"requirements": [gone.id]})
        recheck_everyone(deed, sight)


def _shorten(deed: Deed, kept: TextPart, gone: TextPart, blocks: int, mark: str) -> None:
    now = parse(kept.tree)
    if mark_of(now) != mark:
        raise Conflict("changed_since")
    added = parse(gone.tree)
    hand_pictures(deed, kept, gone, added)
    if not is_empty(added):
        rewrite_text(deed, kept, lambda tree: document(*tree.content[:blocks]))


def _hand_back(deed: Deed, kept: Requirement, gone: Requirement, recipe: dict[str, Any]) -> None:
    label = Label.parse(gone.label)
    here = {one.id for one in kept.criteria}
    hand_criteria(deed, [one for one in recipe["criteria"] if one in here], gone.id)
    threads = thread_rows.load_threads(deed.connection, deed.specification_id or "", [kept.id])
    back = {getattr(kept, name).id: getattr(gone, name).id for name in _TEXTS}
    quotes = [one for one in threads if one.id in recipe["threads"]]
    hand_threads(deed, quotes, gone.id, back, label)
    sight = deed.sight()
    standing = {link.id: link for link in sight.content.links}
    for link_id, told in recipe["links"]:
        if link_id in standing:
            hand_link(deed, standing[link_id], requirement(kept.id), requirement(gone.id), label)
        else:
            _link_again(deed, told)


def _link_again(deed: Deed, told: dict[str, Any]) -> None:
    sight = deed.sight()
    source, target = (Subject(SubjectKind(kind), thing) for kind, thing in (told["source"], told["target"]))
    if sight.ties(source) and sight.ties(target):
        write_link(deed, sight, source, target, LinkKind(told["kind"]), told["reason"])
