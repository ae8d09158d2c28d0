"""What was typed into a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData, UploadFile

from pactwatch.ledger.complaints import CLOSING, PENDING
from pactwatch.refusals import Refused

LONG = ("text", "table", "map")
"""Fields that hold a document, which are as long as a form may be."""
LONGEST = 20_000
"""Signs that any other field may have."""
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")
_PAGES = {ord("\v"): "\n", ord("\f"): "\n"}
"""What ends a page or a part of it, in a text that was copied from a file."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form. `form` tells it from others on its page."""

    data: FormData

    @property
    def form(self) -> str:
        return self.text("form")

    def text(self, name: str, otherwise: str = "") -> str:
        """The text of a field, without white space around it; `otherwise` where the form was not sent."""
        value = self.data.get(name)
        return value.replace("\r\n", "\n").translate(_PAGES).strip() if isinstance(value, str) else otherwise

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a field that can be given several times, without those that are empty."""
        return tuple(v.strip() for v in self.data.getlist(name) if isinstance(v, str) and v.strip())

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a text, or its parts between commas; those of every text where the field was given several times."""
        lines = (line for text in self.texts(name) for line in text.splitlines())
        parts = (part.strip() for line in lines for part in line.replace("،", ",").split(","))
        return tuple(dict.fromkeys(part for part in parts if part))

    def file(self, name: str) -> UploadFile | None:
        """A file that was sent, None where none was."""
        value = self.data.get(name)
        return value if isinstance(value, UploadFile) and value.size else None


NOTHING = Typed(FormData())


def fit(typed: Typed) -> None:
    """Refused where a field holds a sign that no text has, which no store and no feed takes, or more than a line can."""
    for name, value in typed.data.multi_items():
        if not isinstance(value, str):
            continue
        if (found := _NO_TEXT.search(value)) is not None:
            mend = "take it away, then send it again"
            raise Refused(
                "{name} holds the sign {code}, which no text has", mend=mend, name=name, code=f"U+{ord(found[0]):04X}"
            )
        if len(value) > LONGEST and name not in LONG:
            raise Refused("{name} is too long", mend="shorten it to {most:,} signs", name=name, most=LONGEST)


def _named(codes: Iterable[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Codes with their words, as a choice of a form takes them."""
    return [(code, names.get(code, code)) for code in codes]


FILTERS: dict[str, Callable[..., Any]] = {
    "zip_names": _named,
    "named": lambda codes, words: [(code, words.name(code)) for code in codes],
    "in_words": lambda codes, word, section: [(code, word(section, code)) for code in codes],
    "texts": lambda titles: [(code, title.text) for code, title in titles.items()],
    "select_rights": lambda parties, can, act: [party for party in parties if can(act, party)],
    "reasons": lambda steps: [r for s, known in (("pending", PENDING), ("closed", CLOSING)) if s in steps for r in known],
}
"""What templates of forms make of values."""
