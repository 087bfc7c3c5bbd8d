"""An installation's settings: read once, kept private, and refused when they would be unsafe."""

import stat
from pathlib import Path

import pytest

from server.realtime.limits import LiveLimits
from server.realtime.wiring import live_limits
from server.settings import Settings, SettingsRefused, write_file


def _read(folder: Path, **environment: str) -> Settings:
    return Settings.read({"DATA_DIR": str(folder), **environment})


def test_without_any_setting_it_serves_this_machine_from_one_file(tmp_path: Path) -> None:
    settings = _read(tmp_path)

    settings.demand_safe_reach()
    assert settings.database_url == f"sqlite:///{tmp_path}/concerte.sqlite3"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.redis_url is None


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first, second = _read(tmp_path), _read(tmp_path)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert _read(tmp_path / "one").secret_key != _read(tmp_path / "other").secret_key


def test_the_secret_key_is_never_printed(tmp_path: Path) -> None:
    settings = _read(tmp_path)

    assert settings.secret_key.decode() not in repr(settings)


def test_what_init_wrote_holds_until_the_environment_says_otherwise(tmp_path: Path) -> None:
    write_file(tmp_path, {"BASE_URL": "https://specs.example.org/", "SMTP_URL": "smtp://mail.example.org"})

    kept = _read(tmp_path)
    overridden = _read(tmp_path, BASE_URL="https://other.example.org")

    assert kept.base_url == "https://specs.example.org"
    assert kept.smtp_url == "smtp://mail.example.org"
    assert overridden.base_url == "https://other.example.org"
    assert stat.S_IMODE((tmp_path / "concerte.env").stat().st_mode) == 0o600


def test_a_setting_cannot_smuggle_in_another(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused):
        write_file(tmp_path, {"SMTP_FROM": "a@example.org\nDEMO=1"})


@pytest.mark.parametrize(
    ("missing", "given"),
    [
        ("BASE_URL", {"SMTP_URL": "smtp://mail.example.org"}),
        ("SMTP_URL", {"BASE_URL": "https://specs.example.org"}),
        ("BASE_URL and SMTP_URL", {}),
    ],
)
def test_it_does_not_serve_beyond_this_machine_half_installed(
    tmp_path: Path, missing: str, given: dict[str, str]
) -> None:
    settings = _read(tmp_path, HOST="0.0.0.0", **given)  # noqa: S104 - the refusal of this is what is tested

    with pytest.raises(SettingsRefused, match=missing):
        settings.demand_safe_reach()


def test_it_serves_beyond_this_machine_when_installed(tmp_path: Path) -> None:
    given = {"HOST": "0.0.0.0", "BASE_URL": "https://specs.example.org", "SMTP_URL": "smtp://mail.example.org"}  # noqa: S104

    _read(tmp_path, **given).demand_safe_reach()


def test_the_demo_never_leaves_this_machine(tmp_path: Path) -> None:
    given = {"HOST": "0.0.0.0", "BASE_URL": "https://specs.example.org", "SMTP_URL": "smtp://mail.example.org"}  # noqa: S104

    with pytest.raises(SettingsRefused, match="demo"):
        _read(tmp_path, DEMO="1", **given).demand_safe_reach()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "99999"),
        ("MAX_PART_BYTES", "-1"),
        ("MAX_PART_BYTES", "٣"),
        ("BASE_URL", "specs.example.org"),
        ("BASE_URL", "http://specs.example.org"),
        ("BASE_URL", "https://specs.example.org/path"),
        ("SMTP_URL", "mail.example.org"),
        ("LOG_LEVEL", "loud"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_setting_that_cannot_be_right_is_refused_by_its_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsRefused, match=name):
        _read(tmp_path, **{name: value})


def test_the_limits_of_the_live_line_are_safe_and_an_installation_may_choose_others(tmp_path: Path) -> None:
    standard = live_limits(_read(tmp_path).limits)
    chosen = {
        "MAX_SOCKETS_PER_ACCOUNT": "2",
        "MAX_DOCUMENTS_PER_SOCKET": "3",
        "MAX_FRAME_BYTES": "4",
        "MAX_MESSAGES_PER_SECOND": "5",
        "MAX_LIVE_BYTES_PER_SECOND": "6",
        "MAX_QUEUE_BYTES": "7",
        "MAX_WAITING_BYTES": "8",
    }
    own = live_limits(_read(tmp_path, **chosen).limits)

    assert standard == LiveLimits()
    assert standard.frame_bytes == 1024 * 1024
    assert standard.documents_per_socket >= 2500
    assert (own.sockets_per_account, own.documents_per_socket, own.frame_bytes) == (2, 3, 4)
    assert (own.messages_per_second, own.bytes_per_second) == (5, 6)
    assert (own.queue_bytes, own.waiting_bytes) == (7, 8)
