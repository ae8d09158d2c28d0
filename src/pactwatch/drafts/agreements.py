"""An agreement's text becomes a draft pact: one clause for each duty, everything else beside it as comments.

The machine proposes; a person checks every line, fills in what stands under `to_fill_in`, and takes out what is no duty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pactwatch.drafts.heading import Heading, heading, short_names
from pactwatch.drafts.obligations import Obligation, Reading, Unread
from pactwatch.drafts.provisions import provisions
from pactwatch.drafts.terms import timing
from pactwatch.drafts.words import Words, agreement_words
from pactwatch.drafts.zones import Area, area
from pactwatch.letters import fold
from pactwatch.pacts.draft_clauses import TRUCE, gap, roots
from pactwatch.pacts.writing import array, comment, inline, text
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Report


def draft_agreement(report: Report, *, made: Span | None = None) -> str:
    """The text of a draft pact file for an agreement: a header, zones, and one clause for each duty that its text lays down.

    made: when it was made, where the text does not say or is not to be believed. What could not be read stands as a question
    under `to_fill_in`, with which `load_pact` refuses the file until it is answered; sentences in which no duty was read stand
    as comments in their place. Refused where agreements in the report's language cannot be read, or no duty is found.
    """
    words = agreement_words(report.language)
    reading = Reading(words, short_names(report, words))
    read = list(reading.all(provisions(report.text, words)))
    duties = [o for o in read if isinstance(o, Obligation)]
    if not duties:
        mend = "give the text of an agreement, with its articles or points"
        raise Refused("no duty was found in {id!r}", mend=mend, id=report.id)
    head = heading(report, words, reading, read, made)
    areas = {id(o): found for o in duties if (found := area(o))}
    parts = [
        head.text(),
        *dict.fromkeys(found.text() for found in areas.values() if found.includes),
        *_clauses(read, head, areas, words),
    ]
    return "\n".join(parts)


def _clauses(read: Iterable[Obligation | Unread], head: Heading, areas: dict[int, Area], words: Words) -> Iterable[str]:
    names, seen = Counter[str](), set[tuple[object, ...]]()
    for one in read:
        if isinstance(one, Unread):
            if one.why != "recital" and one.text != head.report.title:
                yield comment(f"Not read as a duty{_at(one)} ({one.why}): {one.text}") + "\n"
            continue
        same = (one.provision.cites, one.text, one.does, one.owed, one.head.start)
        if same in seen:
            continue
        seen.add(same)
        yield _clause(one, _id(one, names), head, areas.get(id(one)), words)


def _at(one: Unread) -> str:
    return f", {one.provision.cites}" if one.provision.cites else ""


def _clause(one: Obligation, name: str, head: Heading, where: Area | None, words: Words) -> str:
    does = one.does
    bearers, unknown = _bearers(one, head)
    when = timing(one, words, head.made)
    act = does.acts[0] if len(does.acts) == 1 else does.acts
    lines = [
        "[[clauses]]",
        f"id = {text(name)}",
        *([f"cites = {text(one.provision.cites)}"] if one.provision.cites else []),
        *([comment(f"Its list opens with: {one.under}")] if one.under else []),
        f"text = {inline({words.language: one.text})}",
        f"duty = {text(does.duty)}",
        *bearers,
        *([f"act = {text(act) if isinstance(act, str) else array(act)}"] if act else []),
        *([f"target = {array(does.target)}"] if does.target else []),
        *([f"recipients = {array(does.recipients)}"] if does.recipients else []),
        *(where.lines() if where else []),
        *when.lines,
        *gap([*unknown, *([] if act else [_NO_ACT]), *when.questions]),
    ]
    return "\n".join(lines) + "\n"


_NO_ACT = "which act? none of the list was read here; where none fits, take this clause out"


def _bearers(one: Obligation, head: Heading) -> tuple[list[str], list[str]]:
    """The line of the bearers, and what to ask where the text names none that is known."""
    if one.owed.parties:
        return [f"bearers = {array(one.owed.parties)}"], []
    if one.owed.everyone:
        sides = head.sides
        if not sides or sides == head.parties:
            return ['bearers = "each"'], []
        # Those who only watch over an agreement are no "sides" of it.
        return [f"bearers = {array(sides)} {comment('the sides, as far as they are known')}"], []
    said = f" the text says “{one.owed.words}”" if one.owed.words else _named(one)
    return [], [f"who owes it?{said}"]


def _named(one: Obligation) -> str:
    kinds = ("state", "body", "group", "organisation")
    named = roots(m.party for m in one.sentence.mentions if not m.weak and m.kind in kinds and m.form != "capitals")
    return f" (named in it: {', '.join(named)})" if named else ""


def _id(one: Obligation, names: Counter[str]) -> str:
    """An id of where the clause stands and what it is about: `2-withdraw`, `article-two-no-attack`, `8-duty-2`."""
    acts: Sequence[str] = one.does.acts
    about = "ceasefire" if acts == TRUCE else acts[0].replace("_", "-") if acts else "duty"
    forbids = one.does.duty == "must_not" and acts != TRUCE
    where = re.sub(r"[^a-z0-9.]+", "-", fold(one.provision.cites or "")).strip("-.")
    name = "-".join(part for part in (where, "no" if forbids else "", about) if part)
    names[name] += 1
    return name if names[name] == 1 else f"{name}-{names[name]}"
