"""Reading by a language model, behind any endpoint that speaks the OpenAI chat-completions protocol (a local Ollama too).

The records are those of the rules, marked `model/<name of the model>/1`. The model proposes; what it says stands only
where `model_grounding` finds it in the text. The text of a report is data: it goes out between marks that it cannot
contain, and nothing it says changes what is held against it.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pactwatch import lexicons
from pactwatch.reading.amounts import UNITS
from pactwatch.reading.lexicon import lexicon
from pactwatch.reading.model_grounding import ALL_QUALIFIERS, Grounding, Tally, acts
from pactwatch.reading.repeating import once
from pactwatch.reading.sentences import sentences
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Report

if TYPE_CHECKING:
    from pactwatch.reading.model_asking import Conversation

__all__ = ["KEY", "MODEL", "URL", "Endpoint", "Tally", "read_with_model"]

URL, MODEL, KEY = "PACTWATCH_MODEL_URL", "PACTWATCH_MODEL", "PACTWATCH_MODEL_KEY"
_PIECE = 2_000  # characters: with the prompt and the answer, within a context of 8,192 tokens in any script
_LEAST_PIECE = 200
_LONGEST_TITLE = 300
_LANGUAGE = re.compile(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_MODEL_NAME = re.compile(r"[A-Za-z0-9][\w.:/@+-]{0,119}", re.ASCII)

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked, and how patiently.

    url: the base of the API (`http://localhost:11434/v1`). model: its name there. timeout: seconds for one whole answer.
    retries: how often a question is put again after a failure. The key is never held here: it is read from the environment
    variable PACTWATCH_MODEL_KEY when it is needed. Refused where one of them cannot be.
    """

    url: str
    model: str
    timeout: float = 120.0
    retries: int = 2

    def __post_init__(self) -> None:
        _check_url(self.url)
        if not _MODEL_NAME.fullmatch(self.model):
            raise Refused(
                f"{self.model!r} cannot be the name of a model", mend=f"set {MODEL} to a name that the endpoint lists"
            )
        if not (math.isfinite(self.timeout) and self.timeout > 0):
            raise Refused(f"a timeout cannot be {self.timeout} seconds", mend="give a positive number of seconds")
        if not 0 <= self.retries <= 10:
            raise Refused(f"a question cannot be put again {self.retries} times", mend="give a number from 0 to 10")

    @classmethod
    def from_environment(cls) -> Endpoint:
        """The endpoint of PACTWATCH_MODEL_URL and PACTWATCH_MODEL. Refused where one of them is not set."""
        return cls(_variable(URL, "http://localhost:11434/v1"), _variable(MODEL, "a name that the endpoint lists"))

    @property
    def reader(self) -> str:
        """How its claims are marked."""
        return f"model/{self.model}/1"


def read_with_model(report: Report, *, endpoint: Endpoint, told: Callable[[Tally], None] | None = None) -> tuple[Claim, ...]:
    """The claims of a report as a model reads them, by place, each held against the text; see `docs/model-reader.md`.

    told: called once, after the last answer, with the counts of what did not hold. Statements are sentences; a language
    without a lexicon is split as English is. Refused, with nothing taken, where the model cannot be asked or gives no answer
    of the kind asked for.
    """
    words = lexicon(report.language if report.language in lexicons.languages() else "en")
    spans = list(sentences(report.text, words))
    grounding = Grounding(report, spans, endpoint.reader)
    found: list[Claim] = []
    if spans:
        with _conversation(endpoint) as talk:
            for piece in _pieces(report.text, spans, _PIECE):
                found += _read(talk, report, piece, grounding)
    if told:
        told(grounding.tally)
    return once(found)


def _read(talk: Conversation, report: Report, piece: Sequence[Spot], grounding: Grounding) -> list[Claim]:
    """The claims of one piece. An answer that is cut off is asked for again in halves: the same question would end alike."""
    start, end = piece[0][0], piece[-1][1]
    answer = talk.claims([{"role": "system", "content": _prompt()}, {"role": "user", "content": _message(report, start, end)}])
    if answer is not None:
        return [claim for claim in (grounding.claim(one, start, end) for one in answer) if claim]
    if end - start <= _LEAST_PIECE:
        raise Refused("the model's answers are cut off", mend="give the model room for longer answers")
    halves = _pieces(report.text, piece, (end - start) // 2 + 1)
    return [claim for half in halves for claim in _read(talk, report, half, grounding)]


def _pieces(text: str, spans: Sequence[Spot], limit: int) -> Iterator[tuple[Spot, ...]]:
    """Runs of sentences of at most `limit` characters; a longer sentence is cut at a space, or where there is none at all."""
    held: list[Spot] = []
    for start, end in (part for span in spans for part in _parts(text, *span, limit)):
        if held and end - held[0][0] > limit:
            yield tuple(held)
            held = []
        held.append((start, end))
    if held:
        yield tuple(held)


def _parts(text: str, start: int, end: int, limit: int) -> Iterator[Spot]:
    while end - start > limit:
        space = text.rfind(" ", start + limit // 2, start + limit)
        cut = space if space > 0 else start + limit
        yield start, cut
        start = cut
    yield start, end


def _message(report: Report, start: int, end: int) -> str:
    """What is asked of one piece. The code in its marks is a digest of what they enclose, which therefore cannot name it."""
    text = report.text[start:end]
    title = report.title[:_LONGEST_TITLE]
    code = sha256(f"{title}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    published = str(report.published) if report.published else "not known"
    language = report.language if _LANGUAGE.fullmatch(report.language) else "not known"
    return (
        f"Date of publication: {published}. Language: {language}.\n"
        f"The title, for context only; quote nothing from it:\n<title {code}>\n{title}\n</title {code}>\n"
        f"The text to read:\n<text {code}>\n{text}\n</text {code}>\n"
        "List the claims of the text as one JSON object."
    )


@cache
def _prompt() -> str:
    """The words of the reading guide for a model, with the acts and parties of the lexicons."""
    template = Template((files(__package__) / "model_prompt.txt").read_text(encoding="utf-8"))
    parties = (name for name, entry in lexicons.load("parties").items() if entry["kind"] != "state" and "." not in name)
    return template.substitute(
        acts="\n".join(f"{act}: {lexicons.load('acts')[act]['means']}" for act in acts()),
        units=", ".join(UNITS),
        qualifiers=", ".join(ALL_QUALIFIERS),
        parties=", ".join(parties),
    )


def _conversation(endpoint: Endpoint) -> Conversation:
    try:
        from pactwatch.reading.model_asking import Conversation
    except ModuleNotFoundError as missing:
        if missing.name != "httpx":
            raise
        problem = "the model reader needs httpx, which is not installed"
        raise Refused(problem, mend="install it: pip install 'pactwatch[model]'") from None
    return Conversation(endpoint.url, endpoint.model, os.environ.get(KEY, ""), endpoint.timeout, endpoint.retries)


def _variable(name: str, example: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise Refused(f"the environment variable {name} is not set", mend=f"set it, for example to {example}")
    return value


def _check_url(url: str) -> None:
    mend = f"set {URL} to an address such as http://localhost:11434/v1"
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known or not url.isascii() or not url.isprintable() or " " in url:
        raise Refused("the endpoint's address is not one of http or https", mend=mend)
    if parts.username is not None or parts.password is not None:
        raise Refused("the endpoint's address carries a user or password", mend=f"leave it out and set {KEY}")
