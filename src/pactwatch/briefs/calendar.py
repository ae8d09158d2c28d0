"""Deadlines as iCalendar (RFC 5545), to be subscribed to or taken into any calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, timedelta

from icalendar import Calendar, Event

from pactwatch.briefs.links import web_url
from pactwatch.verdicts.obligations import Obligation
from pactwatch.verdicts.words import Words

_PRODUCT = "-//pactwatch//deadlines//EN"


Page = Callable[[Obligation], str]
"""The address of the page on which a deadline is explained."""


def deadlines(owed: Iterable[Obligation], title: str, language: str = "en", page: Page | None = None) -> bytes:
    """One event of a whole day for each deadline: the day on which it falls due, in the time zone of its pact. Its address is
    `page`, or the source of the pact where there is none (that of another kind than http or https is left out).

    The event's id stays the same from one issue to the next, so that a calendar takes a later deadline for a change.
    """
    words = Words(language)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for obligation in owed:
        if obligation.verdict.due is not None:
            calendar.add_component(_event(obligation, words, page))
    return bytes(calendar.to_ical())


def _event(obligation: Obligation, words: Words, page: Page | None) -> Event:
    verdict, clause = obligation.verdict, obligation.clause
    assert verdict.due is not None
    day = verdict.due.date()
    status = words.word("statuses", verdict.status)
    event = Event()
    event.add("uid", f"{clause.ref}/{verdict.bearer}@pactwatch".replace(" ", ""))
    event.add("dtstamp", verdict.at.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{words.name(verdict.bearer)}: {words.text(clause.text)} ({status})")
    event.add("description", f"{words.text(obligation.pact.title)}. {clause.cites or ''}".strip())
    address = page(obligation) if page else web_url(obligation.pact.source)
    if address:
        event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event
