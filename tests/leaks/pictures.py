"""Pictures that tell: what a camera would have written in them, and bytes of their own to know them by."""

import io
import os

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def picture(told: str) -> bytes:
    """A picture like no other, with words in its metadata."""
    out, info = io.BytesIO(), PngInfo()
    info.add_text("Comment", told)
    Image.frombytes("RGB", (12, 12), os.urandom(432)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def own_bytes(kept: bytes) -> str:
    """Bytes that only this picture has, as they are looked for in what is sent."""
    where = kept.index(b"IDAT") + 40
    return kept[where : where + 24].decode("latin-1")
