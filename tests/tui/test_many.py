"""`stet check` on many articles: processes, a cluster, lists, a file of results that is gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claims.ledger.store import ClaimStore
from tests.claims.batch.desk import desk as articles_in
from tests.claims.batch.local import local_cluster, pids
from tests.tui.commands import Command, command_over
from tests.tui.test_cli import environment

BUNDLES = ("en-council-budget", "fr-guangxi-anase", "en-glacier-lake")
MAIN = "from tui.cli import main; main()"


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return command_over(tmp_path, monkeypatch, capsys)


def program(folder: Path, *words: str, **more: str) -> subprocess.Popen[bytes]:
    """The real command, running in a folder."""
    own = environment() | more
    command = [sys.executable, "-c", MAIN, *words]
    return subprocess.Popen(command, cwd=folder, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(run: subprocess.Popen[bytes]) -> tuple[str, str]:
    """What a command has printed and said once it has ended."""
    out, said = run.communicate()
    return out.decode(), said.decode()


@pytest.mark.parametrize("form", ["jsonl", "text", "github", "sarif"])
def test_the_bundles_give_the_same_bytes_with_any_number_of_processes(
    stet: Command, desk: Path, pages: Callable[[Path], str], form: str
) -> None:
    host = pages(desk)
    found = [min((desk / bundle).glob("article.*")) for bundle in BUNDLES]
    files = [*map(str, found), "gone.txt", f"http://{host}/{found[0].relative_to(desk)}"]
    sources = [page for bundle in BUNDLES for page in sorted((desk / bundle / "sources").iterdir())]
    names = [f"http://{host}/{page.relative_to(desk)}" for page in sources[:2]] + [str(page) for page in sources[2:6]]
    words = [*files, *(word for name in names for word in ("-s", name)), "--allow-host", host, "--format", form]
    one, two = (stet("check", *words, "--jobs", jobs, "--no-store") for jobs in ("1", "2"))
    assert one == two
    assert one.code == 2
    assert one.err.count("gone.txt is not there") == 1


def test_a_folder_and_a_list_of_articles_are_checked_in_order(stet: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    names = articles_in(tmp_path / "in", 3)
    (tmp_path / "list").write_text("".join(f"{name}\n" for name in reversed(names)), "utf-8")
    words = ("check", "--jsonl", "-s", names[0], "--no-store")
    listed = stet(*words, "--articles-from", "list")
    piped = stet(*words, "--articles-from", "-", stdin=(tmp_path / "list").read_text("utf-8"))
    assert listed == piped
    assert [json.loads(line)["article"]["name"] for line in listed.out.splitlines()] == names[::-1]
    inside = [json.loads(line)["article"]["name"] for line in stet(*words, str(tmp_path / "in")).out.splitlines()]
    assert inside == [*names, str(tmp_path / "in" / "source.txt")]


def test_nothing_is_kept_without_a_store(stet: Command, tmp_path: Path) -> None:
    (name,) = articles_in(tmp_path, 1)
    before = (tmp_path / "stet.db").read_bytes()
    assert stet("check", name, "-s", "source.txt", "--no-store").code == 0
    assert (tmp_path / "stet.db").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Missing argument 'ARTICLE...'"),
        (("--articles-from", "none"), "the list none cannot be read"),
        (("a.txt", "b.txt", "--json"), "--json prints one report"),
        (("--articles-from", "list", "--json"), "--json prints one report"),
        (("a.txt", "-o", "r.jsonl"), "use it with --jsonl"),
        (("a.txt", "--jsonl", "--resume"), "name it with -o"),
        (("a.txt", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:9"), "no --jobs for them"),
        (("a.txt", "--jobs", "0"), "0 is too small: 1 is the least"),
        (("-", "--articles-from", "-"), "standard input (-) can be read once only"),
    ],
)
def test_what_does_not_go_together_is_refused(stet: Command, words: tuple[str, ...], said: str) -> None:
    done = stet("check", *words)
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert said in line


def test_what_all_articles_share_is_said_once(stet: Command, tmp_path: Path) -> None:
    names = articles_in(tmp_path, 3)
    assert stet("check", *names, "-s", "gone.txt").err.count("gone.txt is not there") == 1
    assert stet("check", *names).err.count("no source was given") == 1


def children(pid: int) -> Iterator[int]:
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split():
        yield int(child)
        yield from children(int(child))


def waited(until: Callable[[], bool]) -> bool:
    """Whether it came to be within a minute."""
    for _ in range(1_200):
        if until():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes as Linux shows them")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_after_kill_9_a_run_goes_on_to_the_same_bytes(tmp_path: Path, jobs: str) -> None:
    names = articles_in(tmp_path, 30)
    (tmp_path / "list").write_text("\n".join([*names[:7], "gone.txt", *names[7:]]), "utf-8")
    words = ["check", "--articles-from", "list", "-s", "source.txt", "--jsonl", "--jobs", jobs]
    ended(program(tmp_path, *words, "-o", "whole.jsonl"))
    results = tmp_path / "r.jsonl"
    killed = program(tmp_path, *words, "-o", "r.jsonl")
    assert waited(lambda: results.exists() and results.read_bytes().count(b"\n") >= 3)
    workers = list(children(killed.pid))
    killed.kill()
    ended(killed)
    assert waited(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers)), "workers end by themselves"
    done = results.read_bytes().count(b"\n")
    assert 3 <= done < 31
    results.write_bytes(results.read_bytes() + b'{"schema": "stet.check", "version": 1, "finger')
    ended(program(tmp_path, *words, "-o", "r.jsonl", "--resume"))
    whole, again = ((tmp_path / name).read_bytes().splitlines() for name in ("whole.jsonl", "r.jsonl"))
    assert [line for line in again if b"gone.txt" not in line] == [line for line in whole if b"gone.txt" not in line]
    assert 1 <= sum(b"gone.txt" in line for line in again) <= 2
    ended(program(tmp_path, *words, "-o", "r.jsonl", "--resume"))
    assert len(results.read_bytes().splitlines()) == len(again) + 1, "only what could not be had is tried again"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_done(tmp_path: Path, jobs: str) -> None:
    names = articles_in(tmp_path, 60)
    results = tmp_path / "r.jsonl"
    run = program(tmp_path, "check", *names, "-s", "source.txt", "--jsonl", "--jobs", jobs, "-o", "r.jsonl")
    assert waited(lambda: results.exists() and results.read_bytes().count(b"\n") >= 2)
    run.send_signal(signal.SIGINT)
    _, said = ended(run)
    assert run.returncode == 130
    assert said.strip() == "stet: interrupted; what was saved before is kept; go on with --resume"
    lines = results.read_bytes().splitlines(keepends=True)
    assert 2 <= len(lines) < 60
    assert all(json.loads(line)["fingerprint"] for line in lines)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes as Linux shows them")
@pytest.mark.parametrize("words", ["check pages --jobs 2", "library add pages -l ./shelf --jobs 2"])
def test_ctrl_c_while_processes_begin_is_told_once(tmp_path: Path, words: str) -> None:
    (tmp_path / "pages").mkdir()
    articles_in(tmp_path / "pages", 40)
    command = [sys.executable, "-c", f"import signal; signal.signal(2, signal.default_int_handler); {MAIN}"]
    run = subprocess.Popen(
        [*command, *words.split()], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, start_new_session=True
    )
    # The first is the one that keeps account of what they share.
    assert waited(lambda: len(list(children(run.pid))) >= 2)
    workers = list(children(run.pid))
    os.killpg(run.pid, signal.SIGINT)  # to all of them, as a terminal does
    _, said = run.communicate()
    assert (run.returncode, said.decode().strip()) == (130, "stet: interrupted; what was saved before is kept")
    assert waited(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers)), "workers end by themselves"


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path: Path) -> None:
    names = articles_in(tmp_path, 40)
    (tmp_path / "list").write_text("\n".join([*names[:7], "gone.txt", *names[7:]]), "utf-8")
    words = ["check", "--articles-from", "list", "-s", "source.txt", "--jsonl"]
    ended(program(tmp_path, *words, "-o", "here.jsonl"))
    results = tmp_path / "there.jsonl"
    with local_cluster() as address:
        first = pids(address)
        run = program(tmp_path, *words, "--db", "other.db", "-o", "there.jsonl", "--scheduler", address)
        assert waited(lambda: results.exists() and results.read_bytes().count(b"\n") >= 3)
        os.kill(first[0], signal.SIGKILL)
        _, said = ended(run)
    assert run.returncode == 2
    (line,) = said.splitlines()
    assert "gone.txt is not there" in line
    assert results.read_bytes() == (tmp_path / "here.jsonl").read_bytes()
    logs = []
    for name in ("stet.db", "other.db"):
        with ClaimStore.open(tmp_path / name) as store:
            logs.append([(event.kind, event.article_id, event.claim_id, event.finding) for event in store.events()])
    assert logs[0] == logs[1]


def test_words_of_one_s_own_go_to_the_processes(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.numbers.toml").write_text('percent = ["hundredths"]\n', "utf-8")
    (tmp_path / "a.txt").write_text("They say that 34 hundredths of the old quay are gone.\n", "utf-8")
    lines = []
    for words, jobs in (("words", "1"), ("words", "2"), ("", "2")):
        own = {"STET_WORDS": words} if words else {}
        run = program(tmp_path, "check", "a.txt", "--jsonl", "--no-store", "-q", "--jobs", jobs, **own)
        lines.append(json.loads(ended(run)[0])["claims"])
    assert lines[0] == lines[1] != lines[2]
    assert [line[0]["unit_kind"] for line in lines] == ["percent", "percent", "count"]


def test_a_terminal_shows_how_far_the_run_is(tmp_path: Path) -> None:
    names = articles_in(tmp_path, 4)
    mine, its = os.openpty()
    command = [sys.executable, "-c", MAIN, "check", *names, "-s", "source.txt", "--jsonl", "-o", "r.jsonl"]
    run = subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL, stderr=its)
    os.close(its)
    said = b""
    while True:
        try:
            said += os.read(mine, 4096)
        except OSError:  # how the end of a terminal shows
            break
    os.close(mine)
    assert run.wait() == 0
    assert "1/4 articles" in said.decode()
    assert said.endswith(b"\r\x1b[K")


@pytest.mark.parametrize("words", [["--version"], ["check", "a.txt", "-s", "source.txt", "--no-store"]])
def test_nobody_loads_dask_who_does_not_ask_for_it(words: list[str], tmp_path: Path) -> None:
    articles_in(tmp_path, 0)
    (tmp_path / "a.txt").write_text("The quay cost 34 million euros.\n", "utf-8")
    script = (
        f"import sys\nfrom tui.cli import main\ntry:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} & {'distributed', 'dask'}), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment(), capture_output=True, check=True
    )
    assert run.stderr.decode().strip() == ""
