"""Settings and where each came from: a flag, then `STET_*`, then `stet.toml`, then the user's own file.

`stet.toml` is looked for in the folder the command runs in and upwards.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims.errors import ConfigError
from sources.translation import LIBRETRANSLATE, OPENAI, Server
from tui.actions import ACTIONS, Actions
from tui.keymap import KEY_TABLE, remapped

FILE = "stet.toml"
NOBODY = "none"
SERVED = (LIBRETRANSLATE, OPENAI)
STORE = "stet.db"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its key in a file, its environment variable, an example as TOML, and what it is for.

    A list is a list of strings in a file, and words between spaces in the environment.
    """

    key: str
    variable: str
    example: str
    meaning: str
    is_list: bool = False


SETTINGS = (
    Setting("db", "STET_DB", '"stet.db"', "the store; a path in a file is taken from that file's folder"),
    Setting("reviewer", "STET_REVIEWER", '"Marie Dupont"', "the reviewer's name for the log"),
    Setting("contact", "STET_CONTACT", '"desk@example.org"', "a web or mail address that servers are told"),
    Setting(
        "allow_hosts", "STET_ALLOW_HOSTS", '["127.0.0.1:8000"]', "inner addresses that may be reached", is_list=True
    ),
    Setting("words", "STET_WORDS", '"words"', "a folder with words of your own, from the file's folder if set there"),
    Setting(
        "libraries",
        "STET_LIBRARIES",
        '["press"]',
        "libraries that every check searches (see stet library)",
        is_list=True,
    ),
    Setting("proxy", "STET_PROXY", '"http://proxy.example:3128"', "the proxy to fetch through; no other is used"),
    Setting("translate", "STET_TRANSLATE", '"auto"', "who is asked for glosses: none, auto, or names, commas between"),
    Setting("libretranslate_url", "STET_LIBRETRANSLATE_URL", '"http://127.0.0.1:5000"', "a server of LibreTranslate"),
    Setting("libretranslate_key", "STET_LIBRETRANSLATE_KEY", '"KEY"', "its key, if it wants one"),
    Setting("openai_url", "STET_OPENAI_URL", '"http://127.0.0.1:11434/v1"', "a server that speaks OpenAI's protocol"),
    Setting("openai_key", "STET_OPENAI_KEY", '"KEY"', "its key, if it wants one"),
    Setting("openai_model", "STET_OPENAI_MODEL", '"MODEL"', "the model that translates there"),
)
"""Every setting there is; what reads them, prints them and documents them goes by this table."""
KEYS = {setting.key: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Layer:
    """The settings of one place: a name for people (`default`, a file, a variable, `flag`) and its values by key."""

    origin: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """`db`: the store; `reviewer`: the name in the log; `allow_hosts`: inner host:port pairs that may be reached.

    `contact`: where servers may reach the desk, a web or mail address; they are told with every request.
    `proxy`: an http address through which pages are fetched; none unless set. `words`: a folder with words that are
    added to those of the languages. `translate`: who is asked for glosses: `none`, `auto`, or names of translators in
    their order, commas between. `servers`: the translation servers that are set, by the translator's name.
    `actions`: what the keys of the screens do. `libraries`: names or folders of the libraries that are searched.
    """

    db: Path = Path(STORE)
    reviewer: str = ""
    allow_hosts: tuple[str, ...] = ()
    contact: str = ""
    proxy: str = ""
    words: Path | None = None
    translate: str = NOBODY
    servers: Mapping[str, Server] = field(default_factory=dict)
    actions: Actions = ACTIONS
    libraries: tuple[str, ...] = ()


def load_settings(
    folder: Path, environment: Mapping[str, str], flags: Mapping[str, Any], user_folder: Path | None = None
) -> Settings:
    """The settings in force. Raises `ConfigError` naming file and key for what is unknown or malformed."""
    merged: dict[str, Any] = {}
    actions = ACTIONS
    for layer in layers(folder, environment, flags, user_folder):
        actions = remapped(actions, layer.values.get(KEY_TABLE, {}), Path(layer.origin))
        merged |= layer.values
    return Settings(
        db=Path(merged.get("db", STORE)),
        reviewer=str(merged.get("reviewer", "")).strip(),
        allow_hosts=tuple(merged.get("allow_hosts", ())),
        contact=_contact(str(merged.get("contact", "")).strip()),
        proxy=_proxy(str(merged.get("proxy", "")).strip()),
        words=Path(merged["words"]) if merged.get("words") else None,
        translate=str(merged.get("translate", "")).strip() or NOBODY,
        servers={name: server for name in SERVED if (server := _server(name, merged)) is not None},
        actions=actions,
        libraries=tuple(merged.get("libraries", ())),
    )


def layers(
    folder: Path, environment: Mapping[str, str], flags: Mapping[str, Any], user_folder: Path | None = None
) -> Iterator[Layer]:
    """Every place that says something, the weakest first; raises `ConfigError` as `load_settings` does."""
    for file in (*_user_file(user_folder), *_project_file(folder)):
        yield Layer(str(file), _read(file))
    for setting in SETTINGS:
        if value := environment.get(setting.variable):
            yield Layer(setting.variable, {setting.key: value.split() if setting.is_list else value})
    yield Layer("flag", {key: value for key, value in flags.items() if value})


def files(folder: Path, user_folder: Path | None = None) -> tuple[Path, ...]:
    """Where settings are looked for from `folder`, the strongest first: the nearest `stet.toml`, the user's file."""
    nearest = _project_file(folder) or (folder / FILE,)
    return (*nearest, _user_place(user_folder))


def _server(name: str, merged: Mapping[str, Any]) -> Server | None:
    """The translation server of a name, if its address is set."""
    url, key, model = (str(merged.get(f"{name}_{part}", "")).strip() for part in ("url", "key", "model"))
    if not url:
        return None
    if not (key.isascii() and key.isprintable()):
        raise ConfigError(f"{name}_key cannot be sent", "Give the key as the server has it, in letters of ASCII")
    return Server(_address(url, f"{name}_url", "http://127.0.0.1:5000"), key, model)


def _contact(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        raise ConfigError(f"the contact {text!r} cannot be sent", "Give a web or mail address in letters of ASCII")
    return text


def _proxy(text: str) -> str:
    return _address(text, "proxy", "http://host:port") if text else ""


def _address(text: str, setting: str, example: str) -> str:
    from sources.urls import BadUrl, web_address

    try:
        return web_address(text).url
    except BadUrl as wrong:
        raise ConfigError(f"{setting}: {text!r} cannot be used: {wrong}", f"Give an address: {example}") from wrong


def _user_place(folder: Path | None) -> Path:
    if folder is None:
        from platformdirs import user_config_path

        folder = user_config_path("stet")
    return folder / "config.toml"


def _user_file(folder: Path | None) -> tuple[Path, ...]:
    file = _user_place(folder)
    return (file,) if _is_there(file) else ()


def _is_there(file: Path) -> bool:
    """Whether there is a file that may be seen: in a folder that is closed to this user nothing was put for them."""
    try:
        return file.is_file()
    except OSError:
        return False


def _project_file(folder: Path) -> tuple[Path, ...]:
    found = next((place / FILE for place in (folder, *folder.parents) if _is_there(place / FILE)), None)
    return (found,) if found else ()


def _read(file: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except OSError as refused:
        what = f"{file}: cannot be read ({refused.strerror})"
        raise ConfigError(what, "Change its permissions, or take it away") from refused
    except UnicodeDecodeError as damaged:
        raise ConfigError(f"{file}: is no text in UTF-8", "Save it as UTF-8, or take it away") from damaged
    except tomllib.TOMLDecodeError as damaged:
        raise ConfigError(f"{file}: {damaged}", "Mend the file, or take it away") from damaged
    for key, value in data.items():
        if key == KEY_TABLE:
            continue
        if key not in KEYS:
            near = difflib.get_close_matches(key, (*KEYS, KEY_TABLE), n=1)
            raise ConfigError(f"{file}: unknown setting {key!r}", f"Did you mean {near[0]!r}?" if near else _known())
        setting = KEYS[key]
        wanted = list if setting.is_list else str
        if not isinstance(value, wanted) or (setting.is_list and not all(isinstance(item, str) for item in value)):
            shape = "a list of strings" if setting.is_list else "a string"
            raise ConfigError(f"{file}: {key} must be {shape}", f"For example: {key} = {setting.example}")
    # A path in a file is taken from where that file lies, wherever the command is run.
    data |= {key: str(file.parent / data[key]) for key in ("db", "words") if key in data}
    if "libraries" in data:
        data["libraries"] = [str(file.parent / name) if os.sep in name else name for name in data["libraries"]]
    return data


def _known() -> str:
    return f"Known settings: {', '.join(sorted((*KEYS, KEY_TABLE)))}"
