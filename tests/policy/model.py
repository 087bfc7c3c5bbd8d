"""The rules of confidentiality a second time, as small as they can be said: no code of the product is used.

A label is the set of kinds of people who read under it, so a join is an intersection and « more secret » is « fewer people ».
"""

from dataclasses import dataclass, field, replace
from itertools import combinations, product

LEVEL = {
    "steering_work": 4, "steering_production": 4, "sponsor": 4, "consultant_work": 3, "consultant_production": 3,
    "employee": 2, "line_manager": 2, "employee_rep": 2, "facilitator": 2, "observer": 0, "administrator": -1,
}  # fmt: skip
PILOTS, CONSULTANTS = {"steering_work", "steering_production"}, {"consultant_work", "consultant_production"}
SPEAKERS = {"employee", "line_manager", "employee_rep"}
CLOSED = {"CERCLE": PILOTS | {"line_manager"}, "ÉLUS": {"employee_rep"}, "PAROLE": SPEAKERS | {"consultant_work"}}
"""Closed sets: a circle of the pair and one more, the representatives, and whoever may ever read raw speech."""

TALKS = set(LEVEL) - {"observer", "administrator"} | {"supplier"}
CAN = {
    "add": PILOTS | CONSULTANTS, "copy": PILOTS | CONSULTANTS, "link": PILOTS | CONSULTANTS, "unlink": PILOTS | CONSULTANTS,
    "edit": PILOTS | CONSULTANTS | {"employee"}, "criterion": PILOTS | CONSULTANTS | {"employee"},
    "move": PILOTS, "move section": PILOTS, "relabel": PILOTS, "withdraw": PILOTS, "restore": PILOTS,
    "share": PILOTS, "revoke": PILOTS, "talk": TALKS, "quote": TALKS, "speak": {"consultant_work"},
}  # fmt: skip
"""R1: which roles may do what to a thing they see."""

Kind = tuple[str, int, bool, frozenset[str]]
"""A kind of reader: the supplier's letter (or none), the level, whether they handle offers, and the sets they are in."""
Label = frozenset[Kind]
SETS = [frozenset(some) for size in range(4) for some in combinations(CLOSED, size)]
KINDS: Label = frozenset(
    [("", *one) for one in product((-1, 0, 2, 3, 4), (True, False), SETS)] + [(x, 1, False, frozenset()) for x in "ABC"]
)


def label(text: str) -> Label:
    """Who reads under a label such as `N1:A,B`, `N1:A|OFFRE:A` or `N2|CERCLE`."""
    level, *sets = text.split("|")
    return frozenset(
        (supplier, height, offers, closed)
        for supplier, height, offers, closed in KINDS
        if (level == "N0" or supplier in level[3:].split(",") if supplier else height >= int(level[1]))
        and all(one in closed or (one[:6] == "OFFRE:" and (one[6:] == supplier or offers)) for one in sets)
    )


@dataclass(frozen=True)
class Person:
    """Somebody who reads. `supplier` is the letter of theirs; `capped` sees as that supplier does, and does nothing."""

    name: str
    role: str
    supplier: str = ""
    level: int = 1
    capped: bool = False

    @property
    def kind(self) -> Kind:
        sets = frozenset(one for one, roles in CLOSED.items() if self.role in roles)
        return (self.supplier, self.level, self.role in PILOTS | CONSULTANTS | {"sponsor"}, sets)


@dataclass
class Thing:
    """A section, requirement, part (text or criterion), finding, recording of speech, link or thread."""

    sort: str
    label: Label
    inside: str = ""  # the section of a requirement, the chapter of a section, the requirement of a part
    default: Label = KINDS
    ends: tuple[str, ...] = ()  # what a link connects, or what a thread is about
    by: str = ""  # the supplier who speaks in a thread
    draft: bool = False
    aside: bool = False
    open_to: set[str] = field(default_factory=set)  # the suppliers a section is open to, or who spoke


@dataclass
class Model:
    """Every thing by its identifier, and who may see and do what to it."""

    things: dict[str, Thing] = field(default_factory=dict)

    def sees(self, who: Person, name: str) -> bool:
        """Whether a thing exists for somebody in the working text (L5, L6, S3, S4)."""
        thing = self.things[name]
        if who.kind not in thing.label or who.role == "administrator":
            return False
        match thing.sort:
            case "section":
                lineage = self.lineage(name)
                opened = not who.supplier or any(who.supplier in self.things[one].open_to for one in lineage)
                return opened and all(who.kind in self.things[one].label for one in lineage)
            case "requirement":
                hidden = who.supplier and (thing.draft or thing.aside)
                return not hidden and self.sees(who, thing.inside)
            case "part":
                return self.sees(who, thing.inside)
            case "speech":
                return who.role == "consultant_work" or who.name in thing.open_to
            case "finding":
                return not who.supplier and who.role != "observer"
        rival = who.supplier and thing.by not in ("", who.supplier)
        loose = thing.sort == "link" and any(self.things[end].aside for end in thing.ends)  # O1
        return not rival and not loose and all(self.sees(who, end) for end in thing.ends)

    def lineage(self, name: str) -> list[str]:
        """A section and the chapters it is in."""
        return [name, *(self.lineage(self.things[name].inside) if self.things[name].inside else [])]

    def within(self, name: str) -> list[str]:
        """The parts of a requirement."""
        return [one for one, thing in self.things.items() if thing.sort == "part" and thing.inside == name]

    def asks(self, who: Person, verb: str, *names: str) -> str:
        """What becomes of a wish: absent (something it names is not there for them), refused, or possible."""
        if not all(self.sees(who, name) for name in names):
            return "absent"
        if who.capped or who.role not in CAN[verb]:
            return "refused"
        if verb in {"edit", "criterion"} and (self.things[names[0]].aside or who.role == "employee"):
            return "refused"  # R3: nobody here has a task of their own
        return "possible"

    def made(self, who: Person, section: str, owner: str = "") -> Label | None:
        """L11: the label of what is added to a section, or to a requirement in it; None when its maker could not read it."""
        found = self.things[section].default & (self.things[owner].label if owner else KINDS)
        return found if who.kind in found else None

    def relabel(self, name: str, to: Label) -> None:
        """L7, L9: what is inside follows upwards and not downwards, and so does what hangs on it."""
        parts = self.within(name)
        self.things[name].label = to
        for part in parts:
            self.things[part].label &= to
        for thing in self.things.values():
            if {name, *parts} & set(thing.ends):
                thing.label &= to

    def spoken(self, who: Person, about: str, part: str = "", among: str = "") -> Label:
        """T1: the label of a thread: the firm's, or the supplier's own offer, and never more open than what it is about."""
        usual = label(f"N1:{who.supplier}|OFFRE:{who.supplier}" if who.supplier else f"N2|{among}" if among else "N2")
        return usual & self.things[about].label & (self.things[part].label if part else KINDS)

    def copy(self, name: str, copies: dict[str, str]) -> None:
        """R9: a copy is a draft, with the labels of what it was made from; `copies` are the new names of what was copied."""
        for old, new in copies.items():
            thing = self.things[old]
            inside = copies.get(thing.inside, thing.inside)
            self.things[new] = replace(thing, inside=inside, draft=old == name, aside=False)
