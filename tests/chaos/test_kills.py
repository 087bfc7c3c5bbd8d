"""Short runs of `make chaos`, and proof that it notices a server that acknowledges before it stores (A4, A12, P17)."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.settings import Settings
from tests.chaos.firm import nursery_of_servers, open_firm
from tests.chaos.kills import Report, kill_migrations, kill_servers, tables_of

pytestmark = pytest.mark.anyio


async def test_servers_killed_while_people_write_lose_nothing(settings: Settings, node_path: Path) -> None:
    report = Report()

    async with open_firm(replace(settings, redis_url=None), node_path) as firm:
        await kill_servers(firm, 4, "3", report)

    assert report.sound, report.lines("run")
    assert report.kills == 4


async def test_a_server_that_acknowledges_before_it_stores_is_noticed(
    embedded_settings: Settings, node_path: Path
) -> None:
    report = Report()

    async with open_firm(embedded_settings, node_path) as firm:
        await kill_servers(firm, 3, "1", report, broken=True)

    assert report.lost


@pytest.mark.parametrize("statement", [3, 30])
async def test_a_migration_that_is_killed_is_finished_by_the_next_one(
    tmp_path: Path, sqlite_url: str, statement: int
) -> None:
    async with nursery_of_servers() as nursery:
        url = f"sqlite:///{tmp_path}/other.sqlite3"
        assert await kill_migrations(nursery, url, tables_of(sqlite_url), statement)
