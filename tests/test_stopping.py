"""Ctrl-C in a long command: one sentence on what is kept and how to go on, exit code 130; a real process and a real SIGINT."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.events import write_events
from pactwatch.ledger import open_ledger
from pactwatch.refusals import Refused

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "karabakh-2020"
PATIENCE = 120.0
"""Seconds after which a process that does nothing is given up."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLE / "case.toml", tmp_path)
    shutil.copytree(EXAMPLE / "pacts", tmp_path / "pacts")
    shutil.copytree(EXAMPLE / "reports", tmp_path / "reports")
    return tmp_path


def lines(case: Path) -> int:
    """The number of the ledger's last line; 0 where there is no ledger yet."""
    try:
        with open_ledger(str(case / "ledger.db"), create=False) as ledger:
            return ledger.head()[0]
    except Refused:
        return 0


def stopped(out: Path, at: Callable[[], bool], *words: str | Path) -> tuple[int, str]:
    """Runs a command and stops it as Ctrl-C does once something is so: its exit code and what it said on standard error.

    out: the file in which its standard output goes.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "pactwatch.cli", *map(str, words)],
        stdout=out.open("wb"),
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - a shell's background jobs ignore it
    )
    until = time.monotonic() + PATIENCE
    try:
        while not at() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=PATIENCE)[1].decode()
    finally:
        process.kill()
        process.wait()
    return process.returncode, told


def the_sentence(told: str) -> str:
    assert "Traceback" not in told
    assert "Abort" not in told
    (sentence,) = [line for line in told.splitlines() if "pactwatch: " in line]
    return sentence


def test_a_build_that_is_stopped_keeps_what_it_read(case: Path) -> None:
    code, told = stopped(case / "out", lambda: lines(case) > 20, "build", case)
    assert code == 130, told
    assert "every report that was read to its end is in the ledger: run the same command again" in the_sentence(told)
    with open_ledger(str(case / "ledger.db"), create=False) as ledger:
        assert ledger.verify() == ()
        assert len(ledger.view().reports) < len(list((case / "reports").glob("*.txt")))


def test_an_import_that_is_stopped_keeps_the_rows_it_wrote(case: Path) -> None:
    table = case / "events.csv"
    write_events(table, 25_000)
    code, told = stopped(case / "out", lambda: lines(case) > 4000, "import-events", case, table)
    assert code == 130
    assert "the rows that were written are in the ledger, none twice" in the_sentence(told)
    with open_ledger(str(case / "ledger.db"), create=False) as ledger:
        assert ledger.verify() == ()
    assert 4000 < lines(case) < 25_000
    assert list((case / "rejects").iterdir()) == []


def test_watching_that_is_stopped_says_so(case: Path) -> None:
    (case / "watch.toml").write_text('[[watch]]\nsource = "tass"\nurl = "http://127.0.0.1:9/feed"\n', encoding="utf-8")
    out = case / "out"
    code, told = stopped(out, lambda: out.exists() and b"not fetched" in out.read_bytes(), "watch", case, "--every", "3600")
    assert code == 130
    assert "every article that was fetched is kept" in the_sentence(told)
