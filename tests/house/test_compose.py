"""docker-compose.yml is what README promises, and speaks only of things that exist in the house."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from server.__main__ import house as command_line

ROOT = Path(__file__).resolve().parents[2]
NODES = ("migrate", "node1", "node2")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The file as Docker reads it, before it fills in the variables."""
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return parsed


def test_it_runs_two_nodes_a_database_a_bus_a_proxy_and_a_mail_catcher_for_trials(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"postgres", "valkey", "migrate", "node1", "node2", "proxy", "mail"}
    assert compose["services"]["mail"]["profiles"] == ["trial"]


def test_both_nodes_are_the_same_in_everything(compose: dict[str, Any]) -> None:
    assert compose["services"]["node1"] == compose["services"]["node2"]


def test_only_the_proxy_and_the_mail_catcher_can_be_reached_from_outside(compose: dict[str, Any]) -> None:
    published = {name for name, service in compose["services"].items() if service.get("ports")}

    assert published == {"proxy", "mail"}


def test_unless_someone_chooses_otherwise_ports_open_on_this_machine_only(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", ())]

    assert ports
    assert all(re.match(r"(\$\{\w+:-)?127\.0\.0\.1:", port) for port in ports)


def test_every_image_is_pinned_to_a_version(compose: dict[str, Any]) -> None:
    images = [service["image"] for service in compose["services"].values() if "build" not in service]
    bases = re.findall(r"^FROM (\S+)", _dockerfile(compose), re.MULTILINE)

    assert images
    assert bases
    for image in images + bases:
        assert re.search(r":v?\d+\.\d+", image), image


def test_no_secret_is_written_in_the_file(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for variable, value in service.get("environment", {}).items():
            if "PASSWORD" in variable or "SECRET" in variable:
                assert value.startswith("${"), f"{name}: {variable}"
                assert ":?" in value, f"{name}: {variable} must be chosen, it has no default"


@pytest.mark.parametrize("node", NODES)
def test_a_node_is_given_only_settings_that_the_server_reads(compose: dict[str, Any], node: str) -> None:
    source = ast.parse((ROOT / "server" / "settings.py").read_text(encoding="utf-8"))
    read = {constant.value for constant in ast.walk(source) if isinstance(constant, ast.Constant)}

    assert set(compose["services"][node]["environment"]) <= read


@pytest.mark.parametrize("node", NODES)
def test_a_node_runs_a_command_that_exists(compose: dict[str, Any], node: str) -> None:
    standard = re.search(r'^CMD \["concerte", "(\w+)"\]', _dockerfile(compose), re.MULTILINE)
    assert standard is not None

    name = compose["services"][node].get("command", ["concerte", standard[1]])[1]

    assert name in command_line.commands


def test_the_image_copies_only_what_the_house_holds(compose: dict[str, Any]) -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", _dockerfile(compose), re.MULTILINE)

    assert copied
    for line in copied:
        for source in line.split():
            assert (ROOT / source).exists(), source


def test_the_image_has_the_libraries_that_write_pdf(compose: dict[str, Any]) -> None:
    provisioned = ast.parse((ROOT / ".ci" / "environment.py").read_text(encoding="utf-8"))
    libraries = {
        constant.value
        for constant in ast.walk(provisioned)
        if isinstance(constant, ast.Constant)
        and re.fullmatch(r"lib[a-z]+[\w.-]*-0|lib\w+-subset0", str(constant.value))
    }

    assert len(libraries) == 3
    for library in libraries:
        assert str(library) in _dockerfile(compose)


def test_the_image_installs_the_same_uv_as_make(compose: dict[str, Any]) -> None:
    version = re.search(
        r'^UV_VERSION = "(.+)"', (ROOT / ".ci" / "environment.py").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert version is not None
    assert f"uv=={version[1]}" in _dockerfile(compose)


def test_everything_that_is_waited_for_says_when_it_is_ready(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for other, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "test" in compose["services"][other]["healthcheck"], f"{name} waits for {other}"


def _dockerfile(compose: dict[str, Any]) -> str:
    text: str = compose["services"]["node1"]["build"]["dockerfile_inline"]
    return text
