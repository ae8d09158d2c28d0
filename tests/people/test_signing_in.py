"""Signing in, sessions, codes, tokens: what is good, for how long, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactwatch.people import People, accounts, second, secrets, signing_in, tokens
from pactwatch.people.secrets import digest
from pactwatch.people.signing_in import IDLE, LONGEST, OF_ACCOUNT, OF_ADDRESS, WINDOW, Denied, TooMany, session_of, sign_in
from pactwatch.refusals import Refused
from tests.people.conftest import PASSWORD, Clock

held = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


@pytest.fixture
def ana(people: People) -> str:
    return accounts.add(people, "ana", "ruler", PASSWORD, "OSCE").name


def test_a_session_is_the_account_s(people: People, ana: str) -> None:
    session = sign_in(people, " Ana ", PASSWORD)
    found = session_of(people, session.secret)
    assert found == session.account
    assert found is not None
    assert (found.name, found.role, found.party, found.token) == (ana, "ruler", "OSCE", "")
    signing_in.sign_out(people, session.secret)
    assert session_of(people, session.secret) is None
    assert session_of(people, "nonsense") is None
    assert sign_in(people, ana, PASSWORD).secret != sign_in(people, ana, PASSWORD).secret


def test_the_answer_does_not_tell_whether_there_is_such_an_account(
    people: People, ana: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[bool] = []
    verify = secrets._hasher.verify

    class Counting:
        def verify(self, stored: str, text: str) -> bool:
            compared.append(True)
            return verify(stored, text)

    monkeypatch.setattr(secrets, "_hasher", Counting())
    said = set()
    for name in (ana, "nobody"):
        with pytest.raises(Denied) as refusal:
            sign_in(people, name, "wrong words all of them")
        said.add(str(refusal.value))
    assert (len(said), len(compared)) == (1, 2)


@held
@given(st.lists(st.integers(1, 3 * 3600), max_size=12))
def test_a_session_ends_when_it_is_not_used_and_in_any_case(people: People, clock: Clock, waits: list[int]) -> None:
    name = "ana"
    if people.empty():
        accounts.add(people, name, "reader", PASSWORD)
    secret, age, good = sign_in(people, name, PASSWORD).secret, 0, True
    seen = 0  # the moment written last, at most a minute behind
    for wait in waits:
        clock.move(wait)
        age += wait
        good = good and age - seen < IDLE and age < LONGEST
        assert (session_of(people, secret) is not None) == good
        if good and age - seen > 60:
            seen = age


def test_there_are_few_attempts_of_an_account(people: People, ana: str, clock: Clock) -> None:
    for n in range(OF_ACCOUNT):
        with pytest.raises(Denied):
            sign_in(people, ana, "wrong words all of them", address=f"192.0.2.{n}")
    with pytest.raises(TooMany) as refusal:
        sign_in(people, ana, PASSWORD, address="198.51.100.1")
    assert (refusal.value.wait, "in 15 minutes" in str(refusal.value)) == (WINDOW, True)
    clock.move(WINDOW)
    assert sign_in(people, ana, PASSWORD, address="198.51.100.1").account.name == ana


def test_there_are_few_attempts_from_an_address(people: People, ana: str) -> None:
    for n in range(OF_ADDRESS):
        with pytest.raises(Denied):
            sign_in(people, f"name-{n}", "wrong words all of them", address="192.0.2.1")
    with pytest.raises(TooMany):
        sign_in(people, ana, PASSWORD, address="192.0.2.1")
    assert sign_in(people, ana, PASSWORD, address="192.0.2.2").account.name == ana


def test_signing_in_clears_what_failed(people: People, ana: str) -> None:
    for _ in range(3):
        for _ in range(OF_ACCOUNT - 1):
            with pytest.raises(Denied):
                sign_in(people, ana, "wrong words all of them", address="192.0.2.1")
        sign_in(people, ana, PASSWORD, address="192.0.2.1")


@pytest.fixture
def code(people: People, ana: str, clock: Clock) -> Callable[[], str]:
    """What the app of ana's second factor shows at this time; the code that turned it on is used."""
    totp = pyotp.TOTP(second.new_secret())

    def now() -> str:
        return totp.at(people.now())

    second.turn_on(people, ana, totp.secret, now())
    return now


def test_a_code_is_needed_and_good_once(people: People, ana: str, clock: Clock, code: Callable[[], str]) -> None:
    assert accounts.account(people, ana).second_factor
    for wrong in ("", code(), "000000x", "١٢٣٤٥٦"):
        with pytest.raises(Denied):
            sign_in(people, ana, PASSWORD, wrong)
    clock.move(30)
    assert sign_in(people, ana, PASSWORD, f" {code()[:3]} {code()[3:]}").account.name == ana
    with pytest.raises(Denied):
        sign_in(people, ana, PASSWORD, code())
    clock.move(60)
    late = code()
    clock.move(30)
    assert sign_in(people, ana, PASSWORD, late).account.name == ana
    clock.move(90)
    with pytest.raises(Denied):
        sign_in(people, ana, PASSWORD, late)


def test_a_right_code_does_not_help_a_wrong_password(people: People, ana: str, clock: Clock, code: Callable[[], str]) -> None:
    clock.move(30)
    with pytest.raises(Denied):
        sign_in(people, ana, "wrong words all of them", code())
    assert sign_in(people, ana, PASSWORD, code()).account.name == ana


def test_codes_for_a_lost_app_are_good_once_each(people: People, ana: str) -> None:
    totp = pyotp.TOTP(second.new_secret())
    codes = second.turn_on(people, ana, totp.secret, totp.at(people.now()))
    assert (len(set(codes)), second.left(people, ana)) == (10, 10)
    assert sign_in(people, ana, PASSWORD, codes[3].upper()).account.name == ana
    with pytest.raises(Denied):
        sign_in(people, ana, PASSWORD, codes[3])
    assert second.left(people, ana) == 9
    people.close()
    assert codes[0].encode() not in people.file.read_bytes()
    second.turn_off(people, ana)
    assert sign_in(people, ana, PASSWORD).account.second_factor is False


def test_codes_are_asked_for_only_once_the_app_has_shown_one(people: People, ana: str) -> None:
    with pytest.raises(Refused, match="the code is not right"):
        second.turn_on(people, ana, second.new_secret(), "123456")
    assert not accounts.account(people, ana).second_factor
    assert second.address("ana", "ABCD" * 8, "pactwatch").startswith("otpauth://totp/pactwatch:ana?secret=ABCD")


@held
@given(st.integers(1, tokens.LONGEST), st.lists(st.integers(1, 200 * 86400), max_size=6))
def test_a_token_is_good_until_its_day(people: People, clock: Clock, days: int, waits: list[int]) -> None:
    if people.empty():
        accounts.add(people, "ana", "reader", PASSWORD)
    secret, age = tokens.make(people, "ana", "reader", "import", days), 0
    for wait in waits:
        clock.move(wait)
        age += wait
        assert (tokens.token_of(people, secret) is not None) == (age < days * 86400)


def test_a_token_has_its_own_role_and_never_more_than_the_account(people: People, ana: str) -> None:
    secret = tokens.make(people, ana, "monitor", "import of forms", 30)
    assert secret.startswith("pw_")
    found = tokens.token_of(people, secret)
    assert found is not None
    assert (found.name, found.role, found.party, found.token) == (ana, "monitor", "OSCE", digest(secret))
    accounts.change(people, ana, role="reader")
    lower = tokens.token_of(people, secret)
    assert lower is not None
    assert lower.role == "reader"
    with pytest.raises(Refused, match="ana is reader, and cannot give a token more"):
        tokens.make(people, ana, "keeper", "", 30)
    with pytest.raises(Refused, match="give 1 to 366 days"):
        tokens.make(people, ana, "reader", "", 3660)


def test_a_token_is_shown_once_and_can_be_revoked(people: People, ana: str) -> None:
    secret = tokens.make(people, ana, "reader", "feed", 30)
    other = tokens.make(people, ana, "reader", "other", 30)
    listed = tokens.every(people, ana)
    assert {t.label for t in listed} == {"feed", "other"}
    assert all(secret not in str(t) for t in listed)
    tokens.revoke(people, ana, secret[:8])
    assert tokens.token_of(people, secret) is None
    assert tokens.token_of(people, other) is not None
    with pytest.raises(Refused, match="no token"):
        tokens.revoke(people, ana, secret[:8])
    people.close()
    assert secret.encode() not in people.file.read_bytes()


def test_nothing_is_left_of_an_account_that_was_removed(people: People, ana: str) -> None:
    accounts.add(people, "kim", "keeper", PASSWORD)
    session, token = sign_in(people, ana, PASSWORD).secret, tokens.make(people, ana, "reader", "", 30)
    accounts.remove(people, ana)
    assert (session_of(people, session), tokens.token_of(people, token)) == (None, None)
    with pytest.raises(Denied):
        sign_in(people, ana, PASSWORD)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_form_s_word_follows_from_its_browser(one: str, other: str) -> None:
    assert secrets.is_form_token(secrets.form_token(one), other) == (one == other)
    assert secrets.form_token(one) != secrets.form_token(one)
    assert not secrets.is_form_token(other, one)


def test_nothing_odd_signs_in(people: People, ana: str) -> None:
    odd: list[Any] = ["'; DROP TABLE accounts; --", "ana\x00", "\ud800", "a" * 10_000, ""]
    for name in odd:
        with pytest.raises(Refused):
            sign_in(people, name, PASSWORD)
    with pytest.raises(Denied):
        sign_in(people, ana, "\ud800 and words enough")
    assert accounts.account(people, ana).name == ana
