"""Installs Debian packages when this machine lets us, and otherwise says in one sentence which ones to install."""

import os
import shutil
import subprocess
from collections.abc import Sequence


class Missing(Exception):
    """Something this machine lacks and the scripts cannot provide; the message tells the person what to do."""


def install(packages: Sequence[str], purpose: str) -> None:
    """Install the packages with apt-get; raises Missing when not root, not on Debian, or when apt-get fails."""
    listed = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise Missing(f"{purpose}: not found, and this is no Debian; install what Debian calls: {listed}")
    if os.geteuid() != 0:
        raise Missing(f"{purpose}: not found; run this once, then start again: sudo apt-get install {listed}")
    print(f"{purpose}: installing {listed}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    get = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*get, "update"], env=environment, check=False)  # a stale list may still hold what we need
    done = subprocess.run(
        [*get, "install", "-y", "--no-install-recommends", *packages],
        env=environment,
        check=False,
        stdout=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        raise Missing(f"{purpose}: apt-get could not install {listed} (its message is above)")
