"""Pictures in texts: checked, written anew without what the camera told, and as secret as the text that shows them."""

import io
import warnings
from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from server.domain.content import TextPart
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight, TooLarge
from server.domain.ids import new_id
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand, demand_edit, may
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services.correcting import WRITES_REGISTER
from server.services.fields import line
from server.services.hearing import get_thread, sights
from server.services.house import Deed, House
from server.services.within_sight import get_finding, get_requirement, get_text, texts_in_sight
from server.services.writing import may_propose_on
from server.settings import MIB
from server.storage import attachment_rows, release_rows
from server.storage.attachment_rows import Attachment

MOST_PIXELS: Final = 40_000_000
MOST_FRAMES: Final = 100
MEDIA_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
_TROUBLE: Final = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture as it leaves: its media type and its bytes, known by their hash."""

    media_type: str
    content: bytes
    digest: str


def add_picture(house: House, reader: Reader, specification_id: str, part_id: str, *, name: str, content: bytes) -> str:
    """Keep a picture for a text the reader writes in, under that text's label, and return its id.

    PNG, JPEG, WebP and GIF; the file is written anew, so nothing but the picture is kept. Raises NotInYourSight, NotAllowed,
    TooLarge (in megabytes or megapixels), Invalid("picture").
    """
    media_type, clean = _checked(house, reader, specification_id, content, lambda deed: _demand_writer(deed, part_id))
    with house.deed(reader, specification_id) as deed:
        part = _demand_writer(deed, part_id)
        picture = _keep(deed, part, name, media_type, clean)
        deed.record("add_picture", Subject(SubjectKind.ATTACHMENT, picture.id), part.label, after=media_type)
        return picture.id


def propose_picture(
    house: House, reader: Reader, specification_id: str, proposal_id: str, *, name: str, content: bytes
) -> str:
    """Keep a picture for a draft of the reader's, under its label and for their eyes until it is opened; return its id (P9).

    What may be sent, and what is kept of it, is as for `add_picture`. Raises NotInYourSight, NotAllowed, TooLarge, Invalid.
    """
    media_type, clean = _checked(
        house, reader, specification_id, content, lambda deed: _demand_draft(deed, proposal_id)
    )
    with house.deed(reader, specification_id) as deed:
        return _keep(deed, _demand_draft(deed, proposal_id), name, media_type, clean).id


def _checked(
    house: House, reader: Reader, specification_id: str, content: bytes, demand_text: Callable[[Deed], TextPart]
) -> tuple[str, bytes]:
    """Return what is kept of a file; drawn outside of any transaction, and for nobody who may not send it."""
    most = house.settings.limits.attachment_bytes
    if len(content) > most:
        raise TooLarge(limit=f"{most // MIB} Mo")
    with house.database.read() as connection:
        demand_text(Deed(house, connection, reader, house.clock(), specification_id))
    return redraw(content)


def _keep(deed: Deed, part: TextPart, name: str, media_type: str, clean: bytes) -> Attachment:
    picture = Attachment(
        id=new_id(),
        project_id=deed.reader.project_id,
        owner_kind=SubjectKind.TEXT,
        owner_id=part.id,
        name=line(name, most=200),
        media_type=media_type,
        size=len(clean),
        label=part.label,
        blob_hash=sha256(clean).hexdigest(),
        added_by=deed.reader.person_id,
        added_at=deed.at,
    )
    attachment_rows.insert_attachment(deed.connection, picture, clean)
    return picture


def _demand_draft(deed: Deed, proposal_id: str) -> TextPart:
    sight = deed.sight()
    draft = sight.drafts.get(proposal_id)
    if draft is None:
        raise NotInYourSight
    demand(deed.reader, Action.TEXT_PROPOSE)
    if not may_propose_on(sight, draft.owner):
        raise NotAllowed("propose")
    return draft.text


def _demand_writer(deed: Deed, part_id: str) -> TextPart:
    sight, reader = deed.sight(), deed.reader
    owner, part = get_text(sight, part_id)
    demand(reader, Action.ATTACHMENT_ADD)
    match owner.kind:
        case SubjectKind.REQUIREMENT:
            demand_edit(reader, get_requirement(sight, owner.id))
        case SubjectKind.SECTION:
            demand(reader, Action.INTRODUCTION_WRITE)
        case SubjectKind.FINDING:
            demand(reader, WRITES_REGISTER[get_finding(sight, owner.id).register])
        case _:
            demand(reader, Action.SIMULATION_WRITE)
    return part


def redraw(content: bytes) -> tuple[str, bytes]:
    """Return (media type, bytes) of a picture drawn anew, upright and without metadata. Raises Invalid, TooLarge."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=list(MEDIA_TYPES))
            _demand_size(picture)
            return MEDIA_TYPES[str(picture.format)], _written(picture)
    except Image.DecompressionBombWarning as error:
        raise TooLarge(limit="40 Mpx") from error
    except _TROUBLE as error:
        raise Invalid("picture") from error


def _demand_size(picture: Image.Image) -> None:
    frames = getattr(picture, "n_frames", 1)
    if picture.width * picture.height * frames > MOST_PIXELS or frames > MOST_FRAMES:
        raise TooLarge(limit="40 Mpx")


def _written(picture: Image.Image) -> bytes:
    kind, out = str(picture.format), io.BytesIO()
    if getattr(picture, "n_frames", 1) > 1 and kind in {"GIF", "WEBP"}:
        frames = [_bare(frame) for frame in ImageSequence.Iterator(picture)]
        duration, loop = picture.info.get("duration", 100), picture.info.get("loop", 0)
        frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=duration, loop=loop)
        return out.getvalue()
    options = {"quality": 90, "optimize": True} if kind == "JPEG" else {"lossless": True} if kind == "WEBP" else {}
    _bare(picture).save(out, kind, **options)
    return out.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture)
    mode = "RGBA" if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info else "RGB"
    if picture.format == "JPEG":
        mode = "RGB"
    drawn = Image.new(mode, upright.size)
    drawn.paste(upright.convert(mode))
    return drawn


def get_picture(house: House, reader: Reader, specification_id: str, attachment_id: str) -> PictureFile:
    """Return a picture whose label and text the reader sees, live or in a version sent to them. Raises NotInYourSight."""
    with house.database.read() as connection:
        deed = Deed(house, connection, reader, house.clock(), specification_id)
        item = attachment_rows.find_attachment(connection, reader.project_id, attachment_id)
        if item is None or not _sees_picture(deed, item):
            raise NotInYourSight
        return PictureFile(item.media_type, attachment_rows.load_blob(connection, item.blob_hash), item.blob_hash)


def _sees_picture(deed: Deed, item: Attachment) -> bool:
    """Whether the reader sees a picture: that of a thread when they hear the thread."""
    if item.owner_kind != SubjectKind.THREAD:
        return any(shows(sight, item) for sight in sights(deed))
    get_thread(deed, item.owner_id)
    return deed.sight().label(item.label)


def shows(sight: Sight, item: Attachment) -> bool:
    """Tell whether the reader of this sight sees a picture: its own label, its text's, and what the text belongs to.

    That of a proposal is seen by who sees the proposal (P9).
    """
    proposed = (one.text for one in (*sight.drafts.values(), *sight.proposals.values()))
    parts = (part for part in (*(part for _, part in texts_in_sight(sight)), *proposed) if part.id == item.owner_id)
    return sight.label(item.label) and any(sight.label(part.label) for part in parts)


def remove_picture(house: House, reader: Reader, specification_id: str, attachment_id: str) -> None:
    """Remove a picture from a text the reader writes in; its bytes go with the last picture that shows them.

    Raises NotInYourSight, NotAllowed, and Conflict while a frozen version shows it.
    """
    with house.deed(reader, specification_id) as deed:
        item = attachment_rows.find_attachment(deed.connection, reader.project_id, attachment_id)
        if item is None or not shows(deed.sight(), item):
            raise NotInYourSight
        if not may(reader, Action.ATTACHMENT_ADD):
            raise NotAllowed
        _demand_writer(deed, item.owner_id)
        for baseline in release_rows.load_baselines(deed.connection, specification_id):
            if item.id.encode() in release_rows.load_baseline_content(deed.connection, baseline.id):
                raise Conflict("picture_in_version")
        attachment_rows.delete_attachment(deed.connection, item)
        deed.record("remove_picture", Subject(SubjectKind.ATTACHMENT, item.id), item.label, before=item.media_type)


def settle_pictures(deed: Deed, proposed: TextPart, text: TextPart | None = None, shown: Collection[str] = ()) -> None:
    """Give the pictures of a proposal that `text` shows now to that text, under its label; erase the others (P9)."""
    for item in attachment_rows.load_attachments(deed.connection, proposed.id):
        if text is not None and item.id in shown:
            attachment_rows.hand_over(deed.connection, item, text.id, text.label)
        else:
            attachment_rows.delete_attachment(deed.connection, item)
