"""Brings the catalogues of the board's messages up to what its templates and code say: `python -m tools.catalogues`.

Refusals that somebody can meet on the board (`tools.refused`) are messages too.

New messages are added empty; translate them in src/pactwatch/web/locales/*/LC_MESSAGES/board.po. A test fails while one is.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tools import refused

WEB = Path(__file__).resolve().parents[1] / "src" / "pactwatch" / "web"
METHODS = [("**/templates/**.j2", "jinja2.ext.babel_extract"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"**/templates/**.j2": {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}}


def messages() -> Catalog:
    """All messages of the board, in English."""
    found = Catalog(project="pactwatch", fuzzy=False)
    for _, _, message, comments, context in extract_from_dir(WEB, METHODS, OPTIONS, KEYWORDS):
        found.add(message, None, auto_comments=comments, context=context)
    for message in refused.patterns():
        found.add(message)
    return found


def path_of(language: str) -> Path:
    """Where the catalogue of a language is kept."""
    return WEB / "locales" / language / "LC_MESSAGES" / "board.po"


def read(language: str) -> Catalog:
    """The catalogue of a language, empty where there is none yet."""
    path = path_of(language)
    return read_po(BytesIO(path.read_bytes()), locale=language) if path.is_file() else Catalog(locale=language, fuzzy=False)


def main() -> None:
    """Writes every catalogue with the messages that there are, translations kept."""
    template = messages()
    for language in ("ar", "ru"):
        known = read(language)
        written = Catalog(locale=language, project="pactwatch", fuzzy=False, header_comment="# The board's messages.")
        for message in template:
            if message.id:
                old = known.get(message.id)
                written.add(message.id, old.string if old else None)
        packed = BytesIO()
        write_po(packed, written, sort_output=True, omit_header=False, width=120)
        # What names a time or a person would change with every run.
        told = ('"POT-', '"PO-', '"Last-', '"Language-Team', '"Report-', '"Generated-', '"Project-')
        lines = [line for line in packed.getvalue().decode().splitlines() if not line.startswith(told)]
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
