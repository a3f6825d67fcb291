"""Compiles the finders for the wheel where that is asked for; what is built otherwise is pure Python.

Nothing is written into the checkout: a compiled module beside its source would hide every later change of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface[BuilderConfig]):
    """Puts the compiled modules into the wheel, beside their sources, which tracebacks and readers still need."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self._work = TemporaryDirectory()
        built = Path(self._work.name) / "built"
        command = [sys.executable, __file__, self._work.name, *modules(Path(self.root), self.config)]
        subprocess.run(command, cwd=self.root, check=True, stdout=sys.stderr)
        build_data |= {"pure_python": False, "infer_tag": True}
        build_data["force_include"] |= {str(file): str(file.relative_to(built)) for file in built.rglob("*.*")}

    def finalize(self, version: str, *_: object) -> None:
        if version != "editable":
            self._work.cleanup()


def modules(root: Path, config: dict[str, Any]) -> list[str]:
    """The files to compile, from the root on: what `compile` lists without what `interpret` lists."""
    named = {file.relative_to(root).as_posix() for pattern in config["compile"] for file in root.glob(pattern)}
    return sorted(name for name in named - set(config["interpret"]) if not name.endswith("__init__.py"))


def compile_modules(work: Path, files: list[str]) -> None:
    """Extension modules of the files into `work`/built. Raises what the compilers raise."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    options = ["--cache-dir", str(work / "cache"), *files]
    extensions = mypycify(options, opt_level="2", target_dir=str(work / "sources"))
    distribution = Distribution({"name": "stet-desk", "ext_modules": extensions})
    command: Any = distribution.get_command_obj("build_ext")
    command.build_lib, command.build_temp, command.parallel = str(work / "built"), str(work / "objects"), os.cpu_count()
    distribution.run_command("build_ext")


if __name__ == "__main__":
    compile_modules(Path(sys.argv[1]), sys.argv[2:])
