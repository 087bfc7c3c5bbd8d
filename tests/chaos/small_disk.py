"""A real file system of a test's own that can be full, or fail: an image on a loop device, ext4, mounted."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MIB = 1 << 20


class SmallDisk:
    """A mounted file system."""

    def __init__(self, image: Path, place: Path) -> None:
        self.image, self.place = image, place
        self._ballast = place / "ballast"

    def fill(self) -> None:
        """Leave no room at all, to the administrator neither."""
        with self._ballast.open("wb", buffering=0) as ballast:
            for size in (MIB, 4096, 1):
                try:
                    while True:
                        ballast.write(b"\0" * size)
                except OSError:
                    continue

    def empty(self) -> None:
        """Make room again."""
        self._ballast.unlink()

    def fail(self) -> None:
        """Do as ext4 does when the device returns errors: no write succeeds any more, to files that are open neither."""
        _run("mount", "-o", "remount,abort", str(self.place))

    def mount_again(self) -> None:
        """Mount it anew, as an administrator does once the device is well again."""
        _run("umount", "-l", str(self.place))
        _run("mount", "-o", "loop", str(self.image), str(self.place))


def can_be_mounted() -> bool:
    """Tell whether this process may mount: it takes an administrator and a loop device."""
    return os.geteuid() == 0 and Path("/dev/loop-control").exists()


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[SmallDisk]:
    """Yield a file system of so many MiB, gone when the block ends."""
    image, place = folder / "image", folder / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(size * MIB)
    _run("mkfs.ext4", "-q", "-m", "0", str(image))
    _run("mount", "-o", "loop", str(image), str(place))
    try:
        yield SmallDisk(image, place)
    finally:
        _run("umount", "-l", str(place))
        image.unlink()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
