"""Compiles the finders for the wheel where that is asked for; what is built otherwise is pure Python.

Nothing is written into the checkout: a compiled module beside its source would hide every later change of it.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INWARD = ["-fvisibility=hidden", "-fno-semantic-interposition"]
"""That no other library calls or replaces our functions: so they call each other at once, and small ones vanish in
their callers. 2 to 3 % of the time, and half of the file. Known to gcc and clang."""


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

    _copy(work / "written", files)
    os.chdir(work / "written")
    options = ["--cache-dir", str(work / "cache"), *files]
    extensions = mypycify(options, opt_level="2", target_dir=str(work / "sources"))
    if os.name == "posix":
        for extension in extensions:
            extension.extra_compile_args += INWARD
    distribution = Distribution({"name": "stet-desk", "ext_modules": extensions})
    command: Any = distribution.get_command_obj("build_ext")
    command.build_lib, command.build_temp, command.parallel = str(work / "built"), str(work / "objects"), os.cpu_count()
    distribution.run_command("build_ext")


def _copy(to: Path, files: list[str]) -> None:
    """All packages and the compilers' settings, for them to read; the files with constructors."""
    to.mkdir()
    shutil.copy("pyproject.toml", to)
    for package in Path().glob("*/__init__.py"):
        shutil.copytree(package.parent, to / package.parent, ignore=shutil.ignore_patterns("*.toml", "__pycache__"))
    for file in files:
        (to / file).write_text(with_constructors((to / file).read_text("utf-8")), "utf-8")


def with_constructors(source: str) -> str:
    """The source of a module with the constructors of its dataclasses written out, each in the line behind the fields.

    `dataclass` makes them when the module is imported, which leaves them interpreted: a call took nine times as long,
    thirty times where the fields are frozen. Those are so for all but the compiled constructor, which sets them by
    itself. That line is empty in what is formatted, so all others keep their numbers, which tracebacks tell.
    """
    lines = source.split("\n")
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and _is_plain_dataclass(node):
            fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
            said = [one for one in node.body if isinstance(one, ast.AnnAssign | ast.Expr)]  # some explain themselves
            (maker,) = node.decorator_list
            lines[maker.lineno - 1] = f"@{_without_constructor(maker)}"
            lines[said[-1].end_lineno or 0] = f"    {_constructor(maker, fields)}"
    return "\n".join(lines)


def _is_plain_dataclass(node: ast.ClassDef) -> bool:
    """Whether it is a dataclass of its own fields, each without a default or with a plain value."""
    made = [ast.unparse(one).startswith("dataclass(") for one in node.decorator_list]
    return made == [True] and not node.bases and not any("field(" in ast.unparse(one) for one in node.body)


def _without_constructor(maker: ast.expr) -> str:
    """The decorator that makes all but the constructor."""
    return ast.unparse(maker).replace("dataclass(", "dataclass(init=False, ")


def _constructor(maker: ast.expr, fields: list[ast.AnnAssign]) -> str:
    """What `dataclass` would make of the fields, on one line."""
    taken = ", ".join(ast.unparse(field) for field in fields)
    filled = "; ".join(f"self.{name} = {name}" for name in (ast.unparse(field.target) for field in fields))
    unfrozen = "  # type: ignore[misc]" if "frozen=True" in ast.unparse(maker) else ""
    return f"def __init__(self, {taken}) -> None: {filled}{unfrozen}"


if __name__ == "__main__":
    compile_modules(Path(sys.argv[1]), sys.argv[2:])
