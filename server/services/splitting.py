"""One requirement made into several: its statement is cut, what hangs on it is distributed, and labels stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from server.domain.content import Requirement, Thread
from server.domain.errors import Conflict, Invalid, NotInYourSight
from server.domain.ids import new_id
from server.domain.requirement import Status
from server.domain.richtext import Node, Piece, cut, gather, parse
from server.domain.signing import mark_of as content_mark
from server.domain.tracing import Subject
from server.policy.abilities import Action, demand, demand_edit
from server.policy.labels import Label
from server.policy.reader import Reader
from server.policy.view import Revealer, Sight, reveal_threads
from server.services import planting
from server.services.comparing import mark_of
from server.services.editing import change_status, recheck_everyone
from server.services.fields import line
from server.services.handing import (
    copy_link,
    hand_criteria,
    hand_link,
    hand_pictures,
    hand_threads,
    requirement,
    rewrite_text,
)
from server.services.house import Deed, House
from server.services.within_sight import get_requirement
from server.services.writing import project_pending
from server.storage import live_log, requirement_rows, thread_rows
from server.storage.journal import HistoryRow


@dataclass(frozen=True, slots=True)
class NewPart:
    """A requirement that is split off: the places of its pieces of the statement, and the ids of what goes with it."""

    title: str
    pieces: Sequence[int] = ()
    criteria: Sequence[str] = ()
    links: Sequence[str] = ()
    threads: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Splittable:
    """A requirement that may be split: `mark` stands for what it said, `pieces` for what its statement is cut into."""

    item: Requirement
    mark: str
    pieces: tuple[Piece, ...]


def see_splittable(sight: Sight, requirement_id: str) -> Splittable:
    """Return what of a requirement may be distributed. Raises NotInYourSight, NotAllowed."""
    item = get_requirement(sight, requirement_id)
    demand(sight.reader, Action.REQUIREMENT_STATUS)
    demand_edit(sight.reader, item)
    if not sight.reads_whole(item) or not sight.label(item.rationale.label):
        raise NotInYourSight
    return Splittable(item, content_mark(item), cut(parse(item.statement.tree)))


def split_requirement(
    house: House,
    reader: Reader,
    specification_id: str,
    requirement_id: str,
    *,
    mark: str,
    parts: Sequence[NewPart],
    kept_links: Sequence[str] = (),
) -> tuple[tuple[str, str], ...]:
    """Split requirements off, right after the first, which keeps its code and all that no part takes; return (id, code)s.

    A link that several name is tied to each; `kept_links` stay with the first too. Every part has the labels of what it
    came from, and the reason is copied into each. Raises NotInYourSight, NotAllowed, Invalid("split") when something is
    taken twice or no words are left to the first, and Conflict("changed_meanwhile") unless `mark` stands.
    """
    with house.deed(reader, specification_id) as deed:
        return split(deed, requirement_id, mark=mark, parts=parts, kept_links=kept_links)


def split(
    deed: Deed, requirement_id: str, *, mark: str, parts: Sequence[NewPart], kept_links: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """As `split_requirement`, within a deed."""
    live_log.lock_documents(deed.connection, [see_splittable(deed.sight(), requirement_id).item.statement.generation])
    project_pending(deed.connection, deed.reader.project_id, deed.specification_id or "", deed.at)
    sight = deed.sight()
    first = see_splittable(sight, requirement_id)
    if mark != first.mark:
        raise Conflict("changed_meanwhile")
    _demand_distributed(first, parts)
    threads = _threads(deed, sight, requirement_id, [one for part in parts for one in part.threads])
    made = [_plant(deed, first, part) for part in reversed(parts)][::-1]
    holders = _holders(first.pieces, parts)
    left = gather(piece for piece, holder in zip(first.pieces, holders, strict=True) if holder == 0)
    told = [
        _distribute(deed, first.item, item, part, [threads[one] for one in part.threads])
        for item, part in zip(made, parts, strict=True)
    ]
    moved = _link(deed, sight, requirement(requirement_id), made, parts, frozenset(kept_links))
    recipe = {
        "mark": mark_of(left),
        "holders": [[piece.block, holder] for piece, holder in zip(first.pieces, holders, strict=True)],
        "parts": told,
        "links": moved,
    }
    after = {"requirements": [item.id for item in made]}
    deed.record("split_requirement", requirement(requirement_id), first.item.label, before=recipe, after=after)
    for item in made:
        origin = {"requirements": [requirement_id]}
        deed.record("split_off", requirement(item.id), item.label, after=origin)
    if any(holders):
        rewrite_text(deed, first.item.statement, lambda _: left)
    recheck_everyone(deed, sight)
    return tuple((item.id, item.code) for item in made)


def _demand_distributed(first: Splittable, parts: Sequence[NewPart]) -> None:
    pieces = [one for part in parts for one in part.pieces]
    criteria = [one for part in parts for one in part.criteria]
    threads = [one for part in parts for one in part.threads]
    twice = any(len(set(taken)) != len(taken) for taken in (pieces, criteria, threads))
    known = {one.id for one in first.item.criteria}
    nothing_left = bool(first.pieces) and len(pieces) == len(first.pieces)
    if not parts or twice or nothing_left or not set(pieces) <= set(range(len(first.pieces))):
        raise Invalid("split")
    if not known.issuperset(criteria):
        raise NotInYourSight


def _threads(deed: Deed, sight: Sight, requirement_id: str, wanted: Sequence[str]) -> dict[str, Thread]:
    here = thread_rows.load_threads(deed.connection, deed.specification_id or "", [requirement_id])
    heard = {one.id for one in reveal_threads(Revealer(sight.content, deed.reader), here)}
    if not heard.issuperset(wanted):
        raise NotInYourSight
    return {one.id: one for one in here}


def _holders(pieces: Sequence[Piece], parts: Sequence[NewPart]) -> list[int]:
    """Return for each piece who holds it: 0 the first, 1 and on the parts."""
    of = {piece: number for number, part in enumerate(parts, start=1) for piece in part.pieces}
    return [of.get(place, 0) for place in range(len(pieces))]


def _plant(deed: Deed, first: Splittable, part: NewPart) -> Requirement:
    item = first.item
    section = next(one for one in deed.content().sections if one.id == item.section_id)
    copy = replace(
        item,
        id=new_id(),
        rank=planting.place(deed, deed.sight(), section, item.id),
        code=planting.give_code(deed, section.prefix),
        title=line(part.title, most=300, empty=False),
        status=Status.DRAFT if item.status is Status.DRAFT else Status.DISCUSSION,
        criteria=(),
        visas=(),
    )
    requirement_rows.insert_requirement(deed.connection, deed.specification_id or "", copy, deed.at)
    said = gather(first.pieces[place] for place in sorted(part.pieces))
    statement = planting.write_text(deed, requirement(copy.id), "statement", item.statement.label, said)
    hand_pictures(deed, item.statement, statement, said)
    why = parse(item.rationale.tree)
    rationale = planting.write_text(deed, requirement(copy.id), "rationale", item.rationale.label, why)
    deed.touch(requirement(copy.id))
    return replace(copy, statement=statement, rationale=rationale)


def _distribute(
    deed: Deed, first: Requirement, item: Requirement, part: NewPart, threads: Sequence[Thread]
) -> dict[str, Any]:
    label = Label.parse(item.label)
    hand_criteria(deed, part.criteria, item.id)
    hand_threads(deed, threads, item.id, {first.statement.id: item.statement.id}, label)
    return {
        "id": item.id,
        "mark": mark_of(parse(item.statement.tree)),
        "criteria": list(part.criteria),
        "threads": list(part.threads),
    }


def _link(
    deed: Deed, sight: Sight, old: Subject, made: Sequence[Requirement], parts: Sequence[NewPart], kept: frozenset[str]
) -> list[list[str]]:
    """Tie links to the parts that name them and return (link, part) of those that left the first."""
    mine = {link.id: link for link in sight.links_by_end.get(old, ())}
    if not kept <= mine.keys():
        raise NotInYourSight
    moved: list[list[str]] = []
    for item, part in zip(made, parts, strict=True):
        new = requirement(item.id)
        for link_id in part.links:
            if link_id not in mine:
                raise NotInYourSight
            if link_id in kept or any(link_id == gone for gone, _ in moved):
                copy_link(deed, mine[link_id], old, new)
            elif hand_link(deed, mine[link_id], old, new, Label.parse(item.label)):
                moved.append([link_id, item.id])
    return moved


def unsplit(house: House, reader: Reader, specification_id: str, entry: HistoryRow) -> None:
    """Take a split back: what was distributed returns, the parts are withdrawn with their codes.

    Raises NotInYourSight, NotAllowed, and Conflict("changed_since") when somebody has worked in one of them since.
    """
    with house.deed(reader, specification_id) as deed:
        demand(reader, Action.REQUIREMENT_STATUS)
        recipe = _recipe_of(entry)
        first = get_requirement(deed.sight(), entry.subject.id)
        demand_edit(reader, first)
        made = [get_requirement(deed.sight(), one["id"]) for one in recipe["parts"]]
        live_log.lock_documents(deed.connection, [one.statement.generation for one in (first, *made)])
        project_pending(deed.connection, reader.project_id, specification_id, deed.at)
        sight = deed.sight()
        first, *made = (get_requirement(sight, one.id) for one in (first, *made))
        whole = _whole_again(recipe, first, made)
        old, label = requirement(first.id), Label.parse(first.label)
        for item, told in zip(made, recipe["parts"], strict=True):
            _demand_untouched(deed, item, told)
            hand_criteria(deed, told["criteria"], first.id)
            back = {item.statement.id: first.statement.id}
            here = thread_rows.load_threads(deed.connection, specification_id, [item.id])
            hand_threads(deed, here, first.id, back, label)
            hand_pictures(deed, item.statement, first.statement, whole)
            for link in sight.links_by_end.get(requirement(item.id), ()):
                if [link.id, item.id] in recipe["links"]:
                    hand_link(deed, link, requirement(item.id), old, label)
            change_status(deed, sight, item, Status.WITHDRAWN, "")
        rewrite_text(deed, first.statement, lambda _: whole)
        deed.record("unsplit_requirement", old, first.label, after={"requirements": [item.id for item in made]})


def _recipe_of(entry: HistoryRow) -> dict[str, Any]:
    if not isinstance(entry.before, dict):
        raise NotInYourSight
    return entry.before


def _whole_again(recipe: dict[str, Any], first: Requirement, made: Sequence[Requirement]) -> Node:
    trees = [parse(one.statement.tree) for one in (first, *made)]
    if [mark_of(tree) for tree in trees] != [recipe["mark"], *(one["mark"] for one in recipe["parts"])]:
        raise Conflict("changed_since")
    waiting = [list(cut(tree)) for tree in trees]
    try:
        pieces = [Piece(block, waiting[holder].pop(0).node) for block, holder in recipe["holders"]]
    except IndexError:
        raise Conflict("changed_since") from None
    return gather(pieces)


def _demand_untouched(deed: Deed, item: Requirement, told: dict[str, Any]) -> None:
    here = {one.id for one in thread_rows.load_threads(deed.connection, deed.specification_id or "", [item.id])}
    if {one.id for one in item.criteria} != set(told["criteria"]) or here != set(told["threads"]):
        raise Conflict("changed_since")
