"""Records for the tests of the ledger: any at all, for properties, and a few fixed ones."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Report, Source, Statement

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
words = st.lists(texts, max_size=3).map(tuple)
maybe = texts | st.none()
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
spans = st.lists(days, min_size=2, max_size=2).map(lambda two: Span(Span.of(min(two)).earliest, Span.of(max(two)).latest))
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)

sources = st.builds(Source, texts, st.dictionaries(texts, texts, max_size=3), texts, maybe, words, words, maybe)
reports = st.builds(
    Report, texts, texts, texts, texts, texts, spans | st.none(), moments | st.none(), st.just("0" * 64), url=maybe
)
statements = st.builds(Statement, texts, st.integers(0), st.integers(0), texts, st.dictionaries(texts, texts, max_size=2))
amounts = st.lists(st.builds(Amount, numbers, texts, texts), max_size=2).map(tuple)
claims = st.builds(
    Claim,
    statements,
    st.integers(0),
    st.integers(0),
    texts,
    texts,
    st.sampled_from(["asserts", "denies", "promises"]),
    st.booleans(),
    texts,
    words,
    words,
    words,
    spans | st.none(),
    maybe,
    maybe,
    amounts,
    texts,
    texts,
)


def source(name: str = "ministry") -> Source:
    return Source(name, {"en": f"The {name}", "ar": "الوزارة"}, kind="ministry", side="AZE", parties=("AZE.MIL",))


def report(name: str = "report", text: str = "أعلنت الوزارة وقف إطلاق النار.") -> Report:
    return Report(name, "ministry", "ar", text[:20], text, Span.parse("2020-10-10"), None, "0" * 64)


def claim(of: Report, act: str = "cease_fire") -> Claim:
    statement = Statement(of.id, 0, len(of.text), of.text)
    when = Span.parse("2020-10-10T12:00")
    return Claim(
        statement, 7, 14, of.text[7:14], act, "promises", False, "AZE.MIL", ("AZE",), when=when, amounts=(Amount(3, "killed"),)
    )
