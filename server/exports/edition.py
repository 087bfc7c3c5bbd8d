"""What an export is made of: one reader's view, and the few facts printed around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from server.domain.words import Language
from server.policy.view import SpecificationView


@dataclass(frozen=True, slots=True)
class Picture:
    """An attached image, as stored."""

    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Edition:
    """One view ready to be put into a file. Everything here may be printed: it passed the gate.

    `version` names it (« Version 2 », « Version de travail »), `date` is ISO 8601, `audience` says for whom,
    `label` is the highest level inside as words, `digest` the SHA-256 of the frozen content (empty for a working version).
    The same edition always gives the same bytes (exports notes, §1.4).
    """

    view: SpecificationView
    language: Language
    version: str
    date: str
    audience: str
    label: str
    digest: str
    pictures: Mapping[str, Picture]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an edition; `render` returns the file's bytes."""

    name: str
    media_type: str
    extension: str
    render: Callable[[Edition], bytes]
