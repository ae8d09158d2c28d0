"""Accounts, passwords, the file that keeps them."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from pactwatch.people import People, accounts, open_people
from pactwatch.people.secrets import SHORTEST, _hasher, hashed, matches
from pactwatch.people.signing_in import session_of, sign_in
from pactwatch.refusals import Refused
from tests.people.conftest import PASSWORD


def test_an_account_has_a_role_and_a_party(people: People) -> None:
    assert people.empty()
    made = accounts.add(people, "ana", "ruler", PASSWORD, "OSCE")
    assert (made.name, made.role, made.party, made.second_factor) == ("ana", "ruler", "OSCE", False)
    accounts.add(people, "bo", "reader", PASSWORD)
    assert [a.name for a in accounts.every(people)] == ["ana", "bo"]
    assert not people.empty()


def test_the_file_is_for_its_owner_alone(people: People, tmp_path: Path) -> None:
    assert stat.S_IMODE(people.file.stat().st_mode) == 0o600
    people.file.chmod(0o640)
    with pytest.raises(Refused, match="chmod 600"):
        open_people(tmp_path)
    assert open_people(tmp_path / "elsewhere") is None


def test_no_secret_stands_in_the_file(people: People) -> None:
    accounts.add(people, "ana", "keeper", PASSWORD)
    secret = sign_in(people, "ana", PASSWORD).secret
    people.close()
    raw = people.file.read_bytes()
    assert PASSWORD.encode() not in raw
    assert secret.encode() not in raw
    assert b"$argon2id$" in raw


@pytest.mark.parametrize(
    ("name", "role", "password", "party", "sign"),
    [
        ("Ana", "reader", PASSWORD, "", "cannot be an account"),
        ("../ana", "reader", PASSWORD, "", "cannot be an account"),
        ("a", "reader", PASSWORD, "", "cannot be an account"),
        ("ana", "king", PASSWORD, "", "'king' is no role"),
        ("ana", "reader", PASSWORD, "Nobody", "'Nobody' is no party"),
        ("ana", "reader", "x" * (SHORTEST - 1), "", f"a password of {SHORTEST - 1} signs"),
        ("ana", "reader", "ab" * 200, "", "a password of 400 signs"),
        ("ana", "reader", "anaanaanaana"[:12], "", "little more than"),
        ("bo", "reader", "x" * 14, "", "over and over"),
    ],
)
def test_what_cannot_be_an_account_is_refused(
    people: People, name: str, role: str, password: str, party: str, sign: str
) -> None:
    with pytest.raises(Refused, match=sign):
        accounts.add(people, name, role, password, party)
    assert people.empty()


def test_a_name_is_given_once(people: People) -> None:
    accounts.add(people, "ana", "keeper", PASSWORD)
    accounts.add(people, "bo", "reader", PASSWORD)
    with pytest.raises(Refused, match="there is an account 'bo'"):
        accounts.add(people, "bo", "reader", PASSWORD)
    accounts.remove(people, "bo")
    assert [a.name for a in accounts.every(people)] == ["ana"]
    with pytest.raises(Refused, match="there was an account 'bo'"):
        accounts.add(people, "bo", "reader", PASSWORD)
    with pytest.raises(Refused, match="no account 'bo'"):
        accounts.set_password(people, "bo", PASSWORD)


def test_somebody_stays_keeper(people: People) -> None:
    accounts.add(people, "ana", "keeper", PASSWORD)
    with pytest.raises(Refused, match="nobody would be keeper"):
        accounts.remove(people, "ana")
    with pytest.raises(Refused, match="nobody would be keeper"):
        accounts.change(people, "ana", role="ruler")
    accounts.add(people, "bo", "keeper", PASSWORD)
    assert accounts.change(people, "ana", role="ruler", party="OSCE").role == "ruler"


def test_another_password_or_role_ends_what_is_signed_in(people: People) -> None:
    accounts.add(people, "ana", "monitor", PASSWORD)
    first = sign_in(people, "ana", PASSWORD).secret
    accounts.set_password(people, "ana", "four other words now")
    assert session_of(people, first) is None
    second = sign_in(people, "ana", "four other words now").secret
    accounts.change(people, "ana", role="ruler")
    assert session_of(people, second) is None


def test_passwords_cost_what_they_should() -> None:
    from argon2 import PasswordHasher

    real = PasswordHasher()
    assert (real.type.name, real.memory_cost >= 19 * 1024, real.time_cost >= 2) == ("ID", True, True)
    assert _hasher.type.name == "ID"


def test_one_word_in_two_spellings_is_one_password() -> None:
    composed, apart = "cafe\u0301 and three words", "caf\u00e9 and three words"
    assert matches(hashed(composed, "ana"), apart)
    assert not matches(hashed(composed, "ana"), apart.upper())
    assert not matches(None, apart)
    assert not matches("no hash at all", apart)


def test_what_is_no_file_of_accounts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "people.db").write_bytes(b"not a database at all, only words, " * 40)
    (tmp_path / "people.db").chmod(0o600)
    with pytest.raises(Refused, match="cannot be reached"):
        open_people(tmp_path)
    assert sqlite3.sqlite_version_info > (3, 37)
