"""Settings and where each came from: a flag, then `STET_*`, then `stet.toml`, then the user's own file.

`stet.toml` is looked for in the folder the command runs in and upwards.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims.errors import ConfigError
from sources.translation import LIBRETRANSLATE, OPENAI, Server

FILE = "stet.toml"
NOBODY = "none"
SERVED = (LIBRETRANSLATE, OPENAI)
STORE = "stet.db"
KEYS = {
    "db": "STET_DB",
    "reviewer": "STET_REVIEWER",
    "contact": "STET_CONTACT",
    "allow_hosts": "STET_ALLOW_HOSTS",
    "proxy": "STET_PROXY",
    "translate": "STET_TRANSLATE",
    "libretranslate_url": "STET_LIBRETRANSLATE_URL",
    "libretranslate_key": "STET_LIBRETRANSLATE_KEY",
    "openai_url": "STET_OPENAI_URL",
    "openai_key": "STET_OPENAI_KEY",
    "openai_model": "STET_OPENAI_MODEL",
}
"""Every setting with its environment variable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`db`: the store; `reviewer`: the name in the log; `allow_hosts`: inner host:port pairs that may be reached.

    `contact`: where servers may reach the desk, a web or mail address; they are told with every request.
    `proxy`: an http address through which pages are fetched; none unless set.
    `translate`: who is asked for glosses: `none`, `auto`, or names of translators in their order, commas between.
    `servers`: the translation servers that are set, by the translator's name.
    """

    db: Path = Path(STORE)
    reviewer: str = ""
    allow_hosts: tuple[str, ...] = ()
    contact: str = ""
    proxy: str = ""
    translate: str = NOBODY
    servers: Mapping[str, Server] = field(default_factory=dict)


def load_settings(
    folder: Path, environment: Mapping[str, str], flags: Mapping[str, Any], user_folder: Path | None = None
) -> Settings:
    """The settings in force. Raises `ConfigError` naming file and key for what is unknown or malformed."""
    merged: dict[str, Any] = {}
    for file in files_in_force(folder, user_folder):
        merged |= _read(file)
    for key, variable in KEYS.items():
        if environment.get(variable):
            merged[key] = environment[variable].split() if key == "allow_hosts" else environment[variable]
    merged |= {key: value for key, value in flags.items() if value}
    return Settings(
        db=Path(merged.get("db", STORE)),
        reviewer=str(merged.get("reviewer", "")).strip(),
        allow_hosts=tuple(merged.get("allow_hosts", ())),
        contact=_contact(str(merged.get("contact", "")).strip()),
        proxy=_proxy(str(merged.get("proxy", "")).strip()),
        translate=str(merged.get("translate", "")).strip() or NOBODY,
        servers={name: server for name in SERVED if (server := _server(name, merged)) is not None},
    )


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


def files_in_force(folder: Path, user_folder: Path | None = None) -> tuple[Path, ...]:
    """The files that settings are read from, the weaker first."""
    return (*_user_file(user_folder), *_project_file(folder))


def _user_file(folder: Path | None) -> tuple[Path, ...]:
    if folder is None:
        from platformdirs import user_config_path

        folder = user_config_path("stet")
    file = folder / "config.toml"
    return (file,) if file.is_file() else ()


def _project_file(folder: Path) -> tuple[Path, ...]:
    found = next((place / FILE for place in (folder, *folder.parents) if (place / FILE).is_file()), None)
    return (found,) if found else ()


def _read(file: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as damaged:
        raise ConfigError(f"{file}: {damaged}", "Mend the file, or take it away") from damaged
    for key, value in data.items():
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, n=1)
            raise ConfigError(f"{file}: unknown setting {key!r}", f"Did you mean {near[0]!r}?" if near else _known())
        wanted = list if key == "allow_hosts" else str
        if not isinstance(value, wanted) or (wanted is list and not all(isinstance(item, str) for item in value)):
            shape = "a list of strings" if wanted is list else "a string"
            raise ConfigError(f"{file}: {key} must be {shape}", f"For example: {key} = {_EXAMPLES[key]}")
    if "db" in data:
        # A store named in a file lies beside that file, wherever the command is run.
        data["db"] = str(file.parent / data["db"])
    return data


_EXAMPLES = {
    "db": '"stet.db"',
    "reviewer": '"Marie Dupont"',
    "contact": '"desk@example.org"',
    "proxy": '"http://proxy.example:3128"',
    "translate": '"auto"',
    "libretranslate_url": '"http://127.0.0.1:5000"',
    "libretranslate_key": '"KEY"',
    "openai_url": '"http://127.0.0.1:11434/v1"',
    "openai_key": '"KEY"',
    "openai_model": '"MODEL"',
    "allow_hosts": '["127.0.0.1:8000"]',
}


def _known() -> str:
    return f"Known settings: {', '.join(sorted(KEYS))}"
