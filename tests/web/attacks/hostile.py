"""A case in which every text that somebody else wrote would like to be markup, a link, a template or a turn of the page."""

from __future__ import annotations

import json
import re
from pathlib import Path

from starlette.testclient import TestClient

from pactwatch.case import Case, open_case
from tests.web.people import send, sign_in, visitor, with_accounts

SIGN = "pwned"
"""The name of every element and attribute that a payload would make, and of the function that its scripts would call."""

BODY = (
    f'<script>{SIGN}(1)</script> "><img src=x {SIGN}=1 onerror={SIGN}(2)> \' {SIGN}=\'1\' " {SIGN}="1" x'
    f"<{SIGN}-x></title></textarea></style></script></select>--> <svg {SIGN} onload={SIGN}(3)> "
    f"javascript:{SIGN}(4) [x](javascript:{SIGN}(5)) <javascript:{SIGN}(6)> {{{{7919*7907}}}} ${{7919*7907}} {{% raw %}} "
    "%(x)s {0} \u202egnp.exe \u2067open \u2069\u2069 \u0085 \u2028 \ufffe \ufeff \x7f &lt;script&gt; &#60;b&#62; ]]>"
)
"""What every text says besides its own word."""

WORKED_OUT = "62615533"
"""What `7919*7907` gives where somebody takes a text for a template."""

LINKS = (
    f"javascript:{SIGN}(7)",
    f"data:text/html,<script>{SIGN}(8)</script>",
    f"JaVaScRiPt:{SIGN}(9)",
    "vbscript:x",
    "\tfile:///etc/passwd",
)
"""Addresses that must be a link nowhere."""


def evil(word: str) -> str:
    """A text that says a word and all payloads."""
    return f"{word} {BODY}"


def quoted(text: str) -> str:
    """A text as TOML and JSON write it."""
    return json.dumps(text)


CASE = f"""
id = "line"
title = {{ en = {quoted(evil("Line"))} }}
time_zone = "Asia/Baku"
begins = 2020-10-01
"""
SOURCE = """
[[sources]]
id = "{id}"
names = {{ en = {name}, ar = {name} }}
kind = "ministry"
side = "{side}"
parties = ["{side}.MIL"]
url = {url}
"""
PACT = f"""
id = "truce"
kind = {quoted(evil("ceasefire"))}
title = {{ en = {quoted(evil("Truce"))}, ru = {quoted(evil("Перемирие"))} }}
parties = ["ARM", "AZE"]
made = 2020-10-10
source = {quoted(LINKS[0])}
monitor = ["OSCE"]

[inquiries]
reply_within = "P3D"

[[zones.front.readings]]
id = "one"
includes = ["karabakh"]
held_by = ["ARM"]
text = {{ en = {quoted(evil("Reading"))} }}
source = {quoted(LINKS[1])}

[[zones.front.readings]]
id = "two"
includes = ["ARM"]
held_by = ["AZE"]
text = {{ en = {quoted(evil("Other"))} }}

[[clauses]]
id = "civilians"
text = {{ en = {quoted(evil("No attack."))}, ar = {quoted(evil("لا هجوم"))} }}
cites = {quoted(evil("Article 1"))}
duty = "must_not"
bearers = "each"
act = "attack"
target = ["CIV"]
zone = "front"

[[clauses]]
id = "lists"
text = {{ en = {quoted(evil("Lists."))} }}
duty = "must"
bearers = "each"
act = "transfer_list"
due = {{ within = "P14D", of = "made" }}

[[clauses]]
id = "release"
text = {{ en = {quoted(evil("Release."))} }}
duty = "must"
bearers = "each"
act = "release"
trigger = {{ act = ["capture"], actor = ["other"], text = {{ en = {quoted(evil("Condition"))} }} }}
"""
SENTENCE = "The Ministry of Defence of Armenia said that Azerbaijani forces shelled the town of Martuni on 28 October."
DENIAL = "The Ministry of Defence of Azerbaijan denied that its forces shelled the town of Martuni on 28 October."


def report(name: str, source: str, text: str, url: str, language: str = "en") -> str:
    """A line of JSON that is a report."""
    row = {"id": name, "source": source, "language": language, "title": evil(name), "url": url, "text": text}
    return json.dumps(row | {"published": "2020-10-28", "captured": "2020-10-28T12:00:00Z"})


def written(folder: Path) -> Case:
    """The case, built."""
    sides = (("mod-armenia", "ARM", LINKS[0]), ("mod-azerbaijan", "AZE", LINKS[2]))
    sources = "".join(SOURCE.format(id=i, name=quoted(evil(i)), side=side, url=quoted(url)) for i, side, url in sides)
    reports = (
        report("shelled", "mod-armenia", f"{SENTENCE}\n{evil('Text.')}\n{SENTENCE[:-1]} {BODY}.", LINKS[0]),
        report("denied", "mod-azerbaijan", f"{DENIAL}\n{evil('Text.')}", LINKS[1]),
        report("denied-2", "mod-azerbaijan", f"{evil('نص')}\n{DENIAL}", LINKS[3], "ar"),
        report("denied-3", "mod-azerbaijan", f"{DENIAL} Again.", LINKS[4]),
    )
    files = {"case.toml": CASE + sources, "pacts/truce.toml": PACT, "reports/all.jsonl": "\n".join(reports)}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    open_case(folder).build()
    draft = folder / "drafts" / "draft.toml"
    draft.parent.mkdir(exist_ok=True)
    draft.write_text(f"# {BODY.splitlines()[0]}\n{PACT}", encoding="utf-8")
    return with_accounts(open_case(folder))


def worked_on(case: Case) -> str:
    """Every form of the work filled with payloads; gives the address of the complaint."""
    kim = sign_in(visitor(case), "kim")
    view = case.view()
    claims = "\n".join(list(view.claims)[:2])
    _sent(kim, "/en/work/together", claims=claims, do="same", why=evil("Together"))
    _sent(kim, "/en/work/grade", source="mod-armenia", reliability="B", interest="ARM", why=evil("Grade"))
    _sent(kim, "/en/work/grade", claim=next(iter(view.claims)), credibility="2", why=evil("Graded claim"))
    hand = {"c_act": "harm", "c_stance": "asserts", "c_negated": "false", "c_speaker": "ARM.MIL", "c_actor": "AZE"}
    hand |= {
        "c_when": "2020-10-29",
        "c_amounts": "2 wounded",
        "c_places": evil("Place"),
        "c_condition": evil("If"),
    }
    new = {"source": "", "new_source": "hotline", "new_name": evil("Hotline"), "new_kind": "monitor", "new_side": ""}
    told = {
        "title": evil("Title"),
        "text": evil("A caller told of it."),
        "language": "en",
        "url": f'http://x.example/"><{SIGN}-x>',
    }
    _sent(kim, "/en/work/enter", do="record", published="2020-10-29", **new, **told, **hand)
    filed = {"complainant": "ARM", "accused": "AZE", "clause": "truce/civilians", "text": evil("Complaint")}
    filed |= {"when": "2020-10-29", "places": evil("Martuni"), "severity": "serious", "why": evil("Why")}
    one = _sent(kim, "/en/complain", **filed)
    step = {"form": "step", "step": "taken_up", "to": evil("Desk"), "why": evil("Step")}
    _sent(kim, one, f"{one}/step", after=one[-64:], **step)
    after = kim.get(f"{one}?format=json").json()["after"]
    waits = {"form": "step", "step": "pending", "reason": "other", "other": evil("Mined"), "why": evil("Waits")}
    _sent(kim, one, f"{one}/step", after=after, **waits)
    ruling = {"form": "rule", "finding": "happened", "monitor": "OSCE", "severity": "grave", "why": evil("Ruling")}
    _sent(kim, one, f"{one}/rule", dissent_who=evil("Who"), dissent_why=evil("Dissent"), **ruling)
    _sent(kim, one, f"{one}/reply", form="reply", answer="rejects", text=evil("Reply"), why=evil("Note"))
    token = {"password": "four words are enough", "role": "reader", "label": evil("Label"), "days": "9"}
    send(kim, "/en/account", "/en/account/tokens", **token)
    _table(kim)
    return one


def _sent(client: TestClient, page: str, path: str = "", **typed: str) -> str:
    status, answer = send(client, page, path, **typed)
    assert status == 303, re.findall(r'role="alert"[^>]*>(.*?)</', answer, re.DOTALL) or answer[-3000:]
    return answer


def _table(client: TestClient) -> None:
    """A table whose cells are payloads, under a name that is one."""
    rows = [["_uuid", "observer", "date", "act", "place", "actor", "target", "killed", "description"]]
    rows.append([evil("id"), "OSCE", "2020-10-29", "attack", evil("Martuni"), "AZE", "CIV", "2", evil("Row")])
    rows.append([evil("bad"), "OSCE", evil("when"), "attack", "Martuni", "AZE", "CIV", "2", evil("Rejected")])
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    page = client.get("/en/work/table").text
    word = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert word
    sent = {"csrf": word[1], "dataset": "field-forms"}
    answer = client.post("/en/work/table", data=sent, files={"table": (f'../"><{SIGN}-x>.csv', text.encode(), "text/csv")})
    assert answer.status_code == 200, answer.text[-2000:]
    key = re.search(r'name="key" value="([0-9a-f]{64})"', answer.text)
    assert key
    assert SIGN + "-x>" not in answer.text
    taken = client.post("/en/work/table/take", data=sent | {"key": key[1]})
    assert taken.status_code == 303, taken.text[-2000:]
