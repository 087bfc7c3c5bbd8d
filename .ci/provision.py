"""What `make` calls before the work: it makes the environment, or runs a command beside the services the tests need.

provision.py run                     what `concerte` needs to serve
provision.py tests                   the same, and what the checks and tests need
provision.py page-peer             the peer that `make bench-page` measures our page against, built
provision.py live-peers            the peers that `make bench` measures our live server against
provision.py with-services COMMAND   run COMMAND with TEST_POSTGRES_URL, TEST_REDIS_URL, CHROMIUM and CADDY set
"""

import os
import subprocess
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is where an older Python is told so
    sys.exit(
        f"Concerté needs Python 3.11 or newer, and this is {sys.version.split()[0]}; try: make PYTHON=python3.12 …"
    )

import debian
import environment
import services


def for_running() -> None:
    """Packages, front end and typesetting: all that serving needs."""
    environment.install_python_packages(["front"])
    environment.build_front_end()
    environment.install_typesetting()


def for_tests() -> None:
    """All that serving needs, the tools that check, and the JavaScript peers of the tests."""
    environment.install_python_packages(["front", "test"])
    environment.install_node_packages(environment.FRONTEND)
    environment.build_front_end()
    environment.install_typesetting()


def for_page_benchmark() -> None:
    """The peer of the page benchmark: its packages, and the page built of them."""
    environment.build_peer(environment.ROOT / "tests" / "benchmarks" / "page" / "peer")


def for_live_benchmark() -> None:
    """The peers of the live benchmark: Hocuspocus in Node, pycrdt-websocket in Python."""
    environment.install_python_packages(["front", "test", "bench"])
    environment.install_live_peer(environment.ROOT / "tests" / "benchmarks" / "live" / "peer")


def with_services(command: list[str]) -> int:
    """Run the command while PostgreSQL, Redis or Valkey, Chromium and Caddy can be had; gives its exit code."""
    with services.running(environment.BIN / "python") as found:
        env = os.environ | found | {"PATH": environment.path_with_venv(), "NODE": str(environment.BIN / "node")}
        return subprocess.run(command, cwd=environment.ROOT, env=env, check=False).returncode


def main(arguments: list[str]) -> int:
    """Do what is asked: 0 when done, 1 with a sentence when a part cannot be had, 2 when not understood."""
    try:
        if arguments == ["run"]:
            for_running()
        elif arguments == ["tests"]:
            for_tests()
        elif arguments == ["page-peer"]:
            for_page_benchmark()
        elif arguments == ["live-peers"]:
            for_live_benchmark()
        elif arguments[:1] == ["with-services"] and arguments[1:]:
            return with_services(arguments[1:])
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except debian.Missing as missing:
        print(f"\nCannot go on. {missing}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
