"""The planted project, served, with everybody signed in and everything that leaves the server gathered."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaks.harvest import Harvest, change_everything, listen, read_everything
from tests.leaks.planted import Planted, plant_in, served_copy


@pytest.fixture(scope="package")
def planted(tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path) -> Planted:
    """The planted project, to be served from copies."""
    return plant_in(tmp_path_factory.mktemp("planted"), _sqlite_template)


@pytest.fixture(scope="package")
def harvest(tmp_path_factory: pytest.TempPathFactory, planted: Planted) -> Iterator[Harvest]:
    """All that left the server: live while texts were typed, then by every reading route, then by every other."""
    with served_copy(tmp_path_factory.mktemp("walk"), planted) as everyone:
        gathered = Harvest(everyone)
        witnesses = list(everyone.witnesses)
        asyncio.run(listen(gathered, [name for name in witnesses if name != "nobody"]))
        read_everything(gathered, witnesses)
        change_everything(gathered)
        yield gathered
