"""What is told of a change: as a table for programs, as text for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from pactwatch.briefs.links import sentence_url
from pactwatch.briefs.markup import bare
from pactwatch.ledger import View
from pactwatch.types import Pact, Reason, Verdict
from pactwatch.verdicts.explain import sentence_of
from pactwatch.verdicts.identity import verdict_id
from pactwatch.verdicts.words import Words

_CITED = 3
"""Sentences that a message cites; the board has them all."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that a verdict rests on, in its own words and language. url: where it was published."""

    statement: str
    text: str
    source: str
    language: str
    url: str | None


@dataclass(frozen=True)
class Telling:
    """What messages of a case are made of. board: where readers open it, None where nowhere."""

    case: str
    pacts: Mapping[str, Pact]
    view: View
    board: str | None

    def words(self, tag: str) -> Words:
        """The words of a language, with the names of sources and pacts."""
        known = {s.id: s.names for s in self.view.sources.values()} | {p.id: p.title for p in self.pacts.values()}
        return Words(tag, known)

    def title(self, before: str, verdict: Verdict, tag: str) -> str:
        """One line: the party, the clause, and what its status was and is."""
        words = self.words(tag)
        was, now = (words.word("statuses", s) for s in (before, verdict.status))
        arrow = "←" if words.language.direction == "rtl" else "→"
        return f"{words.name(verdict.bearer)}: {words.text(self._clause(verdict)).rstrip(' .')} ({was} {arrow} {now})"

    def page(self, verdict: Verdict, tag: str) -> str | None:
        """The address at which the board explains the verdict, as of its moment and what was known."""
        at = verdict.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        path = f"/{tag}/pacts/{verdict.clause}?at={at}&known={verdict.known_at}"
        return self.board + path if self.board else None

    def table(self, before: str, verdict: Verdict, languages: tuple[str, ...]) -> dict[str, Any]:
        """What a webhook is told (`data` of its payload)."""
        pact, _, clause = verdict.clause.partition("/")
        return {
            "verdict": verdict_id(verdict),
            "case": self.case,
            "pact": pact,
            "clause": clause,
            "bearer": verdict.bearer,
            "before": before,
            "after": verdict.status,
            "at": verdict.at.astimezone(UTC).isoformat(),
            "known_at": verdict.known_at,
            "due": verdict.due.isoformat() if verdict.due else None,
            "proof": verdict.proof,
            "texts": {tag: self._text(before, verdict, tag) for tag in languages},
            "sentences": [
                {"id": c.statement, "text": c.text, "language": c.language, "source": c.source, "url": c.url}
                for c in self.cited(verdict)
            ],
        }

    def mail(self, before: str, verdict: Verdict, languages: tuple[str, ...], sender: str, to: str) -> EmailMessage:
        """A message for people, in each language one after the other (RFC 5322). Its id is made of the verdict's."""
        name = verdict_id(verdict)
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = sender, to
        message["Subject"] = bare(self.title(before, verdict, languages[0]))
        message["Date"] = format_datetime(verdict.at.astimezone(UTC))
        message["Message-ID"] = f"<{name[:32]}.{sha256(to.encode()).hexdigest()[:12]}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message["Verdict-ID"] = name
        parts = ["\n".join(self._lines(before, verdict, tag)) for tag in languages]
        message.set_content("\n\n* * *\n\n".join([*parts, f"verdict {name}"]) + "\n", charset="utf-8")
        message["Content-Language"] = ", ".join(languages)  # what is set before the content is thrown away
        return message

    def cited(self, verdict: Verdict) -> list[Cited]:
        """The first sentences that a verdict rests on."""
        names = dict.fromkeys((*self._of_claims(verdict), *_statements(verdict.reasons)))
        found = [cited for name in names if (cited := self._cited(name)) is not None]
        return found[:_CITED]

    def _of_claims(self, verdict: Verdict) -> Iterator[str]:
        for entry in (*verdict.against, *verdict.for_)[:_CITED]:
            if entry in self.view.claims:
                yield self.view.claims[entry].statement.id

    def _cited(self, statement: str) -> Cited | None:
        report = self.view.reports.get(statement.rpartition("#")[0])
        text = self._sentences.get(statement)
        if report is None or not text:
            return None
        return Cited(statement, text, report.source, report.language, sentence_url(report.url, text))

    @cached_property
    def _sentences(self) -> dict[str, str]:
        return {c.statement.id: " ".join(c.statement.text.split()) for c in self.view.claims.values()}

    def _text(self, before: str, verdict: Verdict, tag: str) -> dict[str, str | None]:
        words = self.words(tag)
        sentence = sentence_of(verdict.reasons, words)
        return {
            "title": bare(self.title(before, verdict, tag)),
            "status": words.word("statuses", verdict.status),
            "sentence": bare(sentence),
            "page": self.page(verdict, tag),
        }

    def _lines(self, before: str, verdict: Verdict, tag: str) -> Iterator[str]:
        words = self.words(tag)
        yield self.title(before, verdict, tag)
        yield words.text(self.pacts[verdict.clause.partition("/")[0]].title)
        yield ""
        yield sentence_of(verdict.reasons, words)
        for cited in self.cited(verdict):
            yield ""
            yield f"{words.name(cited.source)}: {words.quote(cited.text)}"
            if cited.url:
                yield cited.url.partition("#")[0]
        if page := self.page(verdict, tag):
            yield ""
            yield page

    def _clause(self, verdict: Verdict) -> dict[str, str]:
        pact, _, clause = verdict.clause.partition("/")
        return next(c.text for c in self.pacts[pact].clauses if c.id == clause)


def payload(data: Mapping[str, Any], now: datetime) -> bytes:
    """The body of a webhook (Standard Webhooks, section 3.1)."""
    told = {"type": "verdict.changed", "timestamp": now.astimezone(UTC).isoformat(), "data": data}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _statements(reason: Reason) -> Iterator[str]:
    yield from reason.statements
    for child in reason.because:
        yield from _statements(child)
