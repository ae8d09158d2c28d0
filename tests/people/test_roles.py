"""The table of rights: nobody can do more than it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.lexicons.roots import covers
from pactwatch.people import RIGHTS, ROLES, Account, Forbidden, may, refuse_unless
from pactwatch.people.roles import at_least
from pactwatch.refusals import Refused

PARTIES = ("", "ARM", "ARM.MIL", "AZE", "OSCE", "UN")
accounts = (
    st.builds(
        Account, st.just("ana"), st.sampled_from(ROLES), st.sampled_from(PARTIES), st.booleans(), st.sampled_from(("", "0"))
    )
    | st.none()
)
acts = st.sampled_from(sorted(RIGHTS))
named = st.sampled_from(PARTIES)


@given(accounts, acts, named)
def test_no_role_can_do_more_than_the_table(account: Account | None, act: str, party: str) -> None:
    right = RIGHTS[act]
    allowed = True
    try:
        refuse_unless(account, act, party)
    except Refused:
        allowed = False
    if account is None:
        assert allowed == right.public
    elif allowed:
        assert right.public or at_least(account.role, right.least)
        assert not (account.token and act in ("people", "account"))
        if right.party:
            assert party
            assert at_least(account.role, right.or_role) or (account.party and covers(account.party, party))


@given(accounts, acts, named, st.sampled_from(ROLES))
def test_a_higher_role_can_do_all_that_a_lower_one_can(account: Account | None, act: str, party: str, role: str) -> None:
    if account is None or not may(account, act, party):
        return
    higher = max(account.role, role, key=ROLES.index)
    assert may(Account("ana", higher, account.party, token=account.token), act, party)  # type: ignore[arg-type]


def test_the_first_reader_may_nothing_but_read() -> None:
    assert [act for act in RIGHTS if may(None, act)] == ["read"]
    assert [act for act in RIGHTS if may(Account("ana", "reader"), act)] == ["read", "account"]


def test_a_refusal_says_which_role_is_needed() -> None:
    with pytest.raises(Forbidden, match=r"ana is reader; this needs the role monitor$"):
        refuse_unless(Account("ana", "reader"), "enter")
    with pytest.raises(Forbidden, match=r"nobody is signed in; this needs the role keeper$"):
        refuse_unless(None, "people")
    with pytest.raises(Forbidden, match=r"ana is ruler; this needs the role ruler of an account that acts for OSCE, or"):
        refuse_unless(Account("ana", "ruler", "UN"), "rule", "OSCE")
    with pytest.raises(Forbidden, match="a token may not do this"):
        refuse_unless(Account("ana", "keeper", token="0"), "people")


def test_a_part_does_not_speak_for_the_whole() -> None:
    assert may(Account("ana", "reader", "ARM"), "reply", "ARM.MIL")
    assert not may(Account("ana", "reader", "ARM.MIL"), "reply", "ARM")
    assert may(Account("ana", "monitor"), "complain", "ARM")
    assert not may(Account("ana", "ruler"), "reply", "ARM")
    assert may(Account("ana", "keeper"), "reply", "ARM")


def test_the_documentation_shows_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "people.md").read_text(encoding="utf-8")
    for right in RIGHTS.values():
        party = f"that the account acts for, or {right.or_role}" if right.party else ""
        assert f"| {right.says} | {'everybody' if right.public else right.least} | {party} |" in page
