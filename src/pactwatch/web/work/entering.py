"""Taking in a text: read by the program, typed by a person, and recorded once somebody has looked at it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.inquiries.intake import Text, enter, read_text, report_of, typed_claim
from pactwatch.ledger.complaints import among
from pactwatch.pacts.sources import KINDS
from pactwatch.pacts.vocabulary import is_party, known_acts
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Claim, Report, Source
from pactwatch.web.acting import Forms, by_hand, docket
from pactwatch.web.asking import Ask
from pactwatch.web.done import Done, Preview
from pactwatch.web.sending import Program
from pactwatch.web.tracing import report_path
from pactwatch.web.typing_in import Typed
from pactwatch.web.work.fields import TextFields

forms = Forms()
_PAGE = "work/enter.html.j2"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
CLAIM = ("speaker", "stance", "act", "negated", "actor", "target", "places", "when", "due", "condition", "amounts", "certainty")
"""Fields of a claim that can be typed, by the names of `docs/claims.md`."""


@dataclass(frozen=True, slots=True)
class EnterPage:
    """sources: those that the case has. found: what the reader found in the text, to be ticked; None before it was read."""

    sources: list[tuple[str, str]]
    kinds: list[str]
    acts: list[tuple[str, str]]
    found: list[Claim] | None = None


def show(ask: Ask, found: list[Claim] | None = None) -> EnterPage:
    """The form for a text."""
    sources = sorted((s.id, ask.words.titled(s.names).text) for s in ask.snapshot.view.sources.values())
    acts = [(act, ask.words.word("acts", act)) for act in known_acts()]
    return EnterPage(sources, list(KINDS), acts, found)


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim that the reader found in a text. number: by which it is taken. deed: what was done, in words; quote: where."""

    number: int
    speaker: str
    stance: str
    act: str
    negated: bool
    actor: tuple[str, ...]
    target: tuple[str, ...]
    places: tuple[str, ...]
    when: str | None
    deed: str
    quote: str


@dataclass(frozen=True, slots=True)
class ReadText:
    """What the reader found in a text that is not recorded yet."""

    found: list[FoundClaim]


@forms.form("/work/enter", _PAGE, "enter", show, program=Program("reports", "/reports", TextFields, ReadText))
def entered(ask: Ask, typed: Typed) -> Done | Preview:
    """Reads a text and shows what was found; then records it with the claims that were ticked and the one that was typed."""
    source = _source(ask, typed)
    desk, decider = docket(ask), by_hand(ask, "entered on the board")
    published = _published(typed.text("published"))
    told = Text(source, typed.text("text"), typed.text("language"), typed.text("title"), typed.text("url"), published)
    report = report_of(desk, told, decider)
    found = list(read_text(report))
    if typed.text("do") != "record":
        return Preview(show(ask, found), ReadText([_found(ask, n, claim) for n, claim in enumerate(found)]))
    ticked = [found[int(n)] for n in typed.texts("take") if n.isdecimal() and len(n) < 6 and int(n) < len(found)]
    claims = [*ticked, *_typed(report, typed)]
    if not claims:
        raise Refused("no claim was ticked, and none typed", mend="tick or type one")
    entries = enter(desk, source, report, claims, decider)
    return Done(ask.link(report_path(report.id)), tuple(entries), f"/reports/{report.id}")


def _found(ask: Ask, number: int, claim: Claim) -> FoundClaim:
    return FoundClaim(
        number=number,
        speaker=claim.speaker,
        stance=claim.stance,
        act=claim.act,
        negated=claim.negated,
        actor=claim.actor,
        target=claim.target,
        places=claim.places,
        when=str(claim.when) if claim.when else None,
        deed=ask.words.deed(claim),
        quote=claim.quote,
    )


def _typed(report: Report, typed: Typed) -> list[Claim]:
    """The claim that was typed, if its act was chosen."""
    if not typed.text("c_act"):
        return []
    values = {name: typed.text(f"c_{name}") for name in CLAIM}
    for name in ("actor", "target", "places", "amounts"):
        values[name] = ",".join(typed.lines(f"c_{name}"))
    return [typed_claim(report, values, typed.text("c_sentence"))]


def _source(ask: Ask, typed: Typed) -> Source:
    name = typed.text("source")
    if name:
        if name not in ask.snapshot.view.sources:
            raise Refused(
                "the case has no source {name!r}", mend="choose one of the list, or describe a new one", name=name[:40]
            )
        return ask.snapshot.view.sources[name]
    name, side, kind = typed.text("new_source"), typed.text("new_side"), typed.text("new_kind")
    if not _ID.fullmatch(name):
        raise Refused(
            "{name!r} cannot be a source", mend="choose a source, or name a new one in small Latin letters", name=name[:40]
        )
    if name in ask.snapshot.view.sources:
        raise Refused("the case has a source {name!r} already", mend="choose it from the list", name=name)
    among("kind of source", kind, KINDS)
    if side and not is_party(side):
        raise Refused("{side!r} is no party", mend="take a name of lexicons/parties.toml, such as ARM", side=side)
    return Source(name, {ask.words.language.base: typed.text("new_name") or name}, kind=kind, side=side or None)


def _published(text: str) -> Span | None:
    try:
        return Span.parse(text) if text else None
    except ValueError as error:
        raise Refused("published: {error}", mend="give a date like 2020-10-28", error=error) from None
