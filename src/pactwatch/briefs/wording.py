"""Words for a brief: its labels, and texts that carry their own language and direction."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pactwatch.types import Brief, Claim, Names, Report
from pactwatch.verdicts.language import FIRST, POP, clean, direction
from pactwatch.verdicts.names import in_language
from pactwatch.verdicts.words import Words

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its language (BCP 47) and direction (`ltr`, `rtl`, or `auto` where the language is not known)."""

    text: str
    lang: str
    dir: str


@cache
def labels() -> dict[str, dict[str, str]]:
    """`labels.toml` as read: key → text by language."""
    data: dict[str, Any] = tomllib.loads(files("pactwatch").joinpath("briefs/labels.toml").read_text(encoding="utf-8"))
    return data


def plain(text: str, *, lines: bool = False) -> str:
    """The text without direction controls, white space run together; with its line breaks where `lines`."""
    if lines:
        return clean(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return " ".join(clean(text).split())


class Wording(Words):
    """The words of one brief: those of verdicts, its labels, and the names of its sources and pacts."""

    def __init__(self, brief: Brief, tag: str) -> None:
        known = {s.id: s.names for s in brief.sources.values()} | {p.id: p.title for p in brief.pacts}
        super().__init__(tag, known)

    def label(self, key: str, **data: str) -> str:
        """A label with its slots filled. Raises KeyError where there is none of that key."""
        return in_language(labels()[key], self.language.base).format(**data)

    def own(self, text: str, lang: str) -> Text:
        """A text in a language of its own."""
        tag = lang if _TAG.fullmatch(lang) else "und"
        return Text(plain(text), tag, "auto" if tag == "und" else direction(tag))

    def titled(self, names: Names) -> Text:
        """A name in the brief's language, or, where there is none, in another and marked as such."""
        base = self.language.base
        lang = next((tag for tag in (base, "en", *names) if names.get(tag)), base)
        return self.own(names.get(lang, ""), lang)

    def published(self, report: Report | None) -> str:
        """When a report was published, as far as it says."""
        return self.label("undated") if report is None or report.published is None else self.span(report.published)

    def grade(self, grade: str) -> str:
        """What people said of a claim and its source (`B2 (ARM)`): the grade, kept in its order, and in whose interest."""
        code, _, parties = grade.partition(" (")
        kept = f"{FIRST}{code}{POP}" if code and self.language.direction == "rtl" else code
        named = self.names(parties.rstrip(")").split(", ")) if parties else ""
        return self.label("grade_interest", grade=kept, parties=named) if named else kept

    def deed(self, claim: Claim) -> str:
        """What is said to be done, or not: “attack”, “no attack”."""
        return self.word("absences" if claim.negated else "acts", claim.act)
