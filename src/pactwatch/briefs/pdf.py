"""A brief as PDF: tagged (PDF/UA-1), with bookmarks, the same on every machine, and nothing ever fetched for it."""

from __future__ import annotations

import atexit
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pactwatch.refusals import Refused
from pactwatch.verdicts.language import Language

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

_FAMILIES = {
    "Brief Latin": {400: "noto-sans-latin-400", 600: "noto-sans-latin-600", 700: "noto-sans-latin-600"},
    "Brief Latin Extended": {400: "noto-sans-latin-ext-400"},
    "Brief Cyrillic": {400: "noto-sans-cyrillic-400", 600: "noto-sans-cyrillic-600", 700: "noto-sans-cyrillic-600"},
    "Brief Arabic": {400: "amiri-400", 600: "amiri-700", 700: "amiri-700"},
    "Brief Armenian": {400: "noto-sans-armenian-400"},
    "Brief Georgian": {400: "noto-sans-georgian-400"},
    "Brief Hebrew": {400: "noto-sans-hebrew-400"},
}
"""Families of the package's own fonts, by weight: one for each script, so that a text takes each letter from its own.

Amiri, because its letters are whole glyphs: Arabic that is copied or read aloud out of the PDF is what was written. The Noto
fonts put letters together from strokes and dots, out of which no reader makes the letters again.
"""

_SCHEME = "pactwatch:"


class OwnFonts:
    """Gives WeasyPrint the fonts of this package, and refuses every other address."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The font at an address of this package. Raises ValueError for any other: a brief asks nothing of the network."""
        from weasyprint.urls import URLFetcherResponse

        name = url.removeprefix(_SCHEME)
        if not url.startswith(_SCHEME) or f"{name}-normal.woff2" not in _shipped():
            raise ValueError(f"a brief fetches nothing: {url}")
        font = files("pactwatch").joinpath("briefs/fonts", f"{name}-normal.woff2").read_bytes()
        return URLFetcherResponse(url, font, {"Content-Type": "font/woff2"})

    __call__ = fetch


def pdf_bytes(page: str, style: str, language: Language, numbered: str) -> bytes:
    """A page of HTML as PDF, in a style sheet for paper. numbered: how a page says which of how many it is, with `{page}`
    and `{pages}`. The same bytes from the same page. Refused where WeasyPrint or what it draws with is not installed."""
    try:
        from weasyprint import CSS, HTML
    except (ImportError, OSError) as missing:
        what = "WeasyPrint" if isinstance(missing, ImportError) else "Pango, with which WeasyPrint draws,"
        mend = "pip install 'pactwatch[pdf]'; on Debian also: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise Refused(f"a PDF needs {what} which is not installed", mend=mend) from None
    fonts, faces = _own_fonts()
    own = OwnFonts()
    sheet = CSS(string=f"{style}{_margins(language, numbered)}", font_config=fonts, url_fetcher=own, base_url=_SCHEME)
    document = HTML(string=page, base_url=_SCHEME, url_fetcher=own, media_type="print")
    written: bytes = document.write_pdf(
        stylesheets=[faces, sheet],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(page.encode()).digest()[:16],
    )
    return written


@cache
def _own_fonts() -> tuple[Any, Any]:
    """The fonts unpacked, and the style sheet that names them: once in the life of a program, for it takes seconds."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    atexit.register(_own_fonts.cache_clear)  # it takes its files away while there is still a program to do so
    return fonts, CSS(string=_faces(), font_config=fonts, url_fetcher=OwnFonts(), base_url=_SCHEME)


def _shipped() -> set[str]:
    return {font.name for font in files("pactwatch").joinpath("briefs/fonts").iterdir()}


def _faces() -> str:
    """Each font by its family and weight."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};src:url({_SCHEME}{name})format("woff2")}}'
        for family, weights in _FAMILIES.items()
        for weight, name in weights.items()
    )


def _margins(language: Language, numbered: str) -> str:
    """The title at the head of every page but the first, and at its foot which of how many it is, both on the outside."""
    digits = "arabic-indic" if language.eastern else "decimal"
    before, _, rest = numbered.partition("{page}")
    between, _, after = rest.partition("{pages}")
    count = f'"{before}" counter(page,{digits}) "{between}" counter(pages,{digits}) "{after}"'
    look = f"font:8.5pt {_stack(language)};color:#4f5660;direction:{language.direction};white-space:nowrap"
    sides = "".join(
        f"@page :{side}{{@top-{side}{{content:string(title);{look}}}@bottom-{side}{{content:{count};{look}}}}}"
        for side in ("left", "right")
    )
    contents = f'nav a::after{{content:leader(".") target-counter(attr(href),page,{digits})}}'
    first = "@page :first{@top-left{content:none}@top-right{content:none}}"
    return f"html,[lang]{{font-family:{_stack(language)}}}{contents}{sides}{first}"


def _stack(language: Language) -> str:
    """Every family, that of the brief's own script first."""
    own = {"ar": "Brief Arabic", "ru": "Brief Cyrillic", "uk": "Brief Cyrillic", "hy": "Brief Armenian"}
    first = own.get(language.base, "Brief Latin")
    return ",".join(f'"{family}"' for family in (first, *(f for f in _FAMILIES if f != first)))
