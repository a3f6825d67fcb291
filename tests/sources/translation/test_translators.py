"""What every translator must do, held against each: Apertium itself where it is installed, the servers on a local one
that speaks their shape, and one of another package."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources import plugins
from sources.translation import Server, Translator, Untranslated, UntranslatedReason, translator
from sources.translation.apertium import Apertium
from tests.sources.server import PageServer
from tests.sources.translation.shapes import KEY, LANGUAGES, MODEL, translated

NEEDS_APERTIUM = pytest.mark.skipif(
    shutil.which("apertium") is None, reason="the command apertium is not installed (packages: see .ci/run)"
)
TEXTS = ("Le port est fermé.", "oui", "", "Combien ?", "Le port est fermé.")
OURS = (pytest.param("apertium", marks=NEEDS_APERTIUM), "libretranslate", "openai", "shouter")
OTHER = """
class Shouter:
    name, version = "shouter", "1"
    def pairs(self):
        return frozenset({("fr", "en")})
    def translate(self, texts, source, target):
        return tuple(text.upper() for text in texts)
"""

Maker = Callable[..., Translator]


@pytest.fixture
def other_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package with a translator, installed as any is: a module, and what it says of itself."""
    (tmp_path / "shouting.py").write_text(OTHER, "utf-8")
    said = tmp_path / "shouting-1.0.dist-info"
    said.mkdir()
    (said / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n", "utf-8")
    (said / "entry_points.txt").write_text("[stet.translators]\nshouter = shouting:Shouter\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    plugins.brought.cache_clear()
    yield
    plugins.brought.cache_clear()
    sys.modules.pop("shouting", None)


@pytest.fixture
def make(server: PageServer, other_package: None) -> Maker:
    def made(name: str, path: str = "", key: str = KEY, model: str = MODEL) -> Translator:
        base = path or ("/v1" if name == "openai" else "")
        found = translator(name, {name: Server(server.url(base), key, model)})
        assert not isinstance(found, Untranslated)
        return found

    return made


@pytest.mark.parametrize("name", OURS)
def test_each_text_has_its_translation_in_its_place(make: Maker, name: str) -> None:
    one = make(name)
    done = one.translate(TEXTS, "fr", "en")
    assert isinstance(done, tuple)
    assert len(done) == len(TEXTS)
    assert done[0] == done[4] != TEXTS[0]
    assert done[0].casefold().startswith(("the port", "le port"))
    assert one.translate(TEXTS, "fr", "en") == done
    assert one.translate((), "fr", "en") == ()


@pytest.mark.parametrize("name", OURS)
def test_it_says_who_it_is_and_what_it_can_do(make: Maker, name: str) -> None:
    one = make(name)
    assert one.name == name
    assert one.version
    assert one.version == make(name).version
    pairs = one.pairs()
    assert isinstance(pairs, frozenset)
    assert ("fr", "en") in pairs
    assert all(source != target for source, target in pairs)


@pytest.mark.parametrize("name", OURS)
@given(texts=st.lists(st.text(max_size=30), max_size=4))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_raises_and_none_is_lost(make: Maker, name: str, texts: list[str]) -> None:
    done = make(name).translate([*texts, "\ud800\x00{}^$[]\\@<b>"], "fr", "en")
    assert isinstance(done, Untranslated) or len(done) == len(texts) + 1
    assert name == "openai" or isinstance(done, tuple)


@pytest.mark.parametrize(
    ("name", "path", "reason", "said"),
    [
        ("libretranslate", "/few", UntranslatedReason.BAD_ANSWER, "one translation for each text"),
        ("libretranslate", "/odd", UntranslatedReason.BAD_ANSWER, "does not answer in JSON"),
        ("libretranslate", "/deep", UntranslatedReason.BAD_ANSWER, "does not answer in JSON"),
        ("libretranslate", "/nowhere", UntranslatedReason.BAD_ANSWER, "answers 404. Check its address"),
        ("libretranslate", "/moved", UntranslatedReason.BAD_ANSWER, "answers 307"),
        ("libretranslate", "/huge", UntranslatedReason.BAD_ANSWER, "more than"),
        ("openai", "/odd", UntranslatedReason.BAD_ANSWER, "does not give a translation"),
        ("openai", "/long", UntranslatedReason.BAD_ANSWER, "does not give a translation"),
        ("openai", "/few", UntranslatedReason.BAD_ANSWER, "answers 404"),
    ],
)
def test_what_is_no_translation_is_told(
    make: Maker, name: str, path: str, reason: UntranslatedReason, said: str
) -> None:
    failed = make(name, path).translate(["Le port est fermé.", "oui"], "fr", "en")
    assert isinstance(failed, Untranslated)
    assert (failed.translator, failed.reason) == (name, reason)
    assert said in failed.message


@pytest.mark.parametrize(("name", "path"), [("libretranslate", "/few"), ("libretranslate", "/odd"), ("openai", "/odd")])
def test_a_server_without_languages_or_models_has_no_pairs(make: Maker, name: str, path: str) -> None:
    assert isinstance(make(name, path).pairs(), Untranslated)


@pytest.mark.parametrize("name", ["libretranslate", "openai"])
def test_a_wrong_key_is_refused_and_never_told(make: Maker, name: str) -> None:
    failed = make(name, key="another-key").translate(["oui"], "fr", "en")
    assert isinstance(failed, Untranslated)
    assert "Check its key" in failed.message
    assert "another-key" not in repr(failed)


def test_only_the_address_that_is_set_is_opened(server: PageServer) -> None:
    """The server leads on to itself by another name for this machine: not even there goes a request."""
    before = server.seen.paths["/translate"]
    failed = translator("libretranslate", {"libretranslate": Server(server.url("/moved"))})
    assert not isinstance(failed, Untranslated)
    assert isinstance(failed.translate(["oui"], "fr", "en"), Untranslated)
    assert server.seen.paths["/moved/translate"] == 1
    assert server.seen.paths["/translate"] == before


def test_a_slow_server_is_not_waited_for(server: PageServer) -> None:
    from sources.translation.openai import OpenAI

    failed = OpenAI(Server(server.url("/late"), KEY, MODEL), seconds=0.2).translate(["oui"], "fr", "en")
    assert isinstance(failed, Untranslated)
    assert failed.reason is UntranslatedReason.TOO_SLOW


def test_where_nobody_answers_it_is_not_there() -> None:
    one = translator("libretranslate", {"libretranslate": Server("http://127.0.0.1:1")})
    assert not isinstance(one, Untranslated)
    failed = one.pairs()
    assert isinstance(failed, Untranslated)
    assert failed.reason is UntranslatedReason.NOT_THERE


@pytest.mark.parametrize("name", ["libretranslate", "openai", "nonsuch"])
def test_a_translator_that_is_not_set_up_says_what_to_do(name: str) -> None:
    failed = translator(name, {})
    assert isinstance(failed, Untranslated)
    assert ("stet.toml" if name != "nonsuch" else "Known: apertium, libretranslate, openai") in failed.message


def test_a_bad_address_is_told() -> None:
    one = translator("libretranslate", {"libretranslate": Server("ftp://x")})
    assert not isinstance(one, Untranslated)
    failed = one.translate(["oui"], "fr", "en")
    assert isinstance(failed, Untranslated)
    assert "only http and https" in failed.message


def test_the_local_server_lists_what_it_can() -> None:
    """The shape that the tests above rest on."""
    assert {target for row in LANGUAGES for target in row["targets"]} == {"en", "fr", "zh"}
    assert translated("oui") == "yes"


def test_a_model_that_the_server_lacks_is_named(make: Maker) -> None:
    failed = make("openai", model="large-one").pairs()
    assert isinstance(failed, Untranslated)
    assert "'large-one'" in failed.message
    assert MODEL in failed.message


@NEEDS_APERTIUM
def test_apertium_chains_pairs() -> None:
    one = Apertium()
    assert one.route("fr", "es") == ("fr-es",)
    assert one.route("fr", "en") == ("fr-es", "spa-eng")
    assert one.route("fr", "fr") == one.route("fr", "zh") == ()
    said = one.translate(["Le conseil a approuvé le budget.", "Il a dit non."], "fr", "en")
    assert isinstance(said, tuple)
    assert said[0].startswith("The council has")
    assert said[1].endswith(".")


@NEEDS_APERTIUM
def test_apertium_marks_no_unknown_words_and_joins_no_texts() -> None:
    said = Apertium().translate(["Zblurkoval", "la\nmer ", "le maire de Zblurk,", "et la mer"], "fr", "es")
    assert said == ("Zblurkoval", "la mar", "el alcalde de Zblurk,", "y la mar")


@NEEDS_APERTIUM
def test_apertium_says_which_pairs_it_lacks() -> None:
    failed = Apertium().translate(["Nein"], "de", "zh")
    assert isinstance(failed, Untranslated)
    assert failed.reason is UntranslatedReason.NO_PAIR


def _command(folder: Path, script: str) -> str:
    """A command of our own in place of apertium's."""
    file = folder / "apertium"
    file.write_text(
        f'#!/bin/sh\ncase "$1" in -l) echo "  fr-es";; -V) echo "Apertium 0";; *) {script};; esac\n', "utf-8"
    )
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize(
    ("script", "reason", "said"),
    [
        ("sleep 30 | sleep 30", UntranslatedReason.TOO_SLOW, "took longer"),
        ("cat > /dev/null; echo no dictionary >&2", UntranslatedReason.BAD_ANSWER, "no dictionary"),
        ("cat > /dev/null; exit 3", UntranslatedReason.BAD_ANSWER, "does not work"),
        ("cat > /dev/null; echo one", UntranslatedReason.BAD_ANSWER, "gives back 0 texts of 2"),
    ],
)
def test_an_apertium_that_does_not_work_says_so(
    tmp_path: Path, script: str, reason: UntranslatedReason, said: str
) -> None:
    failed = Apertium(_command(tmp_path, script), seconds=1.0).translate(["un", "deux"], "fr", "es")
    assert isinstance(failed, Untranslated)
    assert failed.reason is reason
    assert said in failed.message


def test_a_pair_without_its_programs_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "modes").mkdir()
    (tmp_path / "modes" / "fr-es.mode").write_text("cat 'a.bin' | no-such-proc $1 'b.bin'", "utf-8")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    one = Apertium(_command(tmp_path, "cat"))
    assert one.lacking == {"fr-es": "no-such-proc"}
    assert isinstance(one.pairs(), Untranslated)
    assert isinstance(one.translate(["un"], "fr", "es"), Untranslated)


def test_the_version_tells_when_the_data_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "modes").mkdir()
    (tmp_path / "data.bin").write_bytes(b"1")
    (tmp_path / "modes" / "fr-es.mode").write_text(f"cat '{tmp_path}/data.bin'", "utf-8")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    command = _command(tmp_path, "cat")
    first, again = Apertium(command).version, Apertium(command).version
    (tmp_path / "data.bin").write_bytes(b"12")
    assert first == again != Apertium(command).version
    assert first.startswith("0 (")


def test_bad_bytes_of_a_command_become_letters(tmp_path: Path) -> None:
    done = Apertium(_command(tmp_path, r"cat > /dev/null; printf '\377x\n\n'")).translate(["un"], "fr", "es")
    assert done == ("\ufffdx",)


def test_without_the_command_it_says_which_package_to_install() -> None:
    failed = Apertium("/nonsuch/apertium").pairs()
    assert isinstance(failed, Untranslated)
    assert failed.reason is UntranslatedReason.NOT_THERE
    assert "Install the package apertium" in failed.message
