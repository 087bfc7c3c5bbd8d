"""Files of a specification for one audience: never above who asks, and the same bytes each time for a frozen version."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from server.domain.content import SpecificationContent
from server.domain.errors import Invalid, NotInYourSight
from server.domain.ids import new_id
from server.domain.levels import level_name
from server.domain.richtext import parse, pictures_in
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import LANGUAGES, Language, say
from server.exports import FORMATS, Edition, Format, Picture
from server.policy.abilities import Action, demand
from server.policy.reader import Reader, as_supplier
from server.policy.view import LabelView, Purpose, Sight, SpecificationView, reveal
from server.services.attaching import shows
from server.services.frozen import content_of, for_files
from server.services.house import House
from server.services.releasing import get_baseline, get_release
from server.services.rights import demand_reads_no_less
from server.services.within_sight import get_supplier
from server.services.writing import project_pending
from server.storage import attachment_rows, journal, release_rows
from server.storage.database import Transaction
from server.storage.release_rows import Baseline, Release, StoredFile


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file ready to be downloaded. `name` tells the version and nothing of what is inside; `digest` is its SHA-256."""

    name: str
    media_type: str
    content: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be written: which content, for which reader, and the facts around it. `stored` is the key of kept files."""

    content: SpecificationContent
    audience: Reader
    purpose: Purpose
    language: Language
    version: str
    date: str
    name: str
    digest: str
    baseline_id: str | None
    stored: str | None


def export(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    language: str,
    format_name: str,
    baseline_id: str | None = None,
    organization_id: str | None = None,
) -> ExportFile:
    """Return the specification as a file: a frozen version, or (without `baseline_id`) the working text with all typed.

    The audience is the reader, or the supplier `organization_id` as the pair previews it; what the reader may not read is
    left out even then. A frozen version gives the same bytes each time. It is entered in the register once it is made, and
    not handed over when the reader's rights changed meanwhile. Raises NotInYourSight, NotAllowed, Invalid, Conflict.
    """
    chosen = _format(format_name)
    if language not in LANGUAGES:
        raise Invalid("choice")
    if baseline_id is None:
        with house.deed(reader, specification_id) as deed:
            demand(reader, Action.EXPORT)
            deed.content()
            project_pending(deed.connection, reader.project_id, specification_id, deed.at)
    with house.database.read() as connection:
        order = _order(house, connection, reader, specification_id, Language(language), baseline_id, organization_id)
        kept = _find(connection, order, chosen)
    file = kept or _make(house, reader, order, chosen)
    said = {"format": chosen.name, "organization": organization_id, "version": order.version, "language": language}
    hand_over(house, reader, specification_id, "export", said)
    return file


def export_release(
    house: House, reader: Reader, specification_id: str, release_id: str, *, format_name: str
) -> ExportFile:
    """Return a version as it was sent, byte for byte, to its supplier or to who may know of it; entered in the register.

    Raises NotInYourSight, Invalid, and Conflict when the reader's rights changed meanwhile.
    """
    file, release = _release_file(house, reader, specification_id, release_id, format_name)
    said = {"format": format_name, "organization": release.organization_id, "number": release.number}
    hand_over(house, reader, specification_id, "download_release", said)
    return file


def make_release_file(
    house: House, reader: Reader, specification_id: str, release_id: str, *, format_name: str
) -> None:
    """Make a file of a version that was just sent, to be kept as it is now; it is handed to nobody."""
    _release_file(house, reader, specification_id, release_id, format_name)


def hand_over(house: House, reader: Reader, specification_id: str, name: str, said: Mapping[str, object]) -> None:
    """Enter in the register that a file leaves. Raises Conflict when the reader's rights changed since they asked for it."""
    with house.database.write() as connection:
        journal.take_turn(connection, reader.project_id)
        demand_reads_no_less(connection, reader)
        house.register(
            connection,
            reader.project_id,
            name,
            person_id=reader.person_id,
            at=house.clock(),
            specification_id=specification_id,
            subject=Subject(SubjectKind.SPECIFICATION, specification_id),
            said=said,
        )


def _release_file(
    house: House, reader: Reader, specification_id: str, release_id: str, format_name: str
) -> tuple[ExportFile, Release]:
    chosen = _format(format_name)
    with house.database.read() as connection:
        _live(house, connection, reader, specification_id)
        release = get_release(connection, reader, specification_id, release_id)
        baseline = get_baseline(connection, reader, specification_id, release.baseline_id)
        demand(reader, Action.EXPORT)
        order = _sent(connection, reader, baseline, release)
        kept = _find(connection, order, chosen)
    return kept or _make(house, reader, order, chosen), release


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise Invalid("format")
    return FORMATS[name]


def _live(house: House, connection: Transaction, reader: Reader, specification_id: str) -> SpecificationContent:
    content = house.shelf.content(connection, specification_id)
    if content.project_id != reader.project_id:
        raise NotInYourSight
    return content


def _order(
    house: House,
    connection: Transaction,
    reader: Reader,
    specification_id: str,
    language: Language,
    baseline_id: str | None,
    organization_id: str | None,
) -> _Order:
    live = _live(house, connection, reader, specification_id)
    baseline = get_baseline(connection, reader, specification_id, baseline_id) if baseline_id is not None else None
    audience = _audience(live, reader, organization_id)
    demand(reader, Action.EXPORT)
    if baseline is None:
        return _working(house, live, audience, language)
    if audience.is_supplier:
        sent = release_rows.load_releases(connection, specification_id, audience.organization_id)
        of_it = [one for one in sent if one.baseline_id == baseline.id and one.language == language]
        if of_it:
            return _sent(connection, reader, baseline, of_it[0])
    return _frozen(connection, baseline, audience, language)


def _audience(live: SpecificationContent, reader: Reader, organization_id: str | None) -> Reader:
    """Return who the file is for, holding no right that the reader lacks."""
    if organization_id is None or (reader.is_supplier and organization_id == reader.organization_id):
        return reader
    get_supplier(Sight(live, reader, Purpose.LIVE), organization_id)
    demand(reader, Action.VIEW_AS)
    supplier = as_supplier(reader, organization_id)
    return replace(supplier, compartments=supplier.compartments & reader.compartments)


def _working(house: House, live: SpecificationContent, audience: Reader, language: Language) -> _Order:
    purpose = Purpose.LIVE if audience.is_supplier else Purpose.RELEASE
    date, name = house.clock().date().isoformat(), say("export.file.working", language)
    return _Order(
        for_files(live), audience, purpose, language, say("export.working", language), date, name, "", None, None
    )


def _frozen(connection: Transaction, baseline: Baseline, audience: Reader, language: Language) -> _Order:
    if audience.is_supplier:
        version, name = say("export.preview", language), say("export.file.preview", language)
    else:
        version = say("export.version", language, number=baseline.number)
        name = say("export.file.version", language, number=baseline.number)
    return _Order(
        content=content_of(connection, baseline.id),
        audience=audience,
        purpose=Purpose.RELEASE,
        language=language,
        version=version,
        date=baseline.proposed_at.date().isoformat(),
        name=name,
        digest="" if audience.is_supplier else baseline.content_hash,
        baseline_id=baseline.id,
        stored=_audience_key("preview" if audience.is_supplier else "firm", audience),
    )


def _sent(connection: Transaction, reader: Reader, baseline: Baseline, release: Release) -> _Order:
    language = Language(release.language)
    recipient = as_supplier(reader, release.organization_id)
    return _Order(
        content=content_of(connection, baseline.id),
        audience=recipient,
        purpose=Purpose.RELEASE,
        language=language,
        version=say("export.version", language, number=release.number),
        date=release.sent_at.date().isoformat(),
        name=say("export.file.version", language, number=release.number),
        digest=release.view_hash,
        baseline_id=baseline.id,
        stored=f"release:{release.id}",
    )


def _audience_key(kind: str, audience: Reader) -> str:
    rights = (audience.role, audience.organization_id, audience.level, sorted(audience.compartments))
    return f"{kind}:{sha256(repr(rights).encode()).hexdigest()}"


def _find(connection: Transaction, order: _Order, chosen: Format) -> ExportFile | None:
    if order.baseline_id is None or order.stored is None:
        return None
    kept = release_rows.find_file(connection, order.baseline_id, order.stored, order.language, chosen.name)
    return ExportFile(kept.name, chosen.media_type, kept.content, kept.content_hash) if kept else None


def _make(house: House, reader: Reader, order: _Order, chosen: Format) -> ExportFile:
    view = reveal(order.content, order.audience, order.purpose)
    with house.database.read() as connection:
        pictures = _pictures(connection, order, view)
    content = chosen.render(_edition(order, view, pictures))
    file = ExportFile(f"{order.name}.{chosen.extension}", chosen.media_type, content, sha256(content).hexdigest())
    if order.baseline_id is None or order.stored is None:
        return file
    with house.database.write() as connection:
        first = _find(connection, order, chosen)
        if first is None:
            stored = StoredFile(
                id=new_id(),
                baseline_id=order.baseline_id,
                audience=order.stored,
                language=order.language,
                format=chosen.name,
                name=file.name,
                content=file.content,
                content_hash=file.digest,
                made_by=reader.person_id,
                made_at=house.clock(),
            )
            release_rows.insert_file(connection, stored)
    return first or file


def _edition(order: _Order, view: SpecificationView, pictures: Mapping[str, Picture]) -> Edition:
    level = max((label.level for label in labels_in(view)), default=0)
    audience = next((o.name for o in view.organizations if o.id == order.audience.organization_id), view.firm_name)
    return Edition(
        view=view,
        language=order.language,
        version=order.version,
        date=order.date,
        audience=audience,
        label=level_name(order.content.level_names, level, order.language),
        digest=order.digest,
        pictures=pictures,
    )


def labels_in(view: SpecificationView) -> list[LabelView]:
    """Return the label of each thing a view shows."""
    found: list[LabelView] = [section.label for section in view.sections]
    found += [section.intro.label for section in view.sections if section.intro]
    for item in view.requirements:
        found += [item.label, *(text.label for text in (item.statement, item.rationale) if text)]
        found += [criterion.label for criterion in item.criteria] + [link.label for link in item.links]
    found += [item.label for item in view.findings]
    found += [item.label for item in view.results]
    return found + [item.label for item in view.situations]


def _pictures(connection: Transaction, order: _Order, view: SpecificationView) -> dict[str, Picture]:
    sight = Sight(order.content, order.audience, order.purpose)
    found: dict[str, Picture] = {}
    for attachment_id in sorted(_shown_in(view)):
        item = attachment_rows.find_attachment(connection, order.content.project_id, attachment_id)
        if item is not None and shows(sight, item):
            content = attachment_rows.load_blob(connection, item.blob_hash)
            found[item.id] = Picture(item.media_type, content)
    return found


def _shown_in(view: SpecificationView) -> set[str]:
    texts = [section.intro for section in view.sections]
    texts += [text for item in view.requirements for text in (item.statement, item.rationale)]
    texts += [item.text for item in view.findings] + [item.text for item in view.results]
    texts += [item.story for item in view.situations]
    return {found for text in texts if text is not None for found in pictures_in(parse(text.tree))}
