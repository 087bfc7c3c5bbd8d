"""Real PostgreSQL, Redis or Valkey, Chromium and Caddy for the tests: found, started, or installed and started.

PostgreSQL is a private one wherever its programs are: what it holds may be lost, so it need not wait for the disk.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import debian

START_SECONDS = 60
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
POSTGRES_CANDIDATES = (
    "postgresql+psycopg://postgres@127.0.0.1:5432/postgres",
    "postgresql+psycopg://postgres:postgres@127.0.0.1:5432/postgres",
)
LOSES_IN_POWER_CUTS = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
"""Settings of a private PostgreSQL: a crash of the machine ends the tests anyway."""
CAN_CREATE = "import sys, psycopg; c = psycopg.connect(sys.argv[1], connect_timeout=5); \
sys.exit(not c.execute('select rolcreatedb or rolsuper from pg_roles where rolname = current_user').fetchone()[0])"


@contextmanager
def running(python: Path) -> Iterator[dict[str, str]]:
    """Give the environment that names the services; what was started here ends with the context.

    `python` has psycopg. Raises debian.Missing naming the part that cannot be had.
    """
    with ExitStack() as started:
        yield {
            "TEST_POSTGRES_URL": started.enter_context(_postgres(python)),
            "TEST_REDIS_URL": started.enter_context(_redis()),
            "CHROMIUM": _chromium(),
            "CADDY": _caddy(),
        }


@contextmanager
def _postgres(python: Path) -> Iterator[str]:
    given = os.environ.get("TEST_POSTGRES_URL")
    if given and not _can_create_databases(python, given):
        raise debian.Missing(f"PostgreSQL: TEST_POSTGRES_URL is {given}, but no database can be created there")
    programs = _postgres_programs()
    served = given or (None if programs else _served_postgres(python))
    if served:
        yield served
        return
    if programs is None:
        debian.install(("postgresql",), "PostgreSQL (for the tests)")
        programs = _postgres_programs()
    if programs is None:
        raise debian.Missing("PostgreSQL: installed, yet its programs initdb and postgres are not found")
    with _private_postgres(programs) as url:
        if not _can_create_databases(python, url):
            raise debian.Missing("PostgreSQL: a private server was started, yet it takes no connection")
        yield url


def _served_postgres(python: Path) -> str | None:
    return next((url for url in POSTGRES_CANDIDATES if _can_create_databases(python, url)), None)


def _can_create_databases(python: Path, url: str) -> bool:
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    return subprocess.run([python, "-c", CAN_CREATE, plain], check=False, capture_output=True).returncode == 0


def _postgres_programs() -> Path | None:
    on_path = [Path(found).parent for found in (shutil.which("initdb"),) if found]
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.split(".")[0]))
    for folder in [*reversed(versions), *on_path]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


@contextmanager
def _private_postgres(programs: Path) -> Iterator[str]:
    user = _ordinary_user()  # PostgreSQL refuses to run as root
    with tempfile.TemporaryDirectory(prefix="concerte-postgres-") as place:
        folder, port = Path(place), _free_port()
        folder.chmod(0o711)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
            os.chown(data, pwd.getpwnam(user).pw_uid, -1)
        initdb: list[str | Path] = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        ]
        made = subprocess.run(initdb, user=user, cwd="/", check=False, capture_output=True, text=True)
        if made.returncode != 0:
            raise debian.Missing(f"PostgreSQL: initdb failed\n{made.stderr}")
        settings = {"listen_addresses": "127.0.0.1", "port": str(port), "max_connections": "200"} | LOSES_IN_POWER_CUTS
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with _started([programs / "postgres", "-D", data, "-k", folder, *flags], port, "PostgreSQL", user):
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"


@contextmanager
def _redis() -> Iterator[str]:
    given = os.environ.get("TEST_REDIS_URL")
    if given or _answers_ping(6379):
        yield given or "redis://127.0.0.1:6379/0"
        return
    program = _redis_program()
    if program is None:
        name = "valkey-server" if _debian_has("valkey-server") else "redis-server"
        debian.install((name,), "Redis or Valkey (for the tests)")
        program = _redis_program()
    if program is None:
        raise debian.Missing("Redis or Valkey: installed, yet neither valkey-server nor redis-server is found")
    with tempfile.TemporaryDirectory(prefix="concerte-redis-") as place:
        port = _free_port()
        command = [
            program,
            "--bind",
            "127.0.0.1",
            "--port",
            str(port),
            "--dir",
            place,
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        with _started(command, port, "Redis or Valkey", None):
            yield f"redis://127.0.0.1:{port}/0"


def _redis_program() -> str | None:
    return shutil.which("valkey-server") or shutil.which("redis-server")


def _debian_has(package: str) -> bool:
    found = (
        subprocess.run(["apt-cache", "show", package], check=False, capture_output=True)
        if shutil.which("apt-cache")
        else None
    )
    return found is not None and found.returncode == 0


def _answers_ping(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _chromium() -> str:
    given = os.environ.get("CHROMIUM")
    program = given or _first_program(CHROMIUM_NAMES)
    if program is None:
        debian.install(("chromium",), "Chromium (for the tests)")
        program = _first_program(CHROMIUM_NAMES)
    if program is None or subprocess.run([program, "--version"], check=False, capture_output=True).returncode != 0:
        raise debian.Missing(f"Chromium: {program or 'the program'} does not start")
    return program


def _caddy() -> str:
    program = os.environ.get("CADDY") or shutil.which("caddy")
    if program is None:
        debian.install(("caddy",), "Caddy (the proxy of docker-compose.yml, for its test)")
        program = shutil.which("caddy")
    if program is None:
        raise debian.Missing("Caddy: installed, yet its program is not found")
    return program


def _first_program(names: Sequence[str]) -> str | None:
    return next((found for found in map(shutil.which, names) if found), None)


def _ordinary_user() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _started(command: Sequence[str | Path], port: int, name: str, user: str | None) -> Iterator[None]:
    """Run a server until the context ends; raises debian.Missing with its last words when it never listens."""
    with tempfile.TemporaryFile() as words:
        server = subprocess.Popen(
            command, user=user, cwd="/", stdout=words, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _listens(port):
                if server.poll() is not None or time.monotonic() > deadline:
                    words.seek(0)
                    raise debian.Missing(f"{name}: it does not start\n{words.read().decode(errors='replace')[-2000:]}")
                time.sleep(0.05)
            print(f"{name}: started on port {port}", file=sys.stderr, flush=True)
            yield
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL then waits for nobody who is still connected
            server.wait(timeout=START_SECONDS)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
