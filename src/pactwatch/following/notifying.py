"""One round: what changed since each who follows was told last is written down, then sent."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from pactwatch.case import Case
from pactwatch.following.mailing import mail
from pactwatch.following.outbox import FILE, Message, Outbox, Statuses
from pactwatch.following.subscriptions import Mailing, Subscriber, Webhook, read_subscriptions
from pactwatch.following.telling import Telling, payload
from pactwatch.following.webhooks import NotSentError, key_of, post
from pactwatch.types import Verdict
from pactwatch.verdicts.evidence import gather
from pactwatch.verdicts.identity import verdict_id
from pactwatch.verdicts.judge import judge

Told = Callable[[str], None]
"""Called with each line of what would be sent."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round came to for one who follows. first: whether it follows for the first time, so that what stands was noted and
    nothing sent. problems: why what waits, or was given up, has not arrived."""

    follower: str
    first: bool
    sent: int
    waiting: int
    problems: tuple[str, ...]


def notify(
    case: Case,
    at: datetime | None = None,
    *,
    since: datetime | None = None,
    dry: Told | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Outcome]:
    """Tells everybody who follows a case what changed since they were told last, each change once.

    at: the moment judged; now, if none is given. since: for those who follow for the first time, the moment from which on
    changes are told; without it what stands is noted and nothing sent. dry: is given what would be sent, and nothing is sent
    or noted. Refused where `follow.toml` is not understood or a secret is missing.
    """
    now = datetime.now(UTC)
    pacts, view = case.pacts(), case.view()
    followed = read_subscriptions(case.folder, pacts)
    if dry is None:
        _check_secrets(followed.subscribers)
    evidence = gather(view, case.time_zone)

    def judged(moment: datetime) -> list[Verdict]:
        return [v for p in pacts.values() for c in p.clauses for v in judge(c, evidence, moment, pacts=pacts)]

    verdicts = judged(at or now.replace(microsecond=0))
    before = judged(since) if since is not None else None
    telling = Telling(case.id, pacts, view, followed.board)
    found = []
    with Outbox(case.folder / FILE, noting=dry is None) as outbox:
        for one in followed.subscribers:
            told, first = _told(outbox, one, before)
            mine = [v for v in verdicts if one.wanted.follows(v)]
            changed = [(told[key], v) for v in mine if (key := _key(v)) in told and told[key] != v.status]
            messages = [m for was, v in changed if one.wanted.tells(v.status) for m in _messages(one, telling, was, v, now)]
            if dry is not None:
                _show(dry, one, [*outbox.waiting(one.id), *messages], telling, changed)
                continue
            outbox.note(one.id, {_key(v): v.status for v in mine}, messages, now)
            found.append(_send(outbox, one, first and before is None, now, sleep))
    return found


def _check_secrets(subscribers: Sequence[Subscriber]) -> None:
    """Refused where a secret is missing, before anything is noted."""
    for one in subscribers:
        if isinstance(one, Webhook):
            key_of(one.secret)
        elif one.password is not None:
            one.password.read()


def _told(outbox: Outbox, one: Subscriber, before: Sequence[Verdict] | None) -> tuple[Statuses, bool]:
    """What a follower was told last, and whether it follows for the first time."""
    known = outbox.told(one.id)
    if known is not None:
        return known, False
    return {_key(v): v.status for v in before or () if one.wanted.follows(v)}, True


def _messages(one: Subscriber, telling: Telling, before: str, verdict: Verdict, now: datetime) -> Iterator[Message]:
    if isinstance(one, Webhook):
        body = payload(telling.table(before, verdict, one.languages), now)
        yield Message(_name(one, verdict, one.id), one.id, one.url, body)
        return
    for to in one.to:
        text = telling.mail(before, verdict, one.languages, one.sender, to)
        yield Message(_name(one, verdict, to), one.id, to, bytes(text))


def _name(one: Subscriber, verdict: Verdict, to: str) -> str:
    return "msg_" + sha256(f"{one.id}\n{to}\n{verdict_id(verdict)}".encode()).hexdigest()[:32]


def _send(outbox: Outbox, one: Subscriber, first: bool, now: datetime, sleep: Callable[[float], None]) -> Outcome:
    """Sends what waits, in order, until something does not arrive that may later: then the rest waits too."""
    sent, problems = 0, []
    for message in outbox.waiting(one.id, now):
        if not outbox.take(message, now):
            continue
        try:
            _deliver(one, message, now, sleep)
        except NotSentError as error:
            again = outbox.failed(message, str(error), now, again=error.again)
            problems.append(str(error) if again else f"{error}; given up")
            if again:
                break
        else:
            outbox.sent(message)
            sent += 1
    return Outcome(one.id, first, sent, len(outbox.waiting(one.id)), tuple(problems))


def _deliver(one: Subscriber, message: Message, now: datetime, sleep: Callable[[float], None]) -> None:
    if isinstance(one, Mailing):
        mail(one, message)
    else:
        post(one, message, now, sleep)


def _show(
    dry: Told, one: Subscriber, messages: Sequence[Message], telling: Telling, changed: Sequence[tuple[str, Verdict]]
) -> None:
    titles = {_name(one, v, to): telling.title(was, v, one.languages[0]) for was, v in changed for to in _addresses(one)}
    for message in messages:
        dry(f"{one.id} → {message.address}: {titles.get(message.id, 'written down earlier')} ({message.id})")


def _addresses(one: Subscriber) -> tuple[str, ...]:
    return one.to if isinstance(one, Mailing) else (one.id,)


def _key(verdict: Verdict) -> tuple[str, str]:
    return verdict.clause, verdict.bearer
