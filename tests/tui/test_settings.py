"""Where a setting comes from, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import ConfigError
from sources.translation import Server
from tui.settings import Settings, load_settings
from tui.translating import translators_of


def test_a_flag_beats_the_environment_beats_the_project_beats_the_user(tmp_path: Path) -> None:
    user, project = tmp_path / "user", tmp_path / "desk"
    for folder in (user, project / "deep"):
        folder.mkdir(parents=True)
    (user / "config.toml").write_text('reviewer = "user"\nallow_hosts = ["localhost:1"]\n', "utf-8")
    assert load_settings(project, {}, {}, user).reviewer == "user"
    (project / "stet.toml").write_text('reviewer = "project"\ndb = "kept.db"\n', "utf-8")
    found = load_settings(project / "deep", {}, {}, user)
    assert found == Settings(project / "kept.db", "project", ("localhost:1",))
    assert load_settings(project, {"STET_REVIEWER": "env", "STET_ALLOW_HOSTS": "a:1 b:2"}, {}, user).reviewer == "env"
    assert load_settings(project, {"STET_REVIEWER": "env"}, {"reviewer": "flag"}, user).reviewer == "flag"


def test_the_contact_comes_from_anywhere_and_must_fit_a_header(tmp_path: Path) -> None:
    (tmp_path / "stet.toml").write_text('contact = "desk@example.org"', "utf-8")
    assert load_settings(tmp_path, {}, {}, tmp_path).contact == "desk@example.org"
    assert load_settings(tmp_path, {"STET_CONTACT": "https://a.example"}, {}, tmp_path).contact == "https://a.example"
    with pytest.raises(ConfigError, match="contact"):
        load_settings(tmp_path, {"STET_CONTACT": "a\nb"}, {}, tmp_path)


def test_without_any_setting_the_store_is_in_the_folder(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}, {"db": None}, tmp_path / "none") == Settings()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("reviewr = 'A'", "'reviewer'"),
        ("zzz = 1", "Known settings"),
        ("db = 3", "db must be a string"),
        ("allow_hosts = 'a:1'", "allow_hosts must be a list"),
        ("allow_hosts = [1]", "allow_hosts must be a list"),
        ("db = ", "stet.toml"),
    ],
)
def test_a_wrong_setting_names_file_and_key(tmp_path: Path, text: str, hint: str) -> None:
    (tmp_path / "stet.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        load_settings(tmp_path, {}, {}, tmp_path / "none")
    assert "stet.toml" in str(error.value)
    assert hint in str(error.value)


def test_a_proxy_is_an_address_and_is_used_only_when_set(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {"HTTPS_PROXY": "http://p.example:1"}, {}, tmp_path).proxy == ""
    assert load_settings(tmp_path, {"STET_PROXY": "http://p.example:1"}, {}, tmp_path).proxy == "http://p.example:1/"
    with pytest.raises(ConfigError, match="proxy"):
        load_settings(tmp_path, {"STET_PROXY": "p.example:1"}, {}, tmp_path)


def test_translation_servers_are_set_by_address(tmp_path: Path) -> None:
    (tmp_path / "stet.toml").write_text(
        'translate = "auto"\nlibretranslate_url = "http://127.0.0.1:5000"\nopenai_model = "small"\n', "utf-8"
    )
    found = load_settings(
        tmp_path, {"STET_LIBRETRANSLATE_KEY": "k"}, {"translate": "apertium,libretranslate"}, tmp_path
    )
    assert found.translate == "apertium,libretranslate"
    assert found.servers == {"libretranslate": Server("http://127.0.0.1:5000/", "k")}
    assert load_settings(tmp_path / "none", {}, {}, tmp_path / "none").translate == "auto"
    for wrong in ({"STET_OPENAI_URL": "ftp://x"}, {"STET_LIBRETRANSLATE_KEY": "a\nb"}):
        with pytest.raises(ConfigError) as error:
            load_settings(tmp_path, wrong, {}, tmp_path)
        assert "a\nb" not in str(error.value)
        assert next(iter(wrong)).removeprefix("STET_").lower() in str(error.value)


def test_nobody_is_asked_unless_it_is_said(tmp_path: Path) -> None:
    def asked(words: str, *, offline: bool = False) -> list[str]:
        servers = {"libretranslate": Server("http://127.0.0.1:1")}
        return [one.name for one in translators_of(Settings(translate=words, servers=servers), offline=offline)]

    assert asked("none") == asked("") == []
    assert asked("libretranslate, libretranslate") == ["libretranslate"]
    assert asked("apertium,libretranslate", offline=True) == ["apertium"]
    assert asked("auto") in (["apertium"], [])
    with pytest.raises(ConfigError, match="openai_url"):
        asked("openai")
    with pytest.raises(ConfigError, match="'apertum' is no translator"):
        asked("apertum")


def with_keys(folder: Path, lines: str) -> Settings:
    (folder / "stet.toml").write_text(f"[keys]\n{lines}\n", "utf-8")
    return load_settings(folder, {}, {}, folder / "none")


def test_keys_can_be_given_to_actions(tmp_path: Path) -> None:
    found = with_keys(tmp_path, 'verified = "d"\ndisputed = ["v", "f2"]')
    keys = {action.name: action.keys for action in found.actions}
    assert (keys["verified"], keys["disputed"], keys["note"]) == (("d",), ("v", "f2"), ("n",))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('verifid = "V"', "[keys] has no action 'verifid'. Did you mean 'verified'?"),
        ('zzzz = "V"', "[keys] has no action 'zzzz'. Known: add_source, article,"),
        ('verified = "spacebar"', "keys.verified: 'spacebar' is no key. Did you mean 'space'?"),
        ('verified = "VV"', "keys.verified: 'VV' is no key"),
        ('verified = "d"', "keys.verified: 'd' is the key of disputed already"),
        ('nth_evidence = "1"', "keys.nth_evidence needs nine keys, and has 1"),
        ("verified = []", "keys.verified must be a key or a list of keys"),
        ("verified = 3", "keys.verified must be a key or a list of keys"),
    ],
)
def test_wrong_keys_name_the_file_the_key_and_the_nearest(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        with_keys(tmp_path, line)
    assert str(error.value).startswith(f"{tmp_path / 'stet.toml'}: {said}")


def test_keys_that_are_no_table_are_refused(tmp_path: Path) -> None:
    (tmp_path / "stet.toml").write_text("keys = 'v'", "utf-8")
    with pytest.raises(ConfigError, match="keys must be a table"):
        load_settings(tmp_path, {}, {}, tmp_path / "none")


def test_a_folder_that_may_not_be_looked_into_holds_no_settings(tmp_path: Path) -> None:
    closed = tmp_path / ("x" * 300)  # no folder can have so long a name: the system refuses to look, for root too
    assert load_settings(closed, {}, {}, closed) == load_settings(tmp_path, {}, {}, tmp_path)


def test_a_file_of_settings_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "stet.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"is no text in UTF-8. Save it as UTF-8"):
        load_settings(tmp_path, {}, {}, tmp_path)
