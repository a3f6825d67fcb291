"""Proves a compiled wheel: the same claims out as pure Python, from every text of the fixtures read in every language.

python -m bench.compiled WHEEL
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from claims import find_quantities, find_quotes
from claims import marks as sample

ROOT = Path(__file__).parent.parent
LANGUAGES = ("fr", "en", "es", "de", "pt", "it", "nl", "zh")
BUILT = (".so", ".pyd")
"""What the files of extension modules end with."""


def main(wheel: Path) -> int:
    """0 where the wheel is compiled and finds what the checkout finds."""
    with TemporaryDirectory() as folder:
        zipfile.ZipFile(wheel).extractall(folder)
        pure, compiled = _found_by(ROOT), _found_by(Path(folder))
    if (pure.compiled, compiled.compiled) != (False, True):
        print(f"{wheel.name}: not compiled, or the checkout is", file=sys.stderr)
        return 1
    if pure.digest != compiled.digest:
        print(f"{wheel.name}: finds other claims than the sources it was made of", file=sys.stderr)
        return 1
    print(f"{wheel.name}: the same {pure.claims:,} claims, in {pure.seconds / compiled.seconds:.2f} times less time")
    return 0


class Found:
    """What one set of modules found in all texts: read from, and written as, one line."""

    def __init__(self, line: str) -> None:
        compiled, digest, claims, seconds = line.split()
        self.compiled, self.digest, self.claims, self.seconds = bool(int(compiled)), digest, int(claims), float(seconds)


def _found_by(where: Path) -> Found:
    """What the modules in a folder find. `-P` keeps the checkout's own from standing before them."""
    command = [sys.executable, "-P", str(Path(__file__)), "--find"]
    environment = os.environ | {"PYTHONPATH": str(where)}
    return Found(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


def find() -> None:
    """Prints whether the modules are compiled, a digest of all they find, how many claims, and the seconds taken."""
    seen, claims, start = sha256(), 0, process_time()
    for text in texts():
        for language in LANGUAGES:
            found = (*find_quantities(text, language), *find_quotes(text, language))
            claims += len(found)
            seen.update(repr(found).encode("utf-8", "surrogatepass"))
    print(int(sample.__file__.endswith(BUILT)), seen.hexdigest(), claims, process_time() - start)


def texts() -> Iterator[str]:
    """The articles of the bundles, and the texts of each file of cases as one."""
    for file in sorted((ROOT / "fixtures").rglob("*.txt")):
        yield file.read_text("utf-8", errors="replace")
    for file in sorted((ROOT / "fixtures" / "cases").rglob("*.toml")):
        yield "\n\n".join(_strings(tomllib.loads(file.read_text("utf-8"))))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


if __name__ == "__main__":
    if sys.argv[1:] == ["--find"]:
        find()
    else:
        sys.exit(main(Path(sys.argv[1])))
