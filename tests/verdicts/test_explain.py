"""Words: complete in every language, neutral, and true to the tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import ClassVar, get_args

import pytest

from pactwatch import lexicons
from pactwatch.types import Claim, Duty, Proof, Reason, Report, Source, Stance, Status, Verdict
from pactwatch.verdicts import explain
from pactwatch.verdicts.explain import explain_lines, explain_text, slots
from pactwatch.verdicts.language import WRITTEN, clean
from pactwatch.verdicts.words import sections

RULES = Path(explain.__file__).parent
LATE = Reason(
    "performed_late",
    {"bearer": "ARM", "act": ["transfer_list"], "when": "2020-12-04", "due": "2020-11-06", "late_by": "P28D"},
    ("r1#0-9",),
    (
        Reason(
            "proof",
            {"level": "reported", "voices": ["RUS", "wire"]},
            (),
            (Reason("voice", {"voice": "RUS", "interest": None}, ("r1#0-9",)),),
        ),
    ),
)


def _constants(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def _keys(tree: ast.Module) -> Iterator[str]:
    """Keys given to Reason outright, through a variable, or through a parameter named `key`."""
    through = {
        node.name: [a.arg for a in node.args.args].index("key")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and "key" in [a.arg for a in node.args.args]
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            position = 0 if node.func.id == "Reason" else through.get(node.func.id)
            if position is not None and len(node.args) > position:
                yield from _constants(node.args[position])
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "key" for t in node.targets):
            yield from _constants(node.value)


def _data(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from (k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str))


def emitted() -> set[str]:
    return {key for path in RULES.glob("*.py") for key in _keys(ast.parse(path.read_text(encoding="utf-8")))}


def test_every_reason_that_a_rule_gives_has_its_words() -> None:
    keys = emitted()
    assert "breach_alleged" in keys, "the search for keys finds those given through a parameter"
    assert keys <= set(sections()["reasons"])


def test_templates_use_only_data_that_some_rule_gives() -> None:
    given = {key for path in RULES.glob("*.py") for key in _data(ast.parse(path.read_text(encoding="utf-8")))}
    for key in emitted():
        assert slots(sections()["reasons"][key]["en"])[1] <= given, key


@pytest.mark.parametrize(
    ("section", "members"),
    [
        ("statuses", get_args(Status)),
        ("meanings", get_args(Status)),
        ("proofs", get_args(Proof)),
        ("stances", get_args(Stance)),
        ("duties", get_args(Duty)),
    ],
)
def test_every_value_of_the_contract_has_its_word(section: str, members: tuple[str, ...]) -> None:
    assert set(sections()[section]) == set(members)


def test_every_text_is_in_every_language_with_the_same_slots() -> None:
    for name, section in sections().items():
        for key, texts in section.items():
            if name == "fields":
                continue
            assert set(texts) == set(WRITTEN), f"{name}.{key}"
            assert len({str([sorted(s) for s in slots(text)]) for text in texts.values()}) == 1, f"{name}.{key}"


def test_every_act_can_be_left_undone() -> None:
    assert set(sections()["absences"]) == set(sections()["acts"]) == set(lexicons.load("acts"))


def test_arabic_is_punctuated_as_arabic() -> None:
    for name, section in sections().items():
        for key, texts in section.items():
            if name != "fields":
                assert not set(',;?“”"') & set(texts["ar"]), f"{name}.{key}"


def test_russian_is_written_in_russian_letters_and_quotation_marks() -> None:
    for name, section in sections().items():
        for key, texts in section.items():
            if name != "fields":
                words = re.sub(r"\{\w+\}", "", texts["ru"])
                assert not re.search(r"[A-Za-z\u0600-\u06ff“”\"]", words), f"{name}.{key}"


def test_a_russian_sentence_leaves_names_undeclined() -> None:
    """A name or a noun that comes through a slot stands in the nominative: no preposition may govern it."""
    named = {field for kind in ("name", "act", "status", "proof", "duty", "place") for field in sections()["fields"][kind]}
    governed = re.compile(rf"(?<!\w)(?:в|во|к|ко|на|о|об|от|из|с|со|у|по|за|для|до|при|между) \{{(?:{'|'.join(named)})\}}")
    assert governed.search("обращение от {by}"), "a preposition before a name is seen"
    for name, section in sections().items():
        for key, texts in section.items():
            if name != "fields":
                assert not governed.search(texts["ru"]), f"{name}.{key}"


def test_nothing_is_called_a_violation() -> None:
    for name in ("statuses", "meanings", "reasons"):
        for key, texts in sections()[name].items():
            assert "violat" not in texts["en"].lower(), f"{name}.{key}"
            assert "انتهاك" not in texts["ar"], f"{name}.{key}"
    unproven = ("alleged", "breach_alleged", "breach_denied")
    told = {**sections()["statuses"], **sections()["reasons"]}
    assert all(told[key]["ru"].startswith("Предполагаемое нарушение") for key in unproven)


def test_a_tree_is_told_top_down_with_its_sentence_where_it_is_deepest() -> None:
    assert explain_lines(LATE, "en", lambda name: f"text of {name}", {"wire": {"en": "The Wire"}}) == [
        (
            0,
            "Done late by Armenia: handover of lists of detainees, on 4 December 2020; "
            "due by 6 November 2020, late by 28 days.",
        ),
        (1, "Proof: reported by a disinterested voice. Voices: Russia and The Wire."),
        (2, "Russia: no interest in the matter."),
        (3, "“text of r1#0-9”"),
    ]


def test_a_tree_is_told_in_russian() -> None:
    assert explain_text(LATE, "ru", str, {"wire": {"en": "The Wire"}}).splitlines() == [
        "Исполнено с опозданием: передача списков задержанных лиц; кто обязан: Армения; дата: 4 декабря 2020 года; "
        "срок: 6 ноября 2020 года; опоздание: 28 дней.",
        "  Степень доказанности: сообщение незаинтересованного источника. Голоса: Россия и The Wire.",
        "    Россия: интереса в деле нет.",
        "      «r1#0-9»",
    ]


def test_what_two_readings_rest_on_alike_is_told_once() -> None:
    why = Reason("request_missing", {"by": ["ARM"], "bearer": "RUS"})
    branches = tuple(Reason("reading", {"reading": r, "status": "not_triggered"}, (), (why,)) for r in ("narrow", "wide"))
    lines = explain_lines(Reason("readings_agree", {"status": "not_triggered"}, (), branches), "en", str)
    assert [depth for depth, _ in lines] == [0, 1, 1, 1]
    assert lines[-1][1] == "No request to Russia by Armenia is on record."


class _Nothing:
    seq = 0
    sources: ClassVar[dict[str, Source]] = {}
    reports: ClassVar[dict[str, Report]] = {}
    claims: ClassVar[dict[str, Claim]] = {}


def test_a_verdict_is_told_with_what_is_missing() -> None:
    gap = Reason("request_missing", {"by": ["ARM"], "bearer": "RUS"})
    verdict = Verdict("p/c", "RUS", "not_triggered", datetime(2020, 11, 1), 1, None, (), (), (gap,), Reason("not_triggered"))
    assert explain.explain(verdict, _Nothing()).splitlines() == [
        "Russia: Not triggered",
        "  The condition had not been met.",
        "  No request to Russia by Armenia is on record.",
    ]


def test_arabic_isolates_latin_names_and_takes_eastern_digits_on_request() -> None:
    text = explain_text(LATE, "ar-u-nu-arab", lambda _: "نص", {"wire": {"en": "The Wire"}})
    assert "٤ ديسمبر ٢٠٢٠" in text
    assert "\u2068The Wire\u2069" in text
    assert "«نص»" in text


def test_what_is_missing_is_left_out_and_what_is_needed_shows() -> None:
    assert explain_text(Reason("denied_by", {}), "en", str) == "Denied, in whole or in part, by …."
    assert explain_text(Reason("denied_by", {"speaker": "ARM.MIL"}), "en", str).endswith("by Armenia (armed forces).")


def test_a_key_without_words_is_told_as_it_is() -> None:
    assert explain_text(Reason("new_rule", {"due": "2020-11"}), "en", str) == "new rule (due: November 2020)"


def test_hostile_data_cannot_turn_the_line() -> None:
    text = explain_text(Reason("denied_by", {"speaker": "x\u202ey\u2069"}), "ar", str)
    assert "\u202e" not in text
    assert text.count("\u2068") == text.count("\u2069") == 1
    assert clean("a\u202eb\x00c\n") == "abc\n"
