"""What is open of one project on this node: its page channels, and who is present in which document."""

from collections.abc import Callable, Collection, Container, Sequence

from server.realtime.limits import LiveLimits
from server.realtime.page import Page
from server.realtime.ports import Collaborators
from server.realtime.presence import Being, Departure, Presence
from server.realtime.session import Session
from server.realtime.sight import KnownSight

Brought = Callable[[str, str, Sequence[Being | Departure]], None]
"""Tells the other nodes: project, document, news."""


class Project:
    """One project while someone has it open."""

    def __init__(self, project_id: str, parts: Collaborators, limits: LiveLimits, brought: Brought) -> None:
        self.id = project_id
        self.sessions: set[Session] = set()
        self.presences: dict[str, Presence] = {}
        self._parts, self._limits, self._brought = parts, limits, brought
        self._sight = KnownSight(parts.sight)
        self._pages: dict[str, Page] = {}

    def presence(self, document: str) -> Presence:
        """Return the presence of a document: a generation, or a specification for its page."""
        if document not in self.presences:
            self.presences[document] = Presence(
                self._sight, self._limits, lambda news: self._brought(self.id, document, news)
            )
        return self.presences[document]

    def page(self, specification_id: str) -> Page:
        """Return the page channel of a specification."""
        if specification_id not in self._pages:
            presence = self.presence(specification_id)
            self._pages[specification_id] = Page(specification_id, self._parts.events, presence, self._limits)
        return self._pages[specification_id]

    def changed(self, specification_id: str | None, *, text_only: bool) -> None:
        """Something changed: pages have news and, unless it was only text, places may have appeared or vanished."""
        if not text_only:
            self._sight.forget()
        for page in list(self._pages.values()):
            if specification_id in {None, page.specification_id}:
                page.changed()

    def renew_pages(self, people: Collection[str] | None = None) -> None:
        """What these people (None: everyone) may see has changed: news drawn before that go no further."""
        for page in self._pages.values():
            page.renew(people)

    def sight_changed(self) -> None:
        """Who may know of whom is asked anew and told anew."""
        self._sight.forget()
        for presence in self.presences.values():
            presence.refresh()

    def tidy(self, now: float, rooms: Container[str]) -> None:
        """Forget presence that was not renewed, and documents that nobody has open."""
        for document, presence in list(self.presences.items()):
            presence.expire(now)
            if document not in rooms and document not in self._pages:
                del self.presences[document]
        for name in [name for name, page in self._pages.items() if not page.members]:
            del self._pages[name]
            self.presences.pop(name, None)
