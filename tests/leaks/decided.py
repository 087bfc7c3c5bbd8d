"""What is decided in the planted project: at each level of the firm a case with its voices and its decision, a round that is not
over, and what each supplier was asked."""

from collections.abc import Callable
from typing import Any

from server.domain.arbitration import Option
from server.policy.labels import PAIR, Label
from server.policy.view import mark_of_decision
from server.services import arbitrating, deciding, editing, voicing
from server.services.planting import NewRequirement
from server.storage import arbitration_rows
from tests.leaks.canary import Kind
from tests.leaks.world import SUPPLIERS, World

HEARD: dict[str, tuple[str, str]] = {"N2": ("samir", "bruno"), "N3": ("anne", "bruno"), "N4": ("diane", "bruno")}
"""Who is asked at each level."""


def decide_some_in(world: World) -> None:
    """Decide something at each level, refuse a decision, leave a round open, and ask both suppliers."""
    for label, people in HEARD.items():
        world.cases[label] = _decided(world, label, people)
    world.cases["silent"] = _silent(world)
    for letter, key in SUPPLIERS.items():
        world.questions[letter] = _asked(world, letter, key)
    _finish(world, world.cases["asked"], "N2", ("samir",))
    for letter in SUPPLIERS:
        _reply(world, letter)


def _word(world: World, label: str) -> Callable[[str], str]:
    return lambda what: world.aviary.plant(f"{what} of a case", Kind.HISTORY, label)


def _of_the_firm(world: World) -> str:
    """A new requirement that all of the firm reads."""
    wanted = NewRequirement(world.ids["sacrifice"], "À trancher")
    return editing.add_requirement(world.house, world.reader("claire"), world.specification_id, wanted)[0]


def _open(world: World, label: str, requirement_id: str) -> str:
    return arbitrating.open_case(
        world.house,
        world.reader("claire"),
        world.specification_id,
        question=_word(world, label)("question"),
        requirement_ids=[requirement_id],
    )


def _options(world: World, case_id: str) -> tuple[Option, ...]:
    with world.house.database.read() as connection:
        found = arbitration_rows.find_case(connection, world.specification_id, case_id)
    assert found is not None
    return found.options


def _decided(world: World, label: str, people: tuple[str, ...]) -> str:
    """A case about what is read whole at a level; its first option is the pair's and management's alone."""
    house, claire, spec = world.house, world.reader("claire"), world.specification_id
    case_id = _open(world, label, world.ids[f"parts {label} closed"])
    word, above = _word(world, label), _word(world, "N4")
    for said, secret in ((word, None), (above, Label(PAIR))):
        named: dict[str, Any] = {"title": said("title of an option"), "summary": said("summary of an option")}
        option = arbitrating.add_option(house, claire, spec, case_id, **named, label=secret)
        effect: dict[str, Any] = {"aspect": "work", "words": said("effect"), "grade": 1, "before": ("", None)}
        arbitrating.set_effect(house, claire, spec, option, **effect)
    _finish(world, case_id, label, people)
    return case_id


def _finish(world: World, case_id: str, label: str, people: tuple[str, ...]) -> None:
    """Hear people, let one seat refuse a decision, and the other sign the next one."""
    house, claire, spec = world.house, world.reader("claire"), world.specification_id
    voicing.open_round(house, claire, spec, case_id, person_ids=[world.person(one) for one in people])
    for name in people:
        _speak(world, name, case_id, world.aviary.plant("voice", Kind.HISTORY, _heard_at(world, name, case_id, label)))
    voicing.close_round(house, claire, spec, case_id)
    deciding.propose_decision(house, claire, spec, case_id, _ruling(world, case_id, label))
    why = _word(world, label)("refusal of a decision")
    deciding.refuse_decision(house, world.reader("bruno"), spec, case_id, reason=why)
    deciding.propose_decision(house, world.reader("bruno"), spec, case_id, _ruling(world, case_id, label))
    (decision,) = _last(world, case_id)
    deciding.sign_decision(house, claire, spec, case_id, mark=mark_of_decision(decision))


def _heard_at(world: World, name: str, case_id: str, label: str) -> str:
    """A voice about the option of the pair is the pair's and management's too."""
    secret = any(one.label == "N4" for one in _options(world, case_id)) and world.reader(name).level >= PAIR
    return "N4" if secret else label


def _speak(world: World, name: str, case_id: str, words: str) -> None:
    reader = world.reader(name)
    view = arbitrating.see_case(world.house, reader, world.specification_id, case_id)
    said: dict[str, Any] = {"register": "work", "stances": {one.id: 1 for one in view.options}, "words": words}
    voicing.give_voice(world.house, reader, world.specification_id, case_id, **said)


def _ruling(world: World, case_id: str, label: str) -> deciding.Ruling:
    word, option = _word(world, label), next(one for one in _options(world, case_id) if one.label == label)
    told = (word("decision"), word("reasons"), word("what is given up"), word("dissent"))
    return deciding.Ruling(option.id, *told, "2027-09-15")


def _last(world: World, case_id: str) -> tuple[Any]:
    with world.house.database.read() as connection:
        found = arbitration_rows.find_case(connection, world.specification_id, case_id)
    assert found is not None
    return (found.decision,)


def _silent(world: World) -> str:
    """A round that is not over: what Samir says is read by Samir alone."""
    case_id = _open(world, "N2", _of_the_firm(world))
    people = [world.person(one) for one in ("samir", "remi")]
    voicing.open_round(world.house, world.reader("claire"), world.specification_id, case_id, person_ids=people)
    _speak(world, "samir", case_id, world.aviary.plant("silent voice", Kind.PROPOSAL, "N2", person="samir"))
    return case_id


def _asked(world: World, letter: str, key: str) -> str:
    """What a supplier is asked and answers: its own, and of those of the firm who handle offers."""
    if "asked" not in world.cases:
        world.cases["asked"] = _open(world, "N2", _of_the_firm(world))
    house, spec, supplier = world.house, world.specification_id, world.reader(key)
    word = _own(world, letter)
    made = voicing.ask_supplier(
        house,
        world.reader("claire"),
        spec,
        world.cases["asked"],
        organization_id=supplier.organization_id,
        text=word("question to a supplier"),
    )
    voicing.answer_question(house, supplier, spec, made, feasible="no", words=word("answer of a supplier"))
    return made


def _reply(world: World, letter: str) -> None:
    told = _own(world, letter)("reply to a supplier")
    voicing.reply_to_supplier(
        world.house, world.reader("claire"), world.specification_id, world.questions[letter], text=told
    )


def _own(world: World, letter: str) -> Callable[[str], str]:
    return lambda what: world.aviary.plant(what, Kind.ANSWER, f"N1:{letter}|OFFRE:{letter}", of=letter)
