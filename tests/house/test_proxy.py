"""The proxy of docker-compose.yml, run for real: everyone on one specification meets on the same node."""

import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
import yaml

from tests.plain_http import NO_CERTIFICATES

ROOT = Path(__file__).resolve().parents[2]
SPECIFICATIONS = [f"spec-{number:03}-abcdefghijkl" for number in range(40)]


@dataclass
class Proxy:
    """The running proxy and the two nodes behind it."""

    client: httpx.Client
    nodes: tuple[ThreadingHTTPServer, ThreadingHTTPServer]

    def node_of(self, path: str, **headers: str) -> str:
        """Give the name of the node that answers this path."""
        return self.client.get(path, headers=headers).raise_for_status().text


@contextmanager
def _node(name: str) -> Iterator[ThreadingHTTPServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = name.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    """Caddy with the configuration inside docker-compose.yml; only the addresses differ."""
    caddy = os.environ.get("CADDY") or shutil.which("caddy")
    assert caddy is not None, "no Caddy on this machine; `make test` installs one"
    content = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["configs"]["proxy"]["content"]
    with ExitStack() as stack:
        nodes = (stack.enter_context(_node("node1")), stack.enter_context(_node("node2")))
        url = f"http://localhost:{_free_port()}"
        content = re.sub(r"\$\{SITE:-[^}]*\}", url, content)
        for name, node in zip(("node1", "node2"), nodes, strict=True):
            content = content.replace(f"{name}:8000", f"127.0.0.1:{node.server_port}")
        (tmp_path / "Caddyfile").write_text(content, encoding="utf-8")
        environment = os.environ | {
            "HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
        }
        log = stack.enter_context((tmp_path / "log").open("wb"))
        command = [caddy, "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        stack.callback(process.wait, timeout=30)
        stack.callback(process.terminate)
        client = stack.enter_context(httpx.Client(base_url=url, timeout=10, trust_env=False, verify=NO_CERTIFICATES))
        _wait_until_open(client, process, tmp_path / "log")
        yield Proxy(client, nodes)


def _wait_until_open(client: httpx.Client, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            client.get("/").raise_for_status()
        except httpx.HTTPError:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        else:
            return


def test_p41_the_page_the_live_line_and_the_deeds_of_one_specification_meet_on_one_node(proxy: Proxy) -> None:
    for specification in SPECIFICATIONS:
        paths = (
            f"/s/{specification}",
            f"/live/{specification}",
            f"/live/{specification}/the-name-of-a-line/poll",
            f"/api/specifications/{specification}/requirements?q=1",
        )

        assert len({proxy.node_of(path) for path in paths}) == 1


def test_the_specifications_are_shared_out_between_the_nodes(proxy: Proxy) -> None:
    assert {proxy.node_of(f"/s/{specification}") for specification in SPECIFICATIONS} == {"node1", "node2"}


def test_nobody_chooses_a_node_by_sending_the_proxys_own_header(proxy: Proxy) -> None:
    path = f"/s/{SPECIFICATIONS[0]}"
    expected = proxy.node_of(path)

    answers = {proxy.node_of(path, **{"X-Specification": other}) for other in SPECIFICATIONS}

    assert answers == {expected}


def test_when_a_node_is_lost_the_other_answers_for_its_specifications(proxy: Proxy) -> None:
    orphans = [path for path in (f"/s/{name}" for name in SPECIFICATIONS) if proxy.node_of(path) == "node1"]

    proxy.nodes[0].shutdown()
    proxy.nodes[0].server_close()

    assert orphans
    assert {proxy.node_of(path) for path in orphans} == {"node2"}
