"""A claim as a page shows it: who says what of whom, where and when, how surely, and how people graded it."""

from __future__ import annotations

from dataclasses import dataclass

from pactwatch.briefs.wording import Text, Wording
from pactwatch.types import Amount, Claim
from pactwatch.web.asking import Ask
from pactwatch.web.corrections import Corrected, corrections
from pactwatch.web.naming import Spellings, spelled
from pactwatch.web.tracing import anchor, claim_anchor


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in words. id: its ledger entry. anchor, stands: where it, and its sentence, are in the page of its report.
    statement: the id of its sentence. deed: what is done or not. hedged: whether the text keeps its distance. grade: what
    people said of its source and of itself. fields: what a dataset says besides. corrected: the newest first."""

    id: str
    anchor: str
    stands: str
    statement: str
    quote: Text
    speaker: str
    stance: str
    deed: str
    actors: str
    targets: str
    places: list[Spellings]
    when: str
    due: str
    condition: Text | None
    amounts: str
    hedged: bool
    grade: str
    reader: str
    fields: dict[str, str]
    corrected: list[Corrected]


def claim_row(ask: Ask, entry: str) -> ClaimRow:
    """The claim of an entry that stands."""
    claim, words = ask.snapshot.view.claims[entry], ask.words
    report = ask.snapshot.view.reports.get(claim.statement.report)
    lang = report.language if report else "und"
    return ClaimRow(
        id=entry,
        anchor=claim_anchor(entry),
        stands=anchor(claim.statement.id),
        statement=claim.statement.id,
        quote=words.own(claim.statement.text, lang),
        speaker=speaker(ask, claim),
        stance=words.word("stances", claim.stance),
        deed=words.deed(claim),
        actors=words.names(claim.actor),
        targets=words.names(claim.target),
        places=spelled(claim.places, words),
        when=words.span(claim.when) if claim.when else "",
        due=words.value("due", claim.due),
        condition=words.own(claim.condition, lang) if claim.condition else None,
        amounts=words.language.join([amount(words, a) for a in claim.amounts]),
        hedged=claim.certainty == "hedged",
        grade=ask.snapshot.grade(entry),
        reader=claim.reader,
        fields=claim.statement.fields,
        corrected=corrections(ask, entry),
    )


def speaker(ask: Ask, claim: Claim) -> str:
    """Who vouches for a claim; the source itself where the text speaks for itself."""
    report = ask.snapshot.view.reports.get(claim.statement.report)
    return ask.words.name(report.source if report and claim.speaker == "OUTLET" else claim.speaker)


def amount(words: Wording, told: Amount) -> str:
    """A figure with its unit: `killed: at least 5`."""
    figure = words.language.number(told.value)
    return words.word("qualifiers", told.qualifier).format(unit=words.word("units", told.unit), value=figure)
