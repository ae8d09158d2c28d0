"""The command on accounts: secrets come from standard input, and are shown once."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pyotp
import pytest

from pactwatch.cli import main
from pactwatch.people import open_people
from pactwatch.people.signing_in import sign_in
from pactwatch.people.tokens import token_of
from tests.people.conftest import PASSWORD

Run = Callable[..., tuple[int, str, str]]
CASE = 'id = "c"\ntitle = { en = "C" }\ntime_zone = "UTC"\nbegins = 2020-01-01\n'


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case.toml").write_text(CASE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: Path) -> Run:
    """Runs `pactwatch people` with lines on standard input: exit code, what it printed, what it said."""

    def _run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pactwatch", "people", str(case), *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        monkeypatch.setenv("COLUMNS", "200")
        code: int | str = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        told = capsys.readouterr()
        return int(code), told.out, told.err

    return _run


def test_accounts_are_added_changed_listed_and_removed(run: Run, case: Path) -> None:
    assert run("add", "kim", "--role", "keeper", typed=PASSWORD)[0] == 0
    assert run("add", "ana", "--party", "OSCE", typed=PASSWORD)[0] == 0
    assert run("role", "ana", "--role", "ruler")[0] == 0
    assert run("party", "ana", "--party", "UN")[0] == 0
    told = run("list")[1]
    assert all(word in told for word in ("kim", "keeper", "ana", "ruler", "UN"))
    assert run("password", "ana", typed="four other words now\n")[0] == 0
    people = open_people(case)
    assert people is not None
    assert sign_in(people, "ana", "four other words now").account.role == "ruler"
    secret = run("token", "ana", "--role", "monitor")[1].strip()
    assert run("password", "ana", typed=PASSWORD)[0] == 0
    assert token_of(people, secret) is not None
    assert run("password", "ana", "--revoke-tokens", typed=PASSWORD)[0] == 0
    assert token_of(people, secret) is None
    assert run("remove", "ana")[0] == 0
    assert "ana" not in run("list")[1]


def test_a_token_is_printed_once_and_revoked(run: Run, case: Path) -> None:
    run("add", "ana", "--role", "keeper", typed=PASSWORD)
    code, told, _ = run("token", "ana", "--role", "monitor", "--label", "forms", "--days", "7")
    secret = told.strip()
    people = open_people(case)
    assert people is not None
    assert (code, secret[:3], getattr(token_of(people, secret), "role", "")) == (0, "pw_", "monitor")
    listed = run("tokens", "ana")[1]
    assert (secret[:8] in listed, secret in listed) == (True, False)
    assert run("revoke", "ana", "--token", secret[:8])[0] == 0
    assert token_of(people, secret) is None


def test_the_second_factor_is_turned_on_by_a_code(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("add", "ana", "--role", "keeper", typed=PASSWORD)
    secret = pyotp.random_base32()
    monkeypatch.setattr("pactwatch.people.second.new_secret", lambda: secret)
    code, told, said = run("totp", "ana", typed=pyotp.TOTP(secret).now())
    assert (code, len(told.split()), secret in said) == (0, 10, True)
    assert run("totp", "ana", typed="000000")[0] == 2
    assert "yes" in run("list")[1]
    assert run("totp", "ana", "--off")[0] == 0
    assert "yes" not in run("list")[1]


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (("list",), "has no accounts"),
        (("role", "ana", "--role", "ruler"), "has no accounts"),
        (("add",), "no account is named"),
        (("add", "ana", "--role", "king"), "'king' is no role"),
        (("add", "ana"), "a password of 0 signs"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Run, words: tuple[str, ...], sign: str) -> None:
    code, _, said = run(*words)
    assert (code, sign in said) == (2, True), said


def test_a_role_must_be_named(run: Run) -> None:
    run("add", "ana", "--role", "keeper", "--party", "UN", typed=PASSWORD)
    code, _, said = run("role", "ana")
    assert (code, "'' is no role" in said) == (2, True)
    assert "UN" in run("list")[1]
