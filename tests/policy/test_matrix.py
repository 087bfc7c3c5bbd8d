"""Every role, every label, every verb: what the real services answer is what the model says and what `matrix.txt` shows (R1, L5)."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.domain.errors import NotInYourSight
from server.services import reading
from server.services.house import House
from server.storage.shelf import Shelf
from tests.policy.lattice import Deeds
from tests.policy.model import Person
from tests.policy.pair import LABELS, PEOPLE, Trial, begin
from tests.policy.test_lattice import Copies

GOLDEN = Path(__file__).with_name("matrix.txt")
HEAD = """What somebody of each role may do to a thing under each label, in a section that is open to both suppliers.
+ done · - refused, for they see it · . absent, as if it did not exist · ! it is so already
Generated: delete this file and run the test to write it again, then read what changed.
"""
SIGN = {"possible": "+", "refused": "-", "absent": ".", "conflict": "!"}
Verbs = dict[str, Callable[[Deeds, Person, str], None]]
VERBS: Verbs = {
    "read": lambda deeds, who, item: None,
    "history": lambda deeds, who, item: None,
    "edit": lambda deeds, who, item: deeds.edit(who, item),
    "add a criterion": lambda deeds, who, item: deeds.criterion(who, item),
    "move": lambda deeds, who, item: deeds.move(who, item, deeds.model.things[item].inside),
    "copy": lambda deeds, who, item: deeds.copy(who, item),
    "link": lambda deeds, who, item: deeds.link(who, item, deeds.named("requirement")[0]),
    "talk": lambda deeds, who, item: deeds.talk(who, item),
    "quote": lambda deeds, who, item: deeds.quote(who, deeds.model.within(item)[0]),
    "close to N4": lambda deeds, who, item: deeds.relabel(who, item, "N4"),
    "open to N0": lambda deeds, who, item: deeds.relabel(who, item, "N0"),
    "close its statement": lambda deeds, who, item: deeds.relabel(who, deeds.model.within(item)[0], "N4"),
    "close to the circle": lambda deeds, who, item: deeds.relabel(who, item, "N2|CERCLE"),
    "talk in the circle": lambda deeds, who, item: deeds.whisper(who, item, "CERCLE"),
    "talk as representatives": lambda deeds, who, item: deeds.whisper(who, item, "ÉLUS"),
    "withdraw": lambda deeds, who, item: deeds.withdraw(who, item),
    "restore": lambda deeds, who, item: deeds.restore(who, item),
}
SAID: Verbs = {
    "read": VERBS["read"],
    "talk": VERBS["talk"],
    "link": lambda deeds, who, said: deeds.link(who, deeds.named("requirement")[0], said),
    "say who spoke": lambda deeds, who, said: deeds.name_speaker(who, said, "employee_rep"),
    "make it a finding": lambda deeds, who, said: deeds.consolidate(who, said),
}
"""What may be done to a recording of what the employee said, and to one of nobody who is here."""


@pytest.fixture(scope="module")
def furnished(
    _sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Deeds, dict[str, str]]]:
    """A project with one requirement under each label, of which nothing that is tried afterwards is kept."""
    folder = tmp_path_factory.mktemp("matrix")
    file = folder / "begun.sqlite3"
    shutil.copyfile(_sqlite_template, file)
    spec = begin(f"sqlite:///{file}", str(folder))
    with Copies(file, folder, spec) as deeds:
        pilot, here = PEOPLE["steering_work"], {one.title: one.id for one in deeds.content().sections}
        for letter in "AB":
            deeds.share(pilot, here["open"], letter)
        deeds.find(pilot, "N2")
        deeds.add(pilot, here["open"])
        items: dict[str, str] = {}
        for text in LABELS:
            known = set(deeds.named("requirement"))
            deeds.add(pilot, here["open"])
            (items[text],) = set(deeds.named("requirement")) - known
            if text != "N0":
                deeds.relabel(pilot, items[text], text)
        for key in ("spoken", "unnamed"):
            known = set(deeds.named("speech"))
            deeds.speak(PEOPLE["consultant_work"])
            (items[key],) = set(deeds.named("speech")) - known
        deeds.name_speaker(PEOPLE["consultant_work"], items["spoken"], "employee")
        settings = deeds.house.settings
        deeds.house = House(settings, Trial(deeds.house.database.url), Shelf())
        yield deeds, items | here
        deeds.house.database.close()


def test_l5_r1_every_cell_is_what_the_model_says_and_the_golden_file_shows(
    furnished: tuple[Deeds, dict[str, str]],
) -> None:
    deeds, names = furnished
    found = HEAD
    for verb in VERBS:
        found += _table(deeds, verb, {text: names[text] for text in LABELS}, VERBS)
    for verb in SAID:
        found += _table(deeds, f"{verb} (PAROLE)", {key: names[key] for key in ("spoken", "unnamed")}, SAID)
    if not GOLDEN.exists():
        GOLDEN.write_text(found, encoding="utf-8")

    assert found == GOLDEN.read_text(encoding="utf-8")
    assert len(re.findall(r" [-+.!](?= |\n)", found)) >= len(VERBS) * len(PEOPLE) * len(LABELS)


def _table(deeds: Deeds, title: str, columns: dict[str, str], verbs: Verbs) -> str:
    table = f"\n{title:24}" + "".join(f"{text:>11}" for text in columns) + "\n"
    for who in PEOPLE.values():
        cells = (_cell(deeds, verbs[title.partition(" (")[0]], title, who, item) for item in columns.values())
        table += f"  {who.name:22}" + "".join(f"{cell:>11}" for cell in cells) + "\n"
    return table


def _cell(deeds: Deeds, ask: Callable[[Deeds, Person, str], None], verb: str, who: Person, item: str) -> str:
    """Ask for real; the deeds compare the answer with the model's, and nothing of it is kept."""
    verb = verb.partition(" (")[0]
    if verb in {"read", "history"}:
        given = _reads(deeds, who, item) if verb == "read" else _recalls(deeds, who, item)
        insider = who.role not in {"supplier", "observer"}
        assert given == (deeds.model.sees(who, item) and (verb == "read" or insider)), f"{who.name} {verb}"
        return "+" if given else "."
    deeds.last = "absent"
    ask(deeds, who, item)
    return SIGN[deeds.last]


def _reads(deeds: Deeds, who: Person, item: str) -> bool:
    return item in deeds.given(who)


def _recalls(deeds: Deeds, who: Person, item: str) -> bool:
    try:
        return bool(reading.history(deeds.house, deeds.readers[who.name], deeds.spec, deeds.subject(item)))
    except NotInYourSight:
        return False
