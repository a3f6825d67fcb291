"""What may be compiled: modules whose compiled form does what their source says. `make wheel-compiled` proves it."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any, TypeGuard

import pytest

from bench.compiled import LANGUAGES
from claims.language import languages
from hatch_build import modules, with_constructors

ROOT = Path(__file__).parent.parent
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"][
    "hooks"
]
COMPILED = modules(ROOT, HOOK["custom"])
FORBIDDEN = {
    "pydantic": "its models are made at run time",
    "Words": "it is a model of pydantic",
    "cached_property": "the compiler makes it a property that is worked out each time",
    "vars": "a compiled object has no __dict__",
    "__dict__": "a compiled object has no __dict__",
    "pickle": "a compiled frozen dataclass cannot be unpickled; what leaves a process is in claims.model",
}


def test_nothing_is_compiled_unless_asked_for() -> None:
    assert HOOK["custom"]["enable-by-default"] is False


def test_every_listed_module_is_there() -> None:
    assert all(list(ROOT.glob(pattern)) for pattern in HOOK["custom"]["compile"])
    assert all((ROOT / name).is_file() for name in HOOK["custom"]["interpret"])
    assert "claims/numbers/reading.py" in COMPILED
    assert not set(COMPILED) & {*HOOK["custom"]["interpret"], "claims/model.py", "claims/numbers/__init__.py"}


@pytest.mark.parametrize("name", COMPILED)
def test_a_compiled_module_has_nothing_that_compiling_would_change(name: str) -> None:
    used: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            used |= {str(node.module).partition(".")[0]}
            used |= {one.name for one in node.names} if node.module in ("claims.language", "functools") else set()
        elif isinstance(node, ast.Import):
            used |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.Attribute):
            used.add(node.attr)
        elif isinstance(node, ast.Name) and node.id == "vars":
            used.add(node.id)
    assert not {word: why for word, why in FORBIDDEN.items() if word in used}


@pytest.mark.parametrize("name", COMPILED)
def test_the_constants_of_a_compiled_module_are_final(name: str) -> None:
    # the compiler takes any other name of a module out of a dictionary, each time
    assigned = (node for node in ast.parse((ROOT / name).read_text("utf-8")).body if isinstance(node, ast.Assign))
    names = (one.id for node in assigned for target in node.targets for one in ast.walk(target) if _is_named(one))
    assert [one for one in names if one.isupper() and len(one) > 1] == []


def _is_named(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


@pytest.mark.parametrize("name", COMPILED)
def test_a_compiled_module_looks_through_no_tuple_made_with_a_star(name: str) -> None:
    # `x in (*some, "more")` ends the compiler: "should have been handled in Tuple/List/Set/DictExpr or CallExpr"
    compared = (node for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))) if isinstance(node, ast.Compare))
    looked_through = (one for node in compared for one in node.comparators if isinstance(one, ast.Tuple | ast.List))
    assert [one.lineno for one in looked_through if any(isinstance(part, ast.Starred) for part in one.elts)] == []


WITH_DATACLASSES = {
    name: with_constructors(source)
    for name in COMPILED
    if "@dataclass(" in (source := (ROOT / name).read_text("utf-8")) and "= field(" not in source
}
SHAPES = """
from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Place:
    \"\"\"Has fields and something else.\"\"\"

    name: str
    people: int = 10 * 10
    \"\"\"As told at the last count.\"\"\"

    @property
    def known(self) -> bool:
        return bool(self.name)


@dataclass(frozen=True)
class Sight:
    place: Place
    seen: bool = False
"""


def test_constructors_are_written_out_as_a_dataclass_would_have_them() -> None:
    plain: dict[str, Any] = {"__name__": __name__}
    written = dict(plain)
    exec(SHAPES, plain)
    exec(with_constructors(SHAPES), written)
    for made in (plain, written):
        place = made["Place"]("Bergen")
        assert repr(place) == "Place(name='Bergen', people=100)"
        assert (place, place.known) == (made["Place"](name="Bergen", people=100), True)
    assert written["Place"].__init__.__code__.co_firstlineno == 14


def test_what_is_frozen_stays_so_for_all_but_the_compiled_constructor() -> None:
    lines = with_constructors(SHAPES).split("\n")
    assert lines[19] == "@dataclass(init=False, frozen=True)"
    assert lines[23] == (
        "    def __init__(self, place: Place, seen: bool = False) -> None: "
        "self.place = place; self.seen = seen  # type: ignore[misc]"
    )


@pytest.mark.parametrize("name", WITH_DATACLASSES)
def test_a_module_with_constructors_has_its_other_lines_where_they_were(name: str) -> None:
    before, after = (ROOT / name).read_text("utf-8").split("\n"), WITH_DATACLASSES[name].split("\n")
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    makers = [pair for pair in changed if pair[0].startswith("@dataclass(")]
    assert {new.partition(" ")[0] for _, new in makers} == {"@dataclass(init=False,"}
    assert [(old, new.strip().partition("(")[0]) for old, new in changed if not old] == [("", "def __init__")] * len(
        makers
    )
    assert len(changed) == 2 * len(makers)
    compile(WITH_DATACLASSES[name], name, "exec")


def test_a_compiled_wheel_is_proved_in_every_language() -> None:
    assert set(LANGUAGES) == set(languages()) - {"und"}
