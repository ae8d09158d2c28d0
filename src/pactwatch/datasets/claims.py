"""A row of a dataset as a claim: the dataset vouches for it, and its row is the statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Stance, Statement


def row_claim(
    dataset: str,
    row_id: str,
    text: str,
    act: str,
    when: Span,
    *,
    actor: Iterable[str | None] = (),
    target: Iterable[str | None] = (),
    places: Iterable[str] = (),
    amounts: tuple[Amount, ...] = (),
    fields: Mapping[str, str],
    speaker: str = "OUTLET",
    negated: bool = False,
    stance: Stance = "asserts",
) -> Claim:
    """The claim of a row. row_id: the dataset's own, by which the row is known again in its next edition. text: the row in
    words. fields: what counting and judging may want besides (precision, coordinates, type)."""
    words = " ".join(text.split())[:1000]
    return Claim(
        statement=Statement(dataset, 0, len(words), words, {"id": row_id, **{k: v for k, v in fields.items() if v}}),
        start=0,
        end=len(words),
        quote=words,
        act=act,
        stance=stance,
        negated=negated,
        speaker=speaker,
        actor=tuple(dict.fromkeys(a for a in actor if a)),
        target=tuple(dict.fromkeys(t for t in target if t)),
        places=tuple(dict.fromkeys(p for p in places if p)),
        when=when,
        amounts=amounts,
        reader=f"{dataset.partition('/')[0]}/1",
    )
