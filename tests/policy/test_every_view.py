"""All that the gate tells each reader of one small specification, line by line (A3): what is there, and what is told otherwise.

`views.txt` shows it. Nobody's view is checked here against a rule: each rule has its own test. What is shown is that the gate
tells what it told before, to everyone, so that no condition of it can go unnoticed.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from server.domain.content import Requirement, Thread
from server.domain.errors import NotAllowed, NotInYourSight
from server.domain.moments import Moment
from server.domain.richtext import from_plain, parse
from server.domain.tracing import Register
from server.policy.abilities import Action, demand_edit, may
from server.policy.reader import Reader, as_supplier
from server.policy.view import (
    Compared,
    Purpose,
    Revealer,
    hears_offers,
    measure_loss,
    passage,
    reveal_answers,
    reveal_organizations,
    reveal_origins,
    reveal_proposals,
    reveal_return,
    reveal_signing,
    reveal_threads,
)
from server.policy.view.history import reveal_history
from server.policy.view.past import PastRevealer
from server.policy.view.projects import reveal_head, reveal_project
from server.policy.view.register import reveal_register
from server.policy.view.search import find, searchable
from tests.policy.everybody import CIRCLE, NOON, READERS, WHO
from tests.policy.everything import EVERYTHING, NAMED, of, text
from tests.policy.said import answers, entries, facts, signed_contents, threads
from tests.policy.telling import THERE, Told, compared_with_golden, told_by

GOLDEN = Path(__file__).with_name("views.txt")
HEAD = f"""What the gate tells each reader of the small specification of `everything.py`: a line for each thing, with those who are told
that it is there, and one for each way in which something about it is told, where it is not told alike to all of them.
{WHO}
Generated: delete this file and run the test to write it again, then read what changed.
"""


def test_every_reader_is_told_what_the_golden_file_shows() -> None:
    compared_with_golden(GOLDEN, HEAD, {letter: _everything_told_to(reader) for letter, reader in READERS.items()})


def _everything_told_to(reader: Reader) -> Told:
    live, sent = Revealer(EVERYTHING, reader), Revealer(EVERYTHING, reader, Purpose.RELEASE)
    told: Told = {}
    for name, view in _views(live).items():
        with suppress(NotInYourSight):
            told |= told_by(view(), name)
    for name, seen in (("live", live), ("sent", sent)):
        told |= told_by(seen.specification(), name)
        told |= {f"{name}: {answer}": THERE for answer in _answers(seen)}
    quiet = Revealer(replace(EVERYTHING, shows_reserved=False), reader).specification()
    told |= {f"nothing is said to be reserved in {one.id}": THERE for one in quiet.sections if not one.reserved}
    return told


def _views(live: Revealer) -> dict[str, Callable[[], object]]:
    reader, heard = live.reader, threads()
    compared = {"open of employee": Compared(from_plain("a"), from_plain("b"), True, "mark"), "agreed": None}
    compared |= {"intro": Compared(from_plain("a"), from_plain("b"), False, "mark")}
    moments = [(Moment(("employee", "alice", "bilal", None), NOON, 1), True)]
    past = PastRevealer(live, text("past"), moments)
    named = text("past", "N0", None, "statement", ("person", "somebody-of-the-firm-1"), ("code", NAMED[0]))
    return {
        "head": lambda: reveal_head(EVERYTHING, reader),
        "project": lambda: reveal_project(reader, name="", purpose="ce que la maison veut", firm_name="", entries=()),
        "origins": lambda: reveal_origins(live),
        "threads": lambda: reveal_threads(live, heard),
        "answers": lambda: reveal_answers(live, answers()),
        "proposals": lambda: reveal_proposals(live, compared),
        "history": lambda: reveal_history(live, facts(), {"employee": "Nom"}),
        "register": lambda: reveal_register(
            reader, entries(), {one.person_id: one for one in EVERYTHING.members}, EVERYTHING.organizations
        ),
        "labels": lambda: {one: live.label(one) for one in ("N1:A,gone|OFFRE:A", "N1:A,B|OFFRE:B", f"N2|{CIRCLE}")},
        "found": lambda: _found(live),
        "organizations": lambda: reveal_organizations(reader, EVERYTHING.organizations),
        "past": lambda: past.past(may_write=False),
        "past text": lambda: past.text(parse(named.tree), {1: "employee", 2: "nobody"}),
        "signing": lambda: _signing(live, heard),
        "loss": lambda: _loss(live),
        "loss here": lambda: _loss_here(live),
        "return": lambda: _return(live, heard),
    }


def _signing(live: Revealer, heard: Iterable[Thread]) -> dict[str, object]:
    waiting = [one for one in live.sight.requirements.values() if one.visas or one.id == "under N0"]
    kept = signed_contents()
    about = reveal_threads(live, heard)
    return {one.id: reveal_signing(live, one, [t for t in about if t.subject.id == one.id], kept) for one in waiting}


def _loss(live: Revealer) -> object:
    own = Revealer(EVERYTHING, live.reader, Purpose.RELEASE)
    theirs = Revealer(EVERYTHING, as_supplier(live.reader, "A"), Purpose.RELEASE)
    return measure_loss(own.specification(), theirs.specification())


def _loss_here(live: Revealer) -> object:
    own = Revealer(EVERYTHING, live.reader, Purpose.RELEASE)
    theirs = Revealer(EVERYTHING, as_supplier(live.reader, "A"), Purpose.RELEASE)
    here = EVERYTHING.sections, EVERYTHING.requirements
    return measure_loss(passage(own, *here), passage(theirs, *here))


def _found(live: Revealer) -> dict[str, object]:
    things = [searchable(one) for one in live.specification().requirements]
    return {words: find(things, words, 20) for words in ("au lieu", "mot parts", "names rien", "secret level", " ")}


def _return(live: Revealer, heard: Iterable[Thread]) -> object:
    if not hears_offers(live, "A"):
        return None
    loss = measure_loss(live.specification(), Revealer(EVERYTHING, as_supplier(live.reader, "A")).specification())
    asked = [one for one in reveal_threads(live, heard) if one.author.organization == "Fournisseur A"]
    given = [one for one in reveal_answers(live, answers()) if one.organization_id == "A"]
    return reveal_return(live, loss, asked, given, "A", {"open of alice": 2})


def _answers(seen: Revealer) -> Iterator[str]:
    """What a sight answers to services beyond what is in a view."""
    sight, asked = seen.sight, EVERYTHING.requirements
    yield from (f"{one.id} is there" for one in asked if sight.requirement(one))
    yield from (f"{one.id} is revealed" for one in asked if seen.requirement(one))
    yield from (f"{one} is called {seen.subject_name(of('criterion', one))[1]}" for one in sight.criteria)
    yield from (f"{one.id} is reserved" for one in asked if sight.reserved(one))
    yield from (f"{one.id} may be edited" for one in asked if _edits(seen.reader, one))
    yield from (f"{one.id} is read whole" for one in sight.requirements.values() if sight.reads_whole(one))
    yield from (f"one writes in {one}" for one in sight.sections if sight.writes_in(one))
    for link in EVERYTHING.links:
        yield from (f"link {link.id} is there" for _ in "1" if sight.link(link))
        yield from (
            f"the {name} of {link.id} is tied" for name in ("source", "target") if sight.ties(getattr(link, name))
        )
    findings = [view for one in sight.findings.values() if (view := seen.finding(one)) is not None]
    yield from (f"{one.id} is what people said" for one in findings if one.speakers is not None)
    yield from (f"{one.id} would be seen" for one in EVERYTHING.set_aside if sight.would_see(one))
    yield from (f"one writes on {one.value} findings" for one in Register if seen.may_write_finding(one))
    yield f"the unit is called « {seen.unit_name('unit')} »"
    yield from (f"one may {action.value}" for action in Action if may(seen.reader, action))


def _edits(reader: Reader, item: Requirement) -> bool:
    try:
        demand_edit(reader, item)
    except NotAllowed:
        return False
    return True
