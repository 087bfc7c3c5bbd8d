"""Who hears a thread, and what a supplier knows besides live text: the versions sent to it."""

from collections.abc import Iterator

from server.domain.content import Thread
from server.domain.errors import NotInYourSight
from server.domain.tracing import Subject
from server.domain.words import Language, say
from server.policy.labels import FIRM, NAMED, REPRESENTATIVES, Label, circles, is_speech
from server.policy.view import Purpose, Revealer, Sight, ThreadView, reveal_threads
from server.services.frozen import content_of
from server.services.house import Deed
from server.services.rights import reader_in
from server.storage import release_rows, thread_rows


def sights(deed: Deed) -> Iterator[Sight]:
    """Yield what the reader sees: the live text, then, for a supplier, each version sent to it, the latest first."""
    yield deed.sight()
    if deed.reader.is_supplier:
        mine = deed.reader.organization_id
        for release in release_rows.load_releases(deed.connection, deed.specification_id or "", mine):
            yield Sight(content_of(deed.connection, release.baseline_id), deed.reader, Purpose.RELEASE)


def get_sight_of(deed: Deed, subject: Subject) -> Sight:
    """Return the first sight in which the reader sees a thing. Raises NotInYourSight when there is none."""
    for sight in sights(deed):
        if sight.subject(subject):
            return sight
    raise NotInYourSight


def get_thread(deed: Deed, thread_id: str) -> tuple[Thread, ThreadView]:
    """Return a thread the reader hears, and their view of it. Raises NotInYourSight."""
    thread = thread_rows.find_thread(deed.connection, deed.specification_id or "", thread_id)
    if thread is None:
        raise NotInYourSight
    for sight in sights(deed):
        for view in reveal_threads(Revealer(sight.content, deed.reader, sight.purpose), [thread]):
            return thread, view
    raise NotInYourSight


def hears(deed: Deed, person_id: str, thread: Thread) -> bool:
    """Tell whether another person of the project would hear this thread."""
    try:
        other = reader_in(deed.connection, person_id, deed.reader.project_id)
        get_thread(Deed(deed.house, deed.connection, other, deed.at, deed.specification_id), thread.id)
    except NotInYourSight:
        return False
    return True


def who_reads(revealer: Revealer, label: Label, language: Language | str) -> str:
    """Return in words who will read something under `label`, naming only suppliers this reader may know."""
    view = revealer.label(label.canonical())
    names = _names(view.supplier_names, language)
    if is_speech(label.canonical()):
        return say("readers.speech", language)
    if REPRESENTATIVES in label.compartments:
        return say("readers.representatives", language)
    if circles(label.compartments):
        return say("readers.circle", language, circle=", ".join(view.closed) or say("level.circle", language))
    if view.name and label.level > NAMED and (not label.compartments or label.level > FIRM):
        return say("readers.level", language, level=f"N{label.level} {view.name}")
    if not label.compartments or label.level > FIRM:
        return say(f"level.reads.{label.level}", language, **names)
    if revealer.reader.is_supplier:
        return say("readers.supplier.you", language)
    return say("level.reads.offer" if label.level == NAMED else "readers.offer.insiders", language, **names)


def _names(names: tuple[str, ...], language: Language | str) -> dict[str, str]:
    names = tuple(sorted(names))
    last = " and " if language == Language.ENGLISH else " et "
    listed = ", ".join(names[:-1]) + last + names[-1] if len(names) > 1 else "".join(names)
    return {"suppliers": listed, "supplier": listed}
