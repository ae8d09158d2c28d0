"""Originals stamped by a real authority on this machine (`openssl ts`), and by ones that misbehave."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from pactwatch.case import open_case
from pactwatch.cli import main
from pactwatch.custody.authorities import Authority
from pactwatch.custody.timestamps import StampError, stamp, stamp_all, stamp_of, token_of, unstamped
from pactwatch.refusals import Refused
from tests.custody.authority import (
    Answer,
    authority_in,
    dripping,
    endless,
    granted,
    openssl,
    over_other_bytes,
    refused,
    serving,
    silent,
    to_another,
)

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not on this machine")
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "karabakh-2020"
DATA = b"The ministry said that the town was shelled.\n"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return authority_in(tmp_path_factory.mktemp("authority") / "tsa")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with three originals, of which the first is `DATA`."""
    kept = tmp_path / "originals"
    kept.mkdir()
    for data in (DATA, b"another", b"a third"):
        (kept / f"{sha256(data).hexdigest()}.txt").write_bytes(data)
    return tmp_path


def original(case: Path) -> Path:
    return case / "originals" / f"{sha256(DATA).hexdigest()}.txt"


def run(*words: str | Path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["pactwatch", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


def test_a_token_says_when_and_by_whom_and_another_program_finds_it_good(case: Path, folder: Path) -> None:
    with serving(folder) as server:
        kept = stamp(original(case), Authority(server, folder / "root.pem"))
    found = stamp_of(original(case), Authority(None, folder / "root.pem"))
    assert kept == original(case).with_suffix(".tsr")
    assert found is not None
    assert found.problem is None
    assert "Stamps of this test" in found.by
    assert found.at is not None
    assert found.at.utcoffset() is not None
    said = openssl("ts", "-verify", "-in", kept, "-data", original(case), "-CAfile", folder / "root.pem")
    assert b"Verification: OK" in said
    shown = openssl("ts", "-reply", "-in", kept, "-text").decode()
    assert found.at.strftime("%H:%M:%S") in shown


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (over_other_bytes, "over other bytes"),
        (to_another(DATA), "answers another request"),
        (refused, "refuses .*not supported"),
        (endless, "more than 1,048,576 bytes"),
        (dripping, "takes too long"),
        (silent, "takes too long"),
        (lambda *_: b"", "cannot be read"),
        (lambda *_: b"<html>Welcome</html>", "cannot be read"),
        (lambda *_: 503, "answers 503"),
        (lambda *_: 302, "answers 302"),
    ],
)
def test_an_answer_that_proves_nothing_is_not_kept(case: Path, folder: Path, answer: Answer, problem: str) -> None:
    with serving(folder, answer) as server, pytest.raises(StampError, match=problem):
        stamp(original(case), Authority(server, folder / "root.pem"), seconds=0.5)
    assert not token_of(original(case)).exists()
    assert original(case) in unstamped(case)


def test_a_token_of_somebody_who_is_not_trusted_is_not_kept(case: Path, folder: Path, tmp_path: Path) -> None:
    other = authority_in(tmp_path / "other")
    with serving(folder) as server:
        for roots in (other / "root.pem", None):  # None: the certificates that this machine trusts
            with pytest.raises(StampError, match=r"signature does not hold .*issuer"):
                stamp(original(case), Authority(server, roots))
    assert unstamped(case)[0].parent == case / "originals"
    assert len(unstamped(case)) == 3


def test_what_a_server_that_is_down_leaves_is_stamped_later(case: Path, folder: Path) -> None:
    answered: list[int] = []

    def twice(where: Path, request: bytes) -> bytes | int:
        answered.append(1)
        return granted(where, request) if len(answered) < 3 else 503

    with serving(folder, twice) as server:
        first = stamp_all(case, Authority(server, folder / "root.pem"))
    assert (first.done, len(first.left)) == (2, 1)
    assert "answers 503" in (first.problem or "")
    down = stamp_all(case, Authority("http://127.0.0.1:9/", folder / "root.pem"))
    assert (down.done, down.left) == (0, first.left)
    with serving(folder) as server:
        assert stamp_all(case, Authority(server, folder / "root.pem")).done == 1
    assert unstamped(case) == ()


def test_changed_bytes_are_not_stamped_and_do_not_fit_their_token(case: Path, folder: Path) -> None:
    trusted = Authority(None, folder / "root.pem")
    with serving(folder) as server:
        stamp(original(case), Authority(server, folder / "root.pem"))
        original(case).write_bytes(DATA + b" ")
        with pytest.raises(StampError, match="changed since it was kept"):
            stamp(original(case), Authority(server, folder / "root.pem"))
    found = stamp_of(original(case), trusted)
    assert found is not None
    assert found.problem == "the token is over other bytes"


def test_a_token_in_which_a_byte_is_changed_does_not_hold(case: Path, folder: Path) -> None:
    trusted = Authority(None, folder / "root.pem")
    with serving(folder) as server:
        token = stamp(original(case), Authority(server, folder / "root.pem"))
    raw, found = token.read_bytes(), stamp_of(original(case), trusted)
    assert found is not None
    assert found.at is not None
    time = raw.index(found.at.strftime("%Y%m%d%H%M%SZ").encode())
    token.chmod(0o644)
    for at in (0, raw.index(sha256(DATA).digest()), time + 13, len(raw) - 1):
        token.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        found = stamp_of(original(case), trusted)
        assert found is not None
        assert found.problem


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('timestamp_server = "tsa.example.org"', "no address of the web"),
        ('timestamp_server = "https://"', "no address of the web"),
        ('timestamp_server = "https://[::1/"', "no address of the web"),
        ('timestamp_server = "https://ana:secret@tsa.example.org/"', "password"),
        ('timestamp_sever = "https://tsa.example.org/"', "timestamp_sever"),
    ],
)
def test_a_server_that_cannot_be_is_refused_with_its_line(tmp_path: Path, line: str, problem: str) -> None:
    text = (EXAMPLE / "case.toml").read_text(encoding="utf-8")
    (tmp_path / "case.toml").write_text(f"{line}\n{text}", encoding="utf-8")
    with pytest.raises(Refused, match=problem) as refusal:
        open_case(tmp_path)
    assert refusal.value.line == 1


def in_a_case(folder: Path, server: str, roots: Path) -> Path:
    """The worked case with one report, whose originals are stamped by a server."""
    lines = f'timestamp_server = "{server}"\ntimestamp_roots = "roots.pem"\n'
    folder.mkdir(exist_ok=True)
    (folder / "case.toml").write_text(lines + (EXAMPLE / "case.toml").read_text(encoding="utf-8"), encoding="utf-8")
    if roots.is_file():
        shutil.copy(roots, folder / "roots.pem")
    if not (folder / "pacts").exists():
        shutil.copytree(EXAMPLE / "pacts", folder / "pacts")
        (folder / "reports").mkdir()
        shutil.copy(sorted((EXAMPLE / "reports").glob("*.txt"))[0], folder / "reports" / "one.txt")
    return folder


def test_a_build_stamps_what_it_keeps_and_the_chain_says_so(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(folder) as server:
        case = in_a_case(tmp_path / "case", server, folder / "root.pem")
        assert run("build", case) == 0
    (name,) = open_case(case).view().reports
    capsys.readouterr()
    assert run("custody", case, name) == 0
    told = capsys.readouterr().out
    assert "timestamp: 20" in told
    assert "by CN=Stamps of this test,O=A test; it fits the bytes" in told
    assert run("custody", case) == 0
    assert "1 originals, 1 of them stamped" in capsys.readouterr().out
    token = next((case / "originals").glob("*.tsr"))
    token.chmod(0o644)
    token.write_bytes(b"spoilt")
    assert run("custody", case, name) == 1
    assert "timestamp: NOT HELD: one that says nothing; the token cannot be read" in capsys.readouterr().out
    assert run("custody", case) == 1


def test_a_build_does_not_fail_where_nobody_stamps_and_what_is_left_is_listed(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = in_a_case(tmp_path / "case", "http://127.0.0.1:9/", folder / "root.pem")
    assert run("build", case) == 0
    told = capsys.readouterr().err
    assert "1 originals are not stamped, since http://127.0.0.1:9/ cannot be asked" in told
    assert f"pactwatch custody {case} --stamp" in told
    assert run("custody", case) == 0
    listed = capsys.readouterr().out
    assert ".txt: none" in listed
    assert "1 originals, 0 of them stamped" in listed
    assert run("custody", case, "--stamp") == 1
    with serving(folder) as server:
        in_a_case(case, server, folder / "root.pem")
        assert run("custody", case, "--stamp") == 0
    assert "1 originals, 1 of them stamped" in capsys.readouterr().out


def test_without_the_certificates_nothing_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = in_a_case(tmp_path / "case", "http://127.0.0.1:9/", tmp_path / "none.pem")
    assert run("build", case) == 0
    assert "the certificates of the timestamp authority cannot be read" in capsys.readouterr().err
    assert run("custody", case, "--stamp") == 2


def test_a_case_without_a_server_cannot_be_stamped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(EXAMPLE / "case.toml", tmp_path)
    assert run("custody", tmp_path, "--stamp") == 2
    assert "add timestamp_server" in capsys.readouterr().err
