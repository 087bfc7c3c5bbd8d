"""Fails when a generated file is not what the code generates today."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Generate everything into an empty folder and compare it with the tree, file by file; 1 names what differs."""
    with tempfile.TemporaryDirectory(prefix="concerte-generated-") as place:
        subprocess.run([sys.executable, "-m", "server", "generate", "--into", place], cwd=ROOT, check=True)
        fresh = {path.relative_to(place) for path in Path(place).rglob("*") if path.is_file()}
        stale = [name for name in sorted(fresh) if not _same(Path(place) / name, ROOT / name)]
    for name in stale:
        print(f"{name}: not what the code generates; run `make generate` and commit the result", file=sys.stderr)
    if not fresh:
        print("nothing was generated: this check would prove nothing", file=sys.stderr)
    return 1 if stale or not fresh else 0


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
