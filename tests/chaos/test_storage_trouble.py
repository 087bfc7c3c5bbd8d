"""The disk fails, the database is stopped: nothing is acknowledged, it is said, and all is well again without a hand (A4)."""

import resource
import signal
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path

import pytest

from server.settings import Settings
from server.storage.database import migrate
from tests.chaos.firm import Firm, open_firm
from tests.chaos.kills import Writers
from tests.chaos.postgres import own_postgres
from tests.chaos.small_disk import can_be_mounted, small_disk

pytestmark = pytest.mark.anyio

REAL_DISKS = [64] if can_be_mounted() else []
"""Sizes in MiB; mounting one takes an administrator. Without, the limit on a process stands for it."""

NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


async def test_a_disk_that_takes_no_more_costs_nobody_a_word(embedded_settings: Settings, node_path: Path) -> None:
    """The system refuses every write of the server beyond the first 4 KiB of a file."""
    async with open_firm(embedded_settings, node_path) as firm:
        server = await firm.start()

        def fail() -> None:
            resource.prlimit(server.process, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))

        def mend() -> None:
            resource.prlimit(server.process, resource.RLIMIT_FSIZE, NO_LIMIT)

        await _write_through(firm, fail, mend)


@pytest.mark.parametrize("size", REAL_DISKS)
async def test_a_disk_that_is_full_costs_nobody_a_word(tmp_path: Path, node_path: Path, size: int) -> None:
    """The database stands on a file system of its own, on which not a byte is left."""
    with small_disk(tmp_path, size) as disk:
        url = f"sqlite:///{disk.place}/concerte.sqlite3"
        migrate(url)
        async with open_firm(Settings.read({"DATA_DIR": str(disk.place), "DATABASE_URL": url}), node_path) as firm:
            await firm.start()
            await _write_through(firm, disk.fill, disk.empty)


@pytest.mark.parametrize("size", REAL_DISKS)
async def test_a_disk_that_fails_and_becomes_read_only_costs_nobody_a_word(
    tmp_path: Path, node_path: Path, size: int
) -> None:
    """What the device's errors make of a file system; it is mounted anew, and the server started anew, nothing is repaired."""
    with small_disk(tmp_path, size) as disk:
        url = f"sqlite:///{disk.place}/concerte.sqlite3"
        migrate(url)
        async with open_firm(Settings.read({"DATA_DIR": str(disk.place), "DATABASE_URL": url}), node_path) as firm:
            server = await firm.start()

            async def mount_again() -> None:
                server.kill()
                await server.ended
                firm.scene.house.database.close()
                disk.mount_again()
                await firm.start()

            await _write_through(firm, disk.fail, mount_again)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "crashed"])
async def test_a_database_that_is_restarted_costs_nobody_a_word(
    tmp_path: Path, node_path: Path, how: signal.Signals
) -> None:
    with own_postgres() as postgres:
        migrate(postgres.url)
        settings = Settings.read({"DATA_DIR": str(tmp_path), "DATABASE_URL": postgres.url})
        async with open_firm(settings, node_path) as firm:
            await firm.start()
            await _write_through(firm, lambda: postgres.stop(how), postgres.start)


async def _write_through(
    firm: Firm, fail: Callable[[], None], mend: Callable[[], None] | Callable[[], Awaitable[None]]
) -> None:
    """Write before, during and after a trouble, and assert what is promised."""
    writers = Writers(firm, firm.parts[0], count(1))
    await writers.come()
    await writers.all_saved()
    await writers.write()
    await writers.all_saved()
    before = set(writers.acknowledged)

    fail()
    for _ in range(3):
        await writers.write()
    answer = None
    while answer is None or answer.status_code == 200:
        answer = await firm.ready()
    during = set(writers.acknowledged)
    if (mending := mend()) is not None:
        await mending
    await writers.all_saved()

    assert len(before) == 3
    assert during == before
    assert answer.text == "the database does not answer, or does not store\n"
    ready = await firm.ready()
    assert ready is not None
    assert ready.status_code == 200
    assert len(writers.acknowledged) == 12
    assert writers.lost() == []
    assert len(set(await writers.texts())) == 1
    await writers.leave()
