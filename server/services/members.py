"""What the people page names besides people: the project's organisations and its tasks."""

from server.domain.errors import NotInYourSight
from server.policy.abilities import Action, may
from server.policy.reader import Reader
from server.policy.view import OrganizationView, reveal_organizations
from server.services.house import House
from server.storage import project_rows, tracing_rows


def organizations_of(house: House, reader: Reader) -> tuple[OrganizationView, ...]:
    """Return the organisations of the project that the reader may know of."""
    with house.database.read() as connection:
        found = project_rows.load_organizations(connection, reader.project_id)
    return reveal_organizations(reader, found)


def tasks_of(house: House, reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return the (id, name) of the project's tasks to an insider. Raises NotInYourSight."""
    if not may(reader, Action.ORIGIN_READ):
        raise NotInYourSight
    with house.database.read() as connection:
        tasks = tracing_rows.load_tasks(connection, reader.project_id)
    return tuple((task.id, task.name) for task in tasks if not task.withdrawn)
