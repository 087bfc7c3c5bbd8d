"""What an installation may choose: where its data lives, where it listens, how it sends mail, how much it accepts."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

FILE_NAME = "concerte.env"
"""The file in the data directory that `concerte init` writes: `NAME=value` lines; the environment wins over it."""

KIB = 1024
MIB = 1024 * KIB


class SettingsRefused(Exception):
    """A setting is missing, malformed or unsafe; the message says which one and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one person may ask of the server at once."""

    attachment_bytes: int = 20 * MIB
    """Largest attachment or picture, in bytes as uploaded."""

    part_bytes: int = 256 * KIB
    """Largest text part (a statement, a rationale, an introduction), in bytes of its Yjs state."""

    sockets_per_account: int = 24
    """Live connections one account may hold on one node: one per open specification and browser tab."""

    documents_per_socket: int = 5000
    """Text parts one live connection may open: every part of 2 000 requirements, and room to spare."""

    frame_bytes: int = MIB
    """Largest live message, in bytes."""

    messages_per_second: int = 500
    """Messages a live connection is read at, once it has sent more than an opening page does."""

    live_bytes_per_second: int = MIB
    """Bytes a live connection is read at, once it has sent much at once."""

    queue_bytes: int = 4 * MIB
    """Bytes kept for a reader who is slower than the others write; with more it starts again."""

    waiting_bytes: int = 8 * MIB
    """Bytes kept of one live connection while it is decided what it may open."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one installation, read once when the process starts and never changed after."""

    data_dir: Path
    """Everything this installation keeps outside its database, and the embedded database itself."""

    database_url: str
    """A SQLAlchemy URL; `sqlite:///…` or `postgresql+psycopg://…`."""

    redis_url: str | None
    """`redis://…` of a Redis or Valkey that carries the bus between nodes; None: one node, in-process bus."""

    base_url: str
    """What people type to come here, without a final slash; links in e-mails and the Origin check use it."""

    base_url_chosen: bool
    """True when the base URL was set by someone; False when it is only the address of this process."""

    host: str
    """The address this process listens on."""

    port: int
    """The TCP port this process listens on."""

    trusted_proxies: str
    """Addresses whose `X-Forwarded-*` headers are believed: comma-separated, networks allowed."""

    smtp_url: str | None
    """`smtp://user:password@host:port` (STARTTLS when offered) or `smtps://…`; None: mails go to `data_dir/outbox`."""

    smtp_from: str
    """The sender of e-mails."""

    demo: bool
    """True when this installation is the demo; a real one never holds anything of it."""

    log_level: str
    """`debug`, `info`, `warning` or `error`."""

    secret_key: bytes = field(repr=False)
    """32 bytes or more that only this installation knows: the root of the keys that seal cursors and sign-in links."""

    register_months: int = 12
    """Months for which the register of access keeps what it was told: six to twelve."""

    limits: Limits = field(default_factory=Limits)
    """How much one person may ask at once."""

    @classmethod
    def read(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the environment over the file that `concerte init` wrote; makes the data directory and its secret key.

        Raises SettingsRefused naming the variable that is wrong.
        """
        given = dict(os.environ if environ is None else environ)
        data_dir = Path(given.get("DATA_DIR") or "data").absolute()
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        given = _read_file(data_dir / FILE_NAME) | {name: value for name, value in given.items() if value}
        port = _number(given, "PORT", 8000)
        if port > 65535:
            raise SettingsRefused(f"PORT is {port}; ports end at 65535")
        return cls(
            data_dir=data_dir,
            database_url=_database_url(given.get("DATABASE_URL", f"sqlite:///{data_dir / 'concerte.sqlite3'}")),
            redis_url=given.get("REDIS_URL"),
            base_url=_base_url(given.get("BASE_URL", f"http://127.0.0.1:{port}")),
            base_url_chosen="BASE_URL" in given,
            host=given.get("HOST", "127.0.0.1"),
            port=port,
            trusted_proxies=given.get("TRUSTED_PROXIES", "127.0.0.1"),
            smtp_url=_smtp_url(given.get("SMTP_URL")),
            smtp_from=given.get("SMTP_FROM", "concerte@localhost"),
            demo=given.get("DEMO", "").lower() in {"1", "true", "yes"},
            log_level=_log_level(given.get("LOG_LEVEL", "info")),
            secret_key=_secret_key(given.get("SECRET_KEY"), data_dir / "secret-key"),
            register_months=_register_months(given),
            limits=_limits(given),
        )

    def demand_safe_reach(self) -> None:
        """Raise SettingsRefused if this process would listen beyond loopback without a base URL and a mail server."""
        if _is_loopback(self.host):
            return
        if self.demo:
            raise SettingsRefused(f"the demo is served on this machine only; HOST is {self.host}, set it to 127.0.0.1")
        needed = {"BASE_URL": self.base_url_chosen, "SMTP_URL": self.smtp_url is not None}
        missing = [name for name, present in needed.items() if not present]
        if missing:
            raise SettingsRefused(
                f"HOST is {self.host}: serving beyond this machine needs {' and '.join(missing)}; run `concerte init`"
            )


def write_file(data_dir: Path, values: Mapping[str, str]) -> Path:
    """Keep the given settings in the data directory, readable by its owner only; the names not given stay as they were.

    Raises SettingsRefused when a value holds a line break.
    """
    if any("\n" in value or "\r" in value for value in values.values()):
        raise SettingsRefused("a setting fits on one line")
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data_dir / FILE_NAME
    kept = _read_file(path) | dict(values)
    _write_private(path, "".join(f"{name}={value}\n" for name, value in sorted(kept.items())).encode())
    return path


def _read_file(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs if value.strip()}


def _write_private(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _secret_key(given: str | None, path: Path) -> bytes:
    if given is not None:
        if len(given) < 32:
            raise SettingsRefused("SECRET_KEY has fewer than 32 characters; `openssl rand -hex 32` makes a good one")
        return given.encode()
    if not path.exists():
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        _write_private(fresh, secrets.token_hex(32).encode())
        try:
            path.hardlink_to(fresh)  # the first process wins; one that starts at the same moment reads the winner's key
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    key = path.read_bytes().strip()
    if len(key) < 32:
        raise SettingsRefused(f"the secret key in {path} is damaged; restore it from a backup")
    return key


def _register_months(given: Mapping[str, str]) -> int:
    months = _number(given, "REGISTER_MONTHS", 12)
    if not 6 <= months <= 12:
        raise SettingsRefused(f"REGISTER_MONTHS is {months}; the register of access is kept for six to twelve months")
    return months


def _limits(given: Mapping[str, str]) -> Limits:
    standard = Limits()
    return Limits(
        attachment_bytes=_number(given, "MAX_ATTACHMENT_BYTES", standard.attachment_bytes),
        part_bytes=_number(given, "MAX_PART_BYTES", standard.part_bytes),
        sockets_per_account=_number(given, "MAX_SOCKETS_PER_ACCOUNT", standard.sockets_per_account),
        documents_per_socket=_number(given, "MAX_DOCUMENTS_PER_SOCKET", standard.documents_per_socket),
        frame_bytes=_number(given, "MAX_FRAME_BYTES", standard.frame_bytes),
        messages_per_second=_number(given, "MAX_MESSAGES_PER_SECOND", standard.messages_per_second),
        live_bytes_per_second=_number(given, "MAX_LIVE_BYTES_PER_SECOND", standard.live_bytes_per_second),
        queue_bytes=_number(given, "MAX_QUEUE_BYTES", standard.queue_bytes),
        waiting_bytes=_number(given, "MAX_WAITING_BYTES", standard.waiting_bytes),
    )


def _number(given: Mapping[str, str], name: str, standard: int) -> int:
    value = given.get(name, str(standard))
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise SettingsRefused(f"{name} is “{value}”; it must be a whole number above zero")
    return int(value)


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise SettingsRefused(f"BASE_URL is “{value}”; it must look like https://specs.example.org")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise SettingsRefused(f"BASE_URL is “{value}”; beyond this machine it must begin with https://")
    return f"{parts.scheme}://{parts.netloc}"


def _database_url(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://")):
        raise SettingsRefused("DATABASE_URL must look like postgresql+psycopg://user:password@host/name")
    return value


def _smtp_url(value: str | None) -> str | None:
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingsRefused("SMTP_URL must look like smtp://user:password@mail.example.org:587")
    return value


def _log_level(value: str) -> str:
    level = value.lower()
    if level not in {"debug", "info", "warning", "error"}:
        raise SettingsRefused(f"LOG_LEVEL is “{value}”; choose debug, info, warning or error")
    return level


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
