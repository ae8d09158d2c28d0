"""Changes posted to a real server."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from pactwatch.case import Case
from pactwatch.cli import app
from pactwatch.following import notify
from pactwatch.following.outbox import FILE, Message, Outbox
from pactwatch.following.subscriptions import Secret
from pactwatch.following.webhooks import key_of, signature
from pactwatch.refusals import Refused
from pactwatch.verdicts.identity import verdict_id
from tests.following.conftest import KEY, SECRET, Taker

BEFORE, AFTER = datetime(2020, 11, 5, tzinfo=UTC), datetime(2020, 11, 8, tzinfo=UTC)
LISTS = 'clauses = "geneva-2020-10-30/lists"\n'


def no_sleep(_: float) -> None:
    """Waits for nothing."""


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret that both sides know."""
    monkeypatch.setenv("DESK", SECRET)


def hook(taker: Taker, more: str = "private = true\n") -> str:
    """A follow.toml with a webhook to a server."""
    url = f"http://127.0.0.1:{taker.port}/hook"
    return f'[[webhooks]]\nid = "desk"\nurl = "{url}"\nsecret_env = "DESK"\nlanguages = ["ar", "en"]\n{LISTS}{more}'


def test_the_signature_is_that_of_the_standard() -> None:
    # The example of https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    told = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert told == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_AAAA", SECRET.removeprefix("whsec_"), "whsec_not base64 at all....."])
def test_a_weak_secret_is_refused(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEAK", secret)
    with pytest.raises(Refused, match=r"secret|WEAK"):
        key_of(Secret(env="WEAK"))


def test_a_change_is_posted_once_signed_with_the_id_of_its_verdict(followed: Callable[[str], Case], taker: Taker) -> None:
    case = followed('board = "https://board.example.org"\n' + hook(taker))
    (first,) = notify(case, BEFORE)
    assert (first.first, first.sent, taker.posted) == (True, 0, [])
    (second,) = notify(case, AFTER)
    assert (second.sent, second.waiting, second.problems) == (2, 0, ())
    (third,) = notify(case, AFTER)
    assert (third.sent, len(taker.posted)) == (0, 2)
    known = {verdict_id(v): v for v in case.judge(AFTER, clauses=["geneva-2020-10-30/lists"])}
    for headers, body in taker.posted:
        name, moment = headers["webhook-id"], headers["webhook-timestamp"]
        signed = hmac.digest(KEY, f"{name}.{moment}.".encode() + body, "sha256")
        assert headers["webhook-signature"] == "v1," + base64.b64encode(signed).decode()
        told = json.loads(body)
        data = told["data"]
        verdict = known.pop(data["verdict"])
        assert (told["type"], data["before"], data["after"]) == ("verdict.changed", "pending", "overdue")
        assert (data["bearer"], data["clause"]) == (verdict.bearer, "lists")
        assert "فات أجله" in data["texts"]["ar"]["title"]
        page = "https://board.example.org/en/pacts/geneva-2020-10-30/lists?at=2020-11-08T00:00:00Z"
        assert data["texts"]["en"]["page"].startswith(page)
    assert known == {}


def test_a_verdict_cites_the_sentences_it_rests_on(followed: Callable[[str], Case], taker: Taker) -> None:
    case = followed(hook(taker))
    notify(case, AFTER)
    notify(case, datetime(2020, 12, 6, tzinfo=UTC))
    told = [json.loads(body)["data"] for _, body in taker.posted]
    assert {d["before"] for d in told} == {"overdue"}
    reports = case.view().reports
    cited = [s for d in told for s in d["sentences"]]
    assert cited
    for sentence in cited:
        report = reports[sentence["id"].rpartition("#")[0]]
        assert sentence["text"] in " ".join(report.text.split())
        assert sentence["language"] == report.language


def test_only_what_is_followed_is_told(followed: Callable[[str], Case], taker: Taker) -> None:
    case = followed(hook(taker, 'private = true\nstatuses = ["kept"]\n'))
    assert [o.sent for o in (*notify(case, BEFORE), *notify(case, AFTER))] == [0, 0]
    case = followed(hook(taker, 'private = true\nparties = ["ARM"]\n').replace('"desk"', '"other"'))
    assert [o.sent for o in (*notify(case, AFTER, since=BEFORE),)] == [1]
    assert json.loads(taker.posted[0][1])["data"]["bearer"] == "ARM"


def test_what_did_not_arrive_is_sent_again_the_same(followed: Callable[[str], Case], taker: Taker) -> None:
    case = followed(hook(taker))
    notify(case, BEFORE)
    taker.statuses = [503, 500, 429]
    pauses: list[float] = []
    (failed,) = notify(case, AFTER, sleep=pauses.append)
    assert (failed.sent, failed.waiting, pauses) == (0, 2, [1.0, 4.0])
    assert "answers 429" in failed.problems[0]
    assert len({(h["webhook-id"], b) for h, b in taker.posted}) == 1
    with Outbox(case.folder / FILE) as outbox:
        outbox._db.execute("update message set due = 0")
    (later,) = notify(case, datetime(2020, 11, 9, tzinfo=UTC))
    assert (later.sent, later.waiting) == (2, 0)
    assert len(taker.posted) == 5
    assert len({h["webhook-id"] for h, _ in taker.posted}) == 2


@pytest.mark.parametrize(("status", "waiting"), [(302, 2), (404, 2), (410, 0)])
def test_what_is_refused_is_not_followed_elsewhere(
    followed: Callable[[str], Case], taker: Taker, status: int, waiting: int
) -> None:
    case = followed(hook(taker))
    taker.statuses = [status] * 6
    (found,) = notify(case, AFTER, since=BEFORE, sleep=no_sleep)
    assert (found.sent, found.waiting) == (0, waiting)
    assert f"answers {status}" in found.problems[0]


def test_addresses_of_a_local_network_are_not_asked(followed: Callable[[str], Case], taker: Taker) -> None:
    case = followed(hook(taker, ""))
    (found,) = notify(case, AFTER, since=BEFORE, sleep=no_sleep)
    assert "is an address of a private network" in found.problems[0]
    assert taker.posted == []


def test_a_missing_secret_stops_everything_before_anything_is_noted(
    followed: Callable[[str], Case], taker: Taker, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = followed(hook(taker))
    monkeypatch.delenv("DESK")
    with pytest.raises(Refused, match="the environment has no DESK"):
        notify(case, AFTER)
    assert not (case.folder / FILE).exists()


def test_the_command_shows_what_it_would_send_and_notes_nothing(followed: Callable[[str], Case], taker: Taker) -> None:
    case = followed(hook(taker))
    command = ["notify", str(case.folder), "--at", "2020-11-08", "--since", "2020-11-05"]
    for _ in range(2):
        shown = CliRunner().invoke(app, [*command, "--dry-run"])
        assert shown.exit_code == 0
        assert shown.output.count("desk → http://127.0.0.1") == 2
        assert "فات أجله" in shown.output
    assert taker.posted == []
    assert not (case.folder / FILE).exists()
    sent = CliRunner().invoke(app, command)
    assert (sent.exit_code, sent.output) == (0, "desk: 2 sent, 0 waiting\n")
    taker.statuses = [410, 410]
    again = CliRunner().invoke(app, ["notify", str(case.folder), "--at", "2020-12-06"])
    assert again.exit_code == 1
    assert "answers 410; given up" in again.output


def test_a_message_is_given_up_after_days(followed: Callable[[str], Case]) -> None:
    now = AFTER
    with Outbox(followed("").folder / FILE) as outbox:
        outbox.note("desk", {("a/b", "ARM"): "overdue"}, [Message("msg_1", "desk", "https://x", b"{}")], now)
        tries = 0
        while waiting := outbox.waiting("desk"):
            assert outbox.take(waiting[0], datetime(2030, 1, 1, tzinfo=UTC))
            assert not outbox.take(waiting[0], now)
            outbox.failed(waiting[0], "it answers 500", now, again=True)
            tries += 1
        assert tries == 10
        outbox.note("desk", {}, [Message("msg_1", "desk", "https://x", b"{}")], now)
        assert outbox.waiting("desk") == []
        assert outbox.told("desk") == {("a/b", "ARM"): "overdue"}
        assert outbox.told("nobody") is None
