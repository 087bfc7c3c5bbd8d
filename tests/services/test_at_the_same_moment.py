"""Two people at the same moment: one of two wins, the other is told, and codes never meet."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from server.domain.errors import Conflict, FieldChanged, Refusal
from server.domain.tracing import Subject, SubjectKind
from server.services import editing, linking
from server.services.planting import NewRequirement
from tests.services.scene import Scene


def together(*deeds: Callable[[], object]) -> list[object]:
    """Do all deeds at the same moment and return what each answered, or its refusal."""
    barrier = Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return deed()
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def test_r8_of_two_writers_of_one_field_exactly_one_is_told(scene: Scene) -> None:
    item = scene.requirement("Signaler une opération")

    def write(name: str) -> Callable[[], object]:
        reader = scene.reader(name)
        return lambda: editing.set_requirement_field(
            scene.house, reader, scene.specification_id, item.id, field="title", value=name, before=item.title
        )

    answers = together(*(write(name) for name in ("claire", "bruno", "nadia", "olivier")))

    told = [one for one in answers if isinstance(one, FieldChanged)]
    now = next(one.title for one in scene.content().requirements if one.id == item.id)
    assert len(told) == 3
    assert {one.theirs for one in told} == {now}


def test_codes_and_places_given_at_the_same_moment_are_different(scene: Scene) -> None:
    section = next(one.id for one in scene.content().sections if one.title == "Ordonnancer")
    before = {one.id for one in scene.content().requirements}
    readers = [scene.reader(name) for name in ("claire", "bruno", "nadia", "olivier")]

    together(
        *(
            lambda reader=reader: editing.add_requirement(
                scene.house, reader, scene.specification_id, NewRequirement(section, "Neuve")
            )
            for reader in readers
        )
    )

    made = [one for one in scene.content().requirements if one.id not in before]
    assert len({one.code for one in made}) == len({one.rank for one in made}) == 4


def test_two_links_that_would_close_a_loop_together_are_not_both_made(scene: Scene) -> None:
    one = Subject(SubjectKind.REQUIREMENT, scene.requirement("Signaler une").id)
    two = Subject(SubjectKind.REQUIREMENT, scene.requirement("Former au").id)

    def link(name: str, source: Subject, target: Subject) -> Callable[[], object]:
        reader = scene.reader(name)
        return lambda: linking.add_link(
            scene.house, reader, scene.specification_id, source=source, target=target, kind="refines", reason=""
        )

    answers = together(link("claire", one, two), link("bruno", two, one))

    assert sum(isinstance(answer, Refusal) and not isinstance(answer, Conflict) for answer in answers) == 1
