"""What a reader asks of every page: the day, what was known, by whose word, in which language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request

from pactwatch.briefs.wording import Wording
from pactwatch.pacts import vocabulary
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.web.board import Board
from pactwatch.web.snapshot import Snapshot
from pactwatch.web.words import catalogue, understood

KEPT = ("at", "known", "by")
"""Parameters that every link of a page carries on."""
_YEARS = range(1800, 2101)


class Missing(Refused):
    """What is asked for is not there."""


@dataclass(frozen=True)
class Ask:
    """at: the instant judged. known: what was asked for of what was known, if anything. by: the party whose word alone is
    taken. tag: the language (BCP 47). account: who asks, None for a reader without one. given: the page's own parameters."""

    request: Request
    board: Board
    snapshot: Snapshot
    at: datetime
    tag: str
    by: str | None = None
    account: Any = None
    given: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> Wording:
        """The words in the language of the page."""
        return self.snapshot.wording(self.tag)

    def gettext(self, message: str) -> str:
        """A message of the interface in the language of the page."""
        return catalogue(self.words.language.base).gettext(message)

    def day(self, moment: datetime) -> str:
        """The day of a moment in the time zone of the case (ISO 8601), as forms write it."""
        return moment.astimezone(self.snapshot.zone).date().isoformat()

    def link(self, path: str, /, **params: object) -> str:
        """The address of a page in this language, with the date, what was known and by whom carried on.

        params: its own parameters; None leaves one out (also one of those carried on).
        """
        kept = {k: v for k, v in self.given.items() if k in KEPT} | params
        query = urlencode([(k, str(v)) for k, v in kept.items() if v not in (None, "")])
        return f"/{self.tag}{path}" + (f"?{query}" if query else "")

    def here(self, **params: object) -> str:
        """The address of this page with other parameters."""
        return self.link(self.path, **(self.given | params))

    def elsewhere(self, tag: str) -> str:
        """The address of this page in another language."""
        query = urlencode(list(self.request.query_params.multi_items()))
        return f"/{tag}{self.path}" + (f"?{query}" if query else "")

    @property
    def followed(self) -> dict[str, str]:
        """To what feeds are narrowed on this page: its pact and clause, where it is of one."""
        noun, *names = self.path.strip("/").split("/")
        return dict(zip(("pact", "clause"), names, strict=False)) if noun == "pacts" else {}

    @property
    def left(self) -> str:
        """This page without its language, as the page of languages leads back to it."""
        return self.given.get("to", "") if self.path == "/languages" else self.elsewhere("").removeprefix("/")

    @property
    def path(self) -> str:
        """The path of the page without its language."""
        return "/" + self.request.url.path.lstrip("/").partition("/")[2]


Language = Annotated[str, Query(alias="lang", description="Language of the words: en, ar, ru, or a tag such as ar-SY.")]


def asked(
    request: Request,
    language: Language = "en",
    at: Annotated[str | None, Query(description="The day or moment judged (ISO 8601).", examples=["2020-11-08"])] = None,
    known: Annotated[str | None, Query(description="Only what was recorded by this day, or line of the ledger.")] = None,
    by: Annotated[str | None, Query(description="The party whose word alone is taken.", examples=["ARM"])] = None,
) -> Ask:
    """The question of a request. Refused where a date, a line or a party is not understood."""
    board: Board = request.app.state.board
    zone = board.case.time_zone
    snapshot = board.known(_known(known, zone))
    lang = request.path_params.get("lang") or language
    if not understood(lang):
        raise Missing("there are no pages in {lang!r}", mend="choose en, ar or ru", lang=lang)
    if by and not vocabulary.is_party(by):
        raise Refused("unknown party {by!r}", mend="give a code such as ARM or AZE.MIL", by=by)
    moment = _moment(at, "at", zone) if at else snapshot.today()
    account = getattr(request.state, "account", None)
    given = {k: v for k, v in request.query_params.items() if v}
    return Ask(request, board, snapshot, moment, lang, by or None, account, given)


Asked = Annotated[Ask, Depends(asked)]


def asked_now(request: Request, language: Language = "en") -> Ask:
    """The question of a program that does something: of now, whatever else its address says."""
    return replace(asked(request, language), given={})


AskedNow = Annotated[Ask, Depends(asked_now)]


def _known(text: str | None, zone: str) -> datetime | int | None:
    if not text:
        return None
    if text.isdecimal() and len(text) != 4:
        if len(text) > 12:
            raise Missing("the ledger has no such line", mend="name a smaller one")
        return int(text)
    return _moment(text, "known", zone)


def _moment(text: str, name: str, zone: str) -> datetime:
    """The end of what a parameter names. Refused where it lies so far off that days cannot be counted from it."""
    last = span_of(text, name).latest
    if last.year not in _YEARS:
        raise Refused(
            "{name}: {text!r} is too far off",
            mend="give a day of {years} to {years2}",
            name=name,
            text=text[:40],
            years=_YEARS[0],
            years2=_YEARS[-1],
        )
    return Span.of(last).instants(zone)[1]


def span_of(text: str, name: str) -> Span:
    """The span that a parameter names. Refused where it is no date."""
    try:
        return Span.parse(text)
    except ValueError:
        raise Refused("{name}: {text!r} is no date", mend="give a date like 2020-11-08", name=name, text=text[:40]) from None
