"""What a form that works without a script sends: its fields, and its files."""

import io
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from python_multipart import parse_form
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File

from server.domain.errors import Invalid
from server.web.call import Call

MOST_FIELDS: Final = 50


@dataclass(slots=True)
class Sent:
    """The fields of a form by name, the last of each, and the bytes of its files."""

    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a field as it was typed, its line ends those of a text; empty when it was not sent."""
        return self.fields.get(name, "").replace("\r\n", "\n").strip()


def form_of(call: Call) -> Sent:
    """Return what the request's form holds, whichever of the two ways a browser sends it. Raises Invalid("form")."""
    sent = Sent()
    try:
        _read(call, sent)
    except (FormParserError, ValueError) as error:
        raise Invalid("form", field="content-type") from error
    return sent


def _read(call: Call, sent: Sent) -> None:
    if not call.content_type.startswith("multipart/form-data"):
        typed = parse_qsl(call.upload.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        sent.fields = {name: value.replace("\0", "") for name, value in typed}
        return

    def on_field(one: Field) -> None:
        sent.fields[_name(one.field_name)] = (one.value or b"").decode("utf-8", "replace").replace("\0", "")

    def on_file(one: File) -> None:
        one.file_object.seek(0)
        sent.files[_name(one.field_name)] = one.file_object.read()

    headers = {"Content-Type": call.content_type.encode("latin-1", "replace")}
    parse_form(headers, io.BytesIO(call.upload), on_field, on_file)


def _name(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-8", "replace")
