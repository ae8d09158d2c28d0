"""Changes handed to a real mail server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from pactwatch.case import Case
from pactwatch.following import notify
from pactwatch.verdicts.identity import verdict_id
from tests.following.conftest import PostOffice

BEFORE, AFTER = datetime(2020, 11, 5, tzinfo=UTC), datetime(2020, 12, 6, tzinfo=UTC)


def mailing(office: PostOffice, *to: str) -> str:
    """A follow.toml with a mailing by a server."""
    return (
        'board = "https://board.example.org"\n[[mail]]\nid = "bulletin"\nfrom = "pactwatch@example.org"\nhost = "127.0.0.1"\n'
        f'port = {office.port}\nsecurity = "none"\nlanguages = ["ar", "en", "ru"]\nparties = ["ARM"]\n'
        f'clauses = "geneva-2020-10-30/lists"\nto = {list(to)}\n'
    )


def read(raw: bytes) -> EmailMessage:
    """A message as a mail program reads it."""
    found = message_from_bytes(raw, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_change_is_mailed_in_every_language(followed: Callable[[str], Case], post_office: PostOffice) -> None:
    case = followed(mailing(post_office, "desk@example.org", "other@example.org"))
    (found,) = notify(case, AFTER, since=BEFORE)
    assert (found.sent, found.problems) == (2, ())
    assert [to for to, _ in post_office.taken] == [["desk@example.org"], ["other@example.org"]]
    messages = [read(raw) for _, raw in post_office.taken]
    (verdict,) = [v for v in case.judge(AFTER, clauses=["geneva-2020-10-30/lists"]) if v.bearer == "ARM"]
    name = verdict_id(verdict)
    for message in messages:
        assert message.defects == []
        assert message["Verdict-ID"] == name
        assert message["Message-ID"].startswith(f"<{name[:32]}.")
        assert message["Content-Language"] == "ar, en, ru"
        assert message["Auto-Submitted"] == "auto-generated"
        assert message.get_content_type() == "text/plain"
        assert not set(str(message["Subject"])) & set("\u2066\u2067\u2068\u2069")
    assert len({m["Message-ID"] for m in messages}) == 2
    text = messages[0].get_content()
    for words in (
        "أرمينيا",
        "Armenia",
        "Армения",
        f"verdict {name}",
        "https://board.example.org/ar/pacts/geneva-2020-10-30/lists",
    ):
        assert words in text
    statement = case.view().claims[(*verdict.against, *verdict.for_)[0]].statement.text
    assert " ".join(statement.split()) in text


def test_the_same_change_has_the_same_message_id(followed: Callable[[str], Case], post_office: PostOffice) -> None:
    case = followed(mailing(post_office, "desk@example.org"))
    notify(case, AFTER, since=BEFORE)
    (case.folder / "follow.db").unlink()
    notify(case, AFTER, since=BEFORE)
    assert len({read(raw)["Message-ID"] for _, raw in post_office.taken}) == 1
    assert len(post_office.taken) == 2


@pytest.mark.parametrize(("reply", "waiting"), [("451 later", 1), ("550 nobody", 0)])
def test_a_recipient_that_is_refused(
    followed: Callable[[str], Case], post_office: PostOffice, reply: str, waiting: int
) -> None:
    case = followed(mailing(post_office, "desk@example.org"))
    post_office.replies = [reply]
    (found,) = notify(case, AFTER, since=BEFORE)
    assert (found.sent, found.waiting) == (0, waiting)
    assert f"refuses desk@example.org ({reply[:3]})" in found.problems[0]


def test_a_server_that_is_away_or_offers_no_encryption(followed: Callable[[str], Case], post_office: PostOffice) -> None:
    case = followed(mailing(post_office, "desk@example.org").replace('"none"', '"starttls"'))
    (found,) = notify(case, AFTER, since=BEFORE)
    assert (found.sent, found.waiting) == (0, 1)
    assert post_office.taken == []
