"""The demo project in a database of the test's own: eight people who may do what their roles allow."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from server.domain.content import Requirement, SpecificationContent
from server.domain.words import Language
from server.imports import DEMO_FOLDER, read_demo
from server.policy.reader import Reader, as_supplier
from server.services import rights
from server.services.house import House
from server.services.staging import stage
from server.services.templates import templates_folder
from server.settings import Settings
from server.storage.database import Database
from server.storage.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Scene:
    """A house with the demo in it. People are named by the first name of their address: claire, bruno, samir, anne…"""

    house: House
    specification_id: str
    people: dict[str, str]
    project_id: str
    """The one project."""

    def reader(self, name: str) -> Reader:
        """Return this person as they may read the project now."""
        return rights.reader_for(self.house, self.people[name], self.project_id)

    def seen_as(self, name: str, supplier: str) -> Reader:
        """Return the capped session in which `name` sees what the supplier's person `supplier` sees."""
        return as_supplier(self.reader(name), self.reader(supplier).organization_id)

    def content(self) -> SpecificationContent:
        """Return everything, unfiltered, as it is committed."""
        with self.house.database.read() as connection:
            return self.house.shelf.content(connection, self.specification_id)

    def requirement(self, title: str) -> Requirement:
        """Return the requirement whose title begins so."""
        return next(one for one in self.content().requirements if one.title.startswith(title))


def stage_demo(settings: Settings) -> str:
    """Write the demo into the database of `settings`, which must be empty and migrated; return its specification."""
    database = Database(settings.database_url)
    house = House(replace(settings, demo=True), database, Shelf())
    specification_id = stage(house, read_demo(templates_folder() / DEMO_FOLDER, Language.FRENCH))
    database.close()
    return specification_id


def scene_in(settings: Settings, database: Database, specification_id: str, shelf: Shelf) -> Scene:
    """Return the demo that is in a database already."""
    house = House(replace(settings, demo=True), database, shelf)
    with database.read() as connection:
        content = shelf.content(connection, specification_id)
    people = {member.name.split()[0].lower(): member.person_id for member in content.members}
    return Scene(house, specification_id, people, content.project_id)


@contextmanager
def open_scene(settings: Settings) -> Iterator[Scene]:
    """Yield the demo in the database of `settings`, which must be empty and migrated."""
    specification_id = stage_demo(settings)
    with closing(Database(settings.database_url)) as database:
        yield scene_in(settings, database, specification_id, Shelf())
