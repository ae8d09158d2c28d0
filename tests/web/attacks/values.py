"""What nobody would type, and what can be: values for fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.web.attacks.worlds import PASSWORD, TABLE, World

MB = 1 << 20
TOLD = "The Ministry of Defence of Armenia said that Azerbaijani forces shelled the town of Martuni on 30 October."


def good(world: World) -> Mapping[str, str]:
    """What can stand in a field of this name."""
    claims = list(world.app.state.board.now().view.claims)
    named = {"claims": "\n".join(claims[:2]), "claim": claims[0], "entry": claims[0], "token": "pw_", "key": "0" * 64}
    days = dict.fromkeys(("when", "until", "published", "c_when"), "2020-10-29") | {"days": "9"}
    secrets = {"password": PASSWORD, "new": PASSWORD, "again": PASSWORD, "code": world.code}
    words = dict.fromkeys(
        ("why", "label", "title", "dissent_who", "dissent_why", "other", "new_name", "condition"), "some words"
    )
    parties = {"complainant": "ARM", "accused": "AZE", "interest": "ARM", "party": "", "c_speaker": "ARM.MIL", "c_actor": "AZE"}
    new = {"name": "eve", "new_source": "hotline", "c_amounts": "2 wounded", "c_places": "Martuni", "c_target": "CIV"}
    kept = {"dataset": "field-forms", "table": TABLE, "url": "https://example.org/x", "text": TOLD, "places": "Martuni"}
    return {**named, **days, **secrets, **words, **parties, **new, **kept, "to": "OSCE", "c_sentence": TOLD}


def hostile(world: World) -> dict[str, Callable[[bytes], list[bytes]]]:
    """What is sent instead of a good value: nothing, two, or one that nobody would type."""
    entries = list(world.app.state.board.ledger.entries(0))
    wrong_kind = next(e.id for e in entries if e.kind == "report")
    texts = {
        "controls": "a\x00b\x01\x08\x1b[2J\x7f",
        "bidi": "../../../../etc/passwd\u202egnp.exe\u2066\u2069 \u200f\uff0e\uff0e\uff0f\ufeff",
        "payload": '=HYPERLINK("http://evil.example",\'x\')"><script>pwned(1)</script>{{7919*7907}}${x}%(x)s{0}{problem!r}{',
        "huge number": "9" * 5_000,
        "far day": "9999-12-31",
        "no such entry": "f" * 64,
        "wrong kind": wrong_kind,
        "a line break": "a\r\nX-Planted: yes\r\n\r\nb",
        "long": "x" * MB,
        "lists": "-1e400,\n" * 1_000,
    }
    made: dict[str, Callable[[bytes], list[bytes]]] = {n: (lambda _, t=t: [t.encode()]) for n, t in texts.items()}  # type: ignore[misc]
    made |= {"no letters": lambda _: [b"\xed\xa0\x80\xff\xfe"], "empty": lambda _: [b""]}
    return made | {"missing": lambda _: [], "twice": lambda was: [was, b"another"]}
