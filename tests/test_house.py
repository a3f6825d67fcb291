"""The rules of the house that no linter knows: sizes, names, cycles, what a quick command may import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("sources", "claims", "tui")
MODULES = sorted(file for floor in FLOORS for file in (ROOT / floor).rglob("*.py"))
ALL_MODULES = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
MODULE_LINES, CLASS_LINES, FUNCTION_LINES = 400, 250, 40
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
SQL_ROOMS = {
    "claims.ledger": {
        "store", "adopting", "copies", "entries", "migrations", "opening", "proving", "saving", "sealing",
        "summaries", "translations", "versions", "watched",
    },
    "claims.library": {"lookup", "putting", "schema", "shard"},
    "claims.matching.texts": {"index"},
}  # fmt: skip


TOP = {
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "bench", "claims", "docs", "fixtures",
    "hatch_build.py", "pyproject.toml", "requirements.lock", "sources", "tests", "tui",
}  # fmt: skip


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def too_long(file: Path) -> list[str]:
    """What in a module is longer than the house allows, in words."""
    text = file.read_text("utf-8")
    lines = text.count("\n")
    found = [f"{lines} lines"] if lines > MODULE_LINES else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limit:
                found.append(f"{node.name}: {length} lines")
    return found


def test_sizes_have_ceilings() -> None:
    assert {name_of(file): found for file in ALL_MODULES if (found := too_long(file))} == {}


def test_the_ceiling_would_be_noticed(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    long.write_text("def f() -> None:\n" + "    pass\n" * FUNCTION_LINES, "utf-8")
    assert too_long(long) == [f"f: {FUNCTION_LINES + 1} lines"]


def test_names_say_something() -> None:
    assert [name for name in map(name_of, MODULES) if NAMES_THAT_SAY_NOTHING & set(name.split("."))] == []


def imports_of(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_sql_stays_in_its_rooms() -> None:
    rooms = {name_of(file) for file in MODULES if {"sqlite3", "sqlite_utils"} & imports_of(file)}
    assert rooms == {f"{wing}.{room}" for wing, known in SQL_ROOMS.items() for room in known}


def test_no_import_cycles_deferred_ones_included() -> None:
    graph = grimp.build_graph(*FLOORS, include_external_packages=False, cache_dir=None)
    ranks: dict[str, int] = {}
    path: list[str] = []

    def visit(module: str) -> None:
        assert module not in path, f"import cycle: {' -> '.join([*path[path.index(module) :], module])}"
        if module in ranks:
            return
        path.append(module)
        for imported in sorted(graph.find_modules_directly_imported_by(module)):
            # A package's __init__ hands out names of its own rooms on demand; that is no cycle of work.
            if not module.startswith(imported + "."):
                visit(imported)
        path.pop()
        ranks[module] = len(ranks)

    for module in sorted(graph.modules):
        visit(module)
    assert len(ranks) == len(MODULES)


HEAVY = ("textual", "httpx", "pydantic", "sqlite_utils", "lxml", "trafilatura", "babel", "rapidfuzz")
FILES = "'fixtures/desk/en-glacier-lake/article.md', '-s', 'fixtures/desk/en-council-budget/article.txt'"
"""Two files without a page among them."""


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        ("import tui.cli; tui.cli.main(['--version'])", HEAVY),
        ("import tui.cli; tui.cli.main(['--help'])", HEAVY),
        ("import tui.cli; tui.cli.main(['check', '--help'])", HEAVY),
        ("import claims, sources", HEAVY),
        ("import claims.check", ("textual",)),
        (
            f"import tui.cli; tui.cli.main(['check', '-q', '--no-store', {FILES}])",
            ("textual", "httpx", "httpcore", "trafilatura", "charset_normalizer"),
        ),
    ],
)
def test_what_a_command_imports(command: str, heavy: tuple[str, ...]) -> None:
    program = (
        "import sys\n"
        "try:\n"
        f"    {command}\n"
        "except SystemExit:\n"
        "    pass\n"
        f"print(','.join(sorted(set(sys.modules) & set({heavy!r}))), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stderr.strip() == ""


def test_a_command_looks_for_no_garbage_among_what_it_has_loaded() -> None:
    """Not behind the judging of one article, where that would be a pass over all words, nor when it ends."""
    program = (
        "import gc, sys\n"
        "passes = []\n"
        "gc.callbacks.append(lambda phase, _: passes.append(len(gc.get_objects(0))) if phase == 'start' else None)\n"
        "import tui.cli\n"
        "try:\n"
        f"    tui.cli.main(['check', '-q', '--no-store', {FILES}])\n"
        "except SystemExit:\n"
        "    print(max(passes) < 10_000, gc.get_freeze_count() > 50_000, gc.isenabled(), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stderr.split() == ["True", "True", "True"]


def test_the_lock_names_no_host() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    assert lines
    for line in lines:
        assert "://" not in line
        assert not line.startswith("-")
        assert "==" in line or line.lstrip().startswith("--hash=sha256:")


def test_the_top_level_holds_what_belongs_there() -> None:
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=False)
    if listed.returncode or not listed.stdout:
        pytest.skip("no checkout")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} == TOP
