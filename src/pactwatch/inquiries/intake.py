"""What a person enters: a text, which is read or whose claims are typed. The text is a report, its original kept in custody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from pactwatch.custody import keep_text
from pactwatch.inquiries.docket import Docket, moment_of
from pactwatch.ledger import NewEntry, View, to_body
from pactwatch.ledger.deciding import Decider
from pactwatch.lexicons.roots import root
from pactwatch.pacts.claim_fields import READER, corrected
from pactwatch.reading import read
from pactwatch.refusals import Refused
from pactwatch.reports.languages import language_of
from pactwatch.times import Span
from pactwatch.types import Claim, Entry, Report, Source, Statement

_QUOTE = 200
_NEEDED = ("speaker", "stance", "act")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it was entered. language: told from its letters where it is empty. published: the day of entering, if None."""

    source: Source
    text: str
    language: str = ""
    title: str = ""
    url: str | None = None
    published: Span | None = None


def report_of(docket: Docket, text: Text, decider: Decider) -> Report:
    """The report of a text, with the hash of its bytes. Refused where there is nothing to read or no language can be told."""
    words = text.text.replace("\r\n", "\n").strip()
    if not any(c.isalpha() for c in words):
        raise Refused("there is no text to read", mend="enter the text of the report")
    language = text.language or language_of(words)
    if not language:
        raise Refused("the language of the text cannot be told from its letters", mend="choose its language")
    if text.url and not text.url.startswith(("https://", "http://")):
        raise Refused(
            "{url!r} is no address of a page", mend="give one that begins with https:// or http://", url=text.url[:60]
        )
    digest, at = sha256(words.encode("utf-8", "replace")).hexdigest(), moment_of(decider)
    title = text.title.strip() or words.splitlines()[0][:_QUOTE]
    published = text.published or Span.of(at)
    name = f"{text.source.id}-{digest[:12]}"
    return Report(name, text.source.id, language, title, words, published, at, digest, text.url or None)


def typed_claim(report: Report, values: Mapping[str, str], sentence: str = "") -> Claim:
    """The claim that a person typed, field by field (`pacts.claim_fields`; lists by commas). sentence: where it stands, as the
    report has it; empty for the whole text. Refused where the report has no such sentence, or a field cannot be."""
    for name in _NEEDED:
        if not values.get(name, "").strip():
            raise Refused("the claim has no {name}", mend="give its {name}", name=name)
    said = " ".join(sentence.split())
    start = report.text.find(sentence.strip()) if said else 0
    if start < 0:
        raise Refused("the text has no such sentence", mend="copy it from the text, sign by sign")
    part = sentence.strip() or report.text
    statement = Statement(report.id, start, start + len(part), part)
    quote = part[:_QUOTE]
    bare = Claim(statement, start, start + len(quote), quote, "attack", "asserts", False, "ANON", reader=READER)
    return corrected(bare, [f"{name}={value}" for name, value in values.items() if value.strip()])


def read_text(report: Report) -> tuple[Claim, ...]:
    """The claims that the reader finds in a report, to be shown before anything is written."""
    return tuple(read(report))


def enter(docket: Docket, source: Source, report: Report, claims: Iterable[Claim], decider: Decider) -> list[Entry]:
    """Records a report with its claims in one transaction, its original kept first; gives the claims' entries."""
    keep_text(docket.folder, report)
    lines = entering(docket.ledger.view(), source, report, claims, decider)
    return [e for e in docket.ledger.append_all(lines) if e.kind == "claim"]


def entering(view: View, source: Source, report: Report, claims: Iterable[Claim], decider: Decider) -> list[NewEntry]:
    """The lines that record a report with its claims, without what the ledger has already."""
    lines = [] if view.sources.get(source.id) == source else [_line("source", source, decider)]
    known = view.reports.get(report.id)
    if known is None or known.sha256 != report.sha256:
        lines.append(_line("report", report, decider))
    return [*lines, *(_line("claim", claim, decider) for claim in claims)]


def source_of(view: View, party: str) -> Source:
    """The declared source that speaks under a party's name, or one made for it."""
    declared = [s for s in view.sources.values() if {party, root(party)} & set(s.parties)]
    exact = [s for s in declared if party in s.parties]
    made = Source(f"party-{party.lower()}", {"en": party}, kind="party", side=root(party), parties=(party,))
    return next(iter(exact or declared), made)


def _line(kind: str, record: Source | Report | Claim, decider: Decider) -> NewEntry:
    return NewEntry(kind, to_body(record), decider.by, decider.recorded_at)
