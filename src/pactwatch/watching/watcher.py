"""A round of everything that a case watches. What was fetched is kept at once, so that it can be stopped and taken up again.

A page is kept as it came (`originals/`, by its hash) and as a report (`reports/`, one JSON line) that `pactwatch build` reads.
An article is known again by its address and by its bytes, so that none is taken twice; a watched page that has changed is a
new report.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from pactwatch.refusals import Refused
from pactwatch.reports import open_reports
from pactwatch.watching.feeds import Listed, listed, plain_address
from pactwatch.watching.fetching import AGENT, Fetched, FetchError, Limits, fetch
from pactwatch.watching.places import Watched, read_watched
from pactwatch.whole import write_whole

STATE = "watch.json"
PAUSE = 1.0
"""Seconds between two requests to one host."""
PATIENCE = 3
"""Requests in a row that a host may leave without an answer; a slow one would else hold a round up for hours."""


@dataclass
class Round:
    """What a round came to: articles kept, those known already, and what could not be fetched or read, each in a sentence."""

    kept: int = 0
    known: int = 0
    failed: list[str] = field(default_factory=list)


@dataclass
class _Desk:
    """What a round works with: where it keeps things, what it knows, whom it asked when."""

    case: Path
    limits: Limits
    sleep: Callable[[float], None]
    state: dict[str, Any]
    failures: Counter[str] = field(default_factory=Counter)
    asked: dict[str, float] = field(default_factory=dict)
    robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def save(self) -> None:
        write_whole(self.case / STATE, json.dumps(self.state, ensure_ascii=False, indent=1, sort_keys=True))


def watch(
    case: Path,
    *,
    limits: Limits | None = None,
    sleep: Callable[[float], None] = time.sleep,
    told: Callable[[str], None] = lambda _: None,
) -> Round:
    """Fetch what is new at everything that a case watches, once. told: called with each address before it is fetched.

    What fails is told in the round and tried again in the next; it never ends the round.
    """
    desk = _Desk(case, limits or Limits(), sleep, _state(case))
    found = Round()
    for one in read_watched(case):
        told(one.url)
        try:
            fetched = _ask(desk, one.url, since=desk.state["headers"].get(one.url))
            if fetched.body is None:
                continue
            if one.kind == "page":
                _keep(desk, one, Listed(plain_address(one.url), "", None), fetched, found)
            else:
                _articles(desk, one, fetched, found, told)
            desk.state["headers"][one.url] = dict(fetched.headers)
            desk.save()
        except FetchError as error:
            found.failed.append(str(error))
    return found


def _articles(desk: _Desk, one: Watched, feed: Fetched, found: Round, told: Callable[[str], None]) -> None:
    """Every article of a feed that is not known yet. A feed with a failure is asked for again in the next round."""
    missed = 0
    for article in listed(feed.body or b"", feed.url):
        if article.url in desk.state["seen"]:
            found.known += 1
            continue
        told(article.url)
        try:
            _keep(desk, one, article, _ask(desk, article.url), found)
        except FetchError as error:
            missed += 1
            if str(error) not in found.failed:
                found.failed.append(str(error))
    if missed:
        raise FetchError(f"{one.url}: {missed} of its articles were not fetched; they are tried again next time")


def _ask(desk: _Desk, url: str, *, since: dict[str, str] | None = None) -> Fetched:
    """An address fetched, no sooner than a pause after the last request to its host, and only where its robots.txt allows."""
    host = urlsplit(url).netloc
    if desk.failures[host] >= PATIENCE:
        raise FetchError(f"{host} has failed {PATIENCE} times in a row and is left alone until the next round")
    if not _allowed(desk, url):
        raise FetchError(f"{url} asks not to be fetched by programs (robots.txt)")
    _pause(desk, url)
    try:
        fetched = fetch(url, since=since, limits=desk.limits, sleep=desk.sleep)
    except FetchError as error:
        desk.failures[host] += error.again is not None
        raise
    desk.failures[host] = 0
    return fetched


def _pause(desk: _Desk, url: str) -> None:
    host = urlsplit(url).netloc
    wait = desk.asked.get(host, 0.0) + PAUSE - time.monotonic()
    if wait > 0:
        desk.sleep(wait)
    desk.asked[host] = time.monotonic()


def _allowed(desk: _Desk, url: str) -> bool:
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}"
    if base not in desk.robots:
        rules = RobotFileParser()
        try:
            _pause(desk, url)
            body = fetch(f"{base}/robots.txt", limits=desk.limits, sleep=desk.sleep).body or b""
            rules.parse(body.decode("utf-8", "replace").splitlines())
        except FetchError:
            rules.parse([])  # no rules, no objection
        desk.robots[base] = rules
    return desk.robots[base].can_fetch(AGENT, url)


def _keep(desk: _Desk, one: Watched, article: Listed, fetched: Fetched, found: Round) -> None:
    """The original, and the report read from it, unless these very bytes are kept already."""
    body = fetched.body or b""
    digest = hashlib.sha256(body).hexdigest()
    if digest in desk.state["kept"]:
        desk.state["seen"][article.url] = digest
        found.known += 1
        return
    original = desk.case / "originals" / f"{digest}.html"
    if not original.exists():
        write_whole(original, body, folders=True)
    now = datetime.now(UTC)
    try:
        line = _report_line(original, one, article, digest, now)
    except Refused as refusal:
        found.failed.append(f"{article.url} is kept but cannot be read: {refusal}")
    else:
        name = f"{one.source}-{now:%Y-%m-%d}-{digest[:10]}"
        write_whole(desk.case / "reports" / f"{name}.jsonl", line, folders=True)
        found.kept += 1
    desk.state["seen"][article.url] = desk.state["kept"][digest] = digest
    desk.save()


def _report_line(original: Path, one: Watched, article: Listed, digest: str, now: datetime) -> bytes:
    (report,) = open_reports(original, url=article.url)
    values = {
        "id": f"{one.source}-{digest[:16]}",
        "source": one.source,
        "url": article.url,
        "published": str(report.published) if report.published else (article.published or now).isoformat(timespec="seconds"),
        "captured": now.isoformat(timespec="seconds"),
        "language": report.language,
        "title": report.title or article.title,
        "text": report.text,
    }
    return (json.dumps(values, ensure_ascii=False) + "\n").encode()


def _state(case: Path) -> dict[str, Any]:
    """What the rounds before have seen: headers by watched address, hashes by article, hashes kept."""
    path = case / STATE
    fresh: dict[str, Any] = {"headers": {}, "seen": {}, "kept": {}}
    if not path.is_file():
        return fresh
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {key: dict(found[key]) for key in fresh}
    except (ValueError, KeyError, TypeError):
        raise Refused("it cannot be read", mend="take it away: everything is then looked at anew", file=path) from None
