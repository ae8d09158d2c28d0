"""Changes of status as a feed (Atom, RFC 4287), to be followed in any reader of feeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from pactwatch.exports.changes import Changed
from pactwatch.verdicts.explain import sentence_of
from pactwatch.verdicts.identity import verdict_id
from pactwatch.verdicts.words import Words

ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a feed stands, and the page of each change on the board."""

    own: str
    page: Callable[[Changed], str]


def atom_bytes(
    changed: Sequence[Changed], case: str, title: str, at: datetime, language: str = "en", links: Addresses | None = None
) -> bytes:
    """The feed, the newest change first. case: its id. at: the moment up to which it was judged. links: where it is served.

    An entry's id stays the same from one issue to the next: it is made of case, clause, bearer and day. Its category of the
    scheme `urn:pactwatch:verdict` is the id of the verdict.
    """
    register_namespace("", ATOM)
    words = Words(language)
    feed = Element(f"{{{ATOM}}}feed", {_XML: words.language.tag})
    _text(feed, "id", links.own if links else f"urn:uuid:{uuid5(NAMESPACE_URL, f'pactwatch:{case}')}")
    _text(feed, "title", title)
    _text(feed, "updated", _stamp(max((c.after.at for c in changed), default=at)))
    if links:
        SubElement(feed, f"{{{ATOM}}}link", {"rel": "self", "type": "application/atom+xml", "href": links.own})
    _text(SubElement(feed, f"{{{ATOM}}}author"), "name", "pactwatch")
    _text(feed, "generator", "pactwatch")
    for one in reversed(changed):
        _entry(feed, one, case, words, links)
    indent(feed, " ")
    body: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def change_id(one: Changed, case: str) -> str:
    """The name of a change, which stays the same: made of case, clause, bearer and day."""
    after = one.after
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'pactwatch:{case}/{after.clause}/{after.bearer}/{after.at.date()}')}"


def _entry(feed: Element, one: Changed, case: str, words: Words, links: Addresses | None) -> None:
    after = one.after
    entry = SubElement(feed, f"{{{ATOM}}}entry")
    _text(entry, "id", change_id(one, case))
    statuses = [words.word("statuses", v.status) for v in (one.before, after)]
    _text(entry, "title", f"{words.name(after.bearer)}: {words.text(one.clause.text)} ({statuses[0]} → {statuses[1]})")
    _text(entry, "updated", _stamp(after.at))
    SubElement(entry, f"{{{ATOM}}}category", {"term": after.status, "scheme": "urn:pactwatch:status"})
    SubElement(entry, f"{{{ATOM}}}category", {"term": verdict_id(after), "scheme": "urn:pactwatch:verdict"})
    if links:
        SubElement(entry, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": links.page(one)})
    _text(entry, "summary", words.text(one.pact.title))
    content = _text(entry, "content", sentence_of(after.reasons, words))
    content.set("type", "text")


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = _NOT_XML.sub("", text)
    return element


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
