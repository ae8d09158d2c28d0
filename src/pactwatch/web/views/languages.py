"""The languages of the board, and the months and digits that each region writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from pactwatch.refusals import Refused
from pactwatch.verdicts.language import choices, language
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Asked

pages = Pages("languages")


@dataclass(frozen=True, slots=True)
class Offer:
    """A way of writing: its language tag (BCP 47), its name in itself, the day that is shown written so, and the address of
    the page that was left in it."""

    tag: str
    name: str
    example: str
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class LanguagesPage:
    """to: the page that was left, without its language."""

    to: str
    offers: list[Offer]


@pages.page("/languages", "languages.html.j2")
def languages(
    ask: Asked,
    to: Annotated[str, Query(description="The page that was left, without its language.", examples=["/today"])] = "/today",
) -> LanguagesPage:
    """Every language of the board, with its regions' months and digits."""
    if not to.startswith("/") or to.startswith("//") or "\\" in to:
        raise Refused("'to' is no page of this board", mend="give a path such as /today")
    day = ask.at.astimezone(ask.snapshot.zone)
    tags = [
        (choice.name, choice.tag if digits == "latn" else f"{choice.tag}-u-nu-{digits}")
        for choice in choices()
        for digits in choice.digits
    ]
    offers = [Offer(tag, name, language(tag).date(day), f"/{tag}{to}", tag == ask.tag) for name, tag in tags]
    return LanguagesPage(to, offers)
