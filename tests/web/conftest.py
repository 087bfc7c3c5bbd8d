"""The planted project, served, for the tests of the HTTP API and of the screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaks.planted import Planted, plant_in, served_copy
from tests.web.asking import Everybody


@pytest.fixture(scope="package")
def planted(tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path) -> Planted:
    """The planted project, to be served from copies."""
    return plant_in(tmp_path_factory.mktemp("planted"), _sqlite_template)


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory, planted: Planted) -> Iterator[Everybody]:
    """Everybody signed in to the planted project; every answer they get is checked against the API's document."""
    with served_copy(tmp_path_factory.mktemp("web"), planted) as everyone:
        yield everyone


@pytest.fixture
def alone(tmp_path: Path, planted: Planted) -> Iterator[Everybody]:
    """As `served`, for one test that ends sessions or uses up attempts."""
    with served_copy(tmp_path, planted) as everyone:
        yield everyone
