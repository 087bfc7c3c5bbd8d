"""The planted project, served, with everybody signed in and everything that leaves the server gathered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaks.gathering import Walk, walked
from tests.leaks.planted import Planted, plant_in


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path) -> Planted:
    """The planted project, to be served from copies."""
    return plant_in(tmp_path_factory.mktemp("planted"), _sqlite_template)


@pytest.fixture(scope="package")
def walk(tmp_path_factory: pytest.TempPathFactory, planted: Planted) -> Iterator[Walk]:
    """All that left the server."""
    with walked(tmp_path_factory.mktemp("walk"), planted) as gathered:
        yield gathered
