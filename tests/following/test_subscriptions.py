"""Who follows a case, as its folder says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pactwatch.case import Case
from pactwatch.following import read_subscriptions
from pactwatch.following.subscriptions import Mailing, Webhook
from pactwatch.refusals import Refused

HOOK = '[[webhooks]]\nid = "desk"\nurl = "https://example.org/hook"\nsecret_env = "DESK"\n'
MAIL = '[[mail]]\nid = "bulletin"\nto = ["desk@example.org"]\nfrom = "pactwatch@example.org"\nhost = "mail.example.org"\n'


def test_what_is_read(followed: Callable[[str], Case]) -> None:
    case = followed(
        f'board = "https://board.example.org/"\n{HOOK}clauses = "geneva-2020-10-30/lists"\nstatuses = ["overdue"]\n'
        f'{MAIL}languages = ["ar", "en"]\nuser = "u"\npassword_file = "secret"\n'
    )
    found = read_subscriptions(case.folder, case.pacts())
    hook, mail = found.subscribers
    assert found.board == "https://board.example.org"
    assert isinstance(hook, Webhook)
    assert isinstance(mail, Mailing)
    assert (hook.wanted.clauses, hook.wanted.statuses, hook.private) == (("geneva-2020-10-30/lists",), ("overdue",), False)
    assert (mail.port, mail.security, mail.languages) == (587, "starttls", ("ar", "en"))
    assert mail.password is not None
    assert mail.password.file == case.folder / "secret"


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (HOOK + 'statuss = ["kept"]', 5, "unknown key 'statuss'"),
        (HOOK + 'statuses = ["keptt"]', 5, "did you mean 'kept'?"),
        (HOOK + 'pacts = ["geneva"]', 5, "unknown pact 'geneva'"),
        (HOOK + 'clauses = ["lists"]', 5, "unknown clause 'lists'"),
        (HOOK + 'parties = ["XX"]', 5, "unknown party 'XX'"),
        (HOOK + 'languages = ["de"]', 5, "unknown language 'de'"),
        (HOOK + 'secret = "whsec_AAAA"', 5, "a secret has no place in this file"),
        (HOOK + 'secret_file = "x"', 5, "secret stands in two places"),
        (HOOK.replace("secret_env", "secret_envv"), None, "'secret_env' is missing"),
        (HOOK.replace("https", "ftp"), 3, "begin it with https://"),
        (HOOK.replace('"desk"', '"Desk 1"'), 2, "'Desk 1' is no id"),
        (HOOK + HOOK, 6, "two who follow have the id 'desk'"),
        (MAIL + 'user = "u"', 6, "a user needs a password"),
        (MAIL + 'user = "u"\npassword_env = "P"\nsecurity = "none"', 8, "would be sent in the clear"),
        (MAIL.replace("desk@example.org", "desk, other@example.org"), 3, "is no address of mail"),
        (MAIL.replace('["desk@example.org"]', "[]"), None, "'to' is missing"),
    ],
)
def test_what_is_refused(followed: Callable[[str], Case], text: str, line: int | None, sentence: str) -> None:
    case = followed(text)
    with pytest.raises(Refused) as refused:
        read_subscriptions(case.folder, case.pacts())
    assert sentence in str(refused.value)
    assert line is None or refused.value.line == line
    assert "follow.toml" in str(refused.value)


def test_a_case_that_nobody_follows(followed: Callable[[str], Case]) -> None:
    case = followed("")
    assert read_subscriptions(case.folder, case.pacts()).subscribers == ()
    (case.folder / "follow.toml").unlink()
    with pytest.raises(Refused, match="nobody follows the case"):
        read_subscriptions(case.folder, case.pacts())
