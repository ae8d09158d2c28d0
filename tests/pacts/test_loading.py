"""Pact files: what is taken, and how what is not is refused."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.pacts.loading import dangling_relations, load_pact, load_pacts
from pactwatch.refusals import Refused
from pactwatch.times import Span
from tests.pacts.files import EXAMPLE, PACT, pact_file


def test_defaults(tmp_path: Path) -> None:
    pact = load_pact(pact_file(tmp_path))
    assert pact.made == Span.parse("2020-10-10")
    assert pact.in_force == Span.parse("2020-10-10/..")
    assert [c.bearers for c in pact.clauses] == [("ARM", "AZE"), ("ARM",)]
    assert pact.clauses[0].ref == "truce/halt"
    assert pact.zones["valley"].readings[0].includes == ("lachin",)
    assert pact.zones["valley"].readings[0].id == "valley"


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("2020-10-10", "2020-10-10"),
        ("2020-10-10T12:00:00", "2020-10-10T12:00:00"),
        ("2020-10-10T12:00:00+04:00", "2020-10-10T12:00:00+04:00"),
        ('"2020-10"', "2020-10"),
        ('"1992/1994"', "1992/1994"),
    ],
)
def test_a_time_is_a_toml_date_or_an_iso_text(tmp_path: Path, written: str, span: str) -> None:
    pact = load_pact(pact_file(tmp_path, ("made = 2020-10-10", f"made = {written}")))
    assert pact.made == Span.parse(span)


def test_open_periods(tmp_path: Path) -> None:
    period = "in_force = { from = 2020-10-11, until = 2020-10-12 }\ntime_zone"
    pact = load_pact(pact_file(tmp_path, ("time_zone", period)))
    assert pact.in_force == Span(datetime(2020, 10, 11), datetime(2020, 10, 12, 23, 59, 59))
    until = load_pact(pact_file(tmp_path, ("window = { from = 2020-10-10T12:00:00 }", "window = { until = 2021-01-01 }")))
    assert until.clauses[0].window == Span.parse("../2021-01-01")


MISTAKES = [
    # (what is written, instead of what, line, words of the refusal)
    ("tittle = {", "title = {", 3, "'title' is missing, but here stands 'tittle'; did you mean 'title'"),
    ("zime_zone =", "time_zone =", 6, "unknown key 'zime_zone'; did you mean 'time_zone'"),
    ("made = 2020-02-30", "made = 2020-10-10", 5, "not TOML: Invalid date"),
    ('made = "2020-02-30"', "made = 2020-10-10", 5, "2020-02-30"),
    ("made = 12:30:00", "made = 2020-10-10", 5, "must be a date"),
    ("made = true", "made = 2020-10-10", 5, "must be a date"),
    ('parties = ["ARM", "AZR"]', 'parties = ["ARM", "AZE"]', 4, "unknown party 'AZR'; did you mean"),
    ("parties = []", 'parties = ["ARM", "AZE"]', 4, "must have parties"),
    ('time_zone = "Asia/Bakoo"', 'time_zone = "Asia/Baku"', 6, "unknown time zone"),
    ('source = ""', 'source = "https://example.org/"', 7, "'source' is empty"),
    ('includes = ["lachinn"]', 'includes = ["lachin"]', 10, "unknown place 'lachinn'; did you mean 'lachin'"),
    ("includes = []", 'includes = ["lachin"]', 10, "covers nothing"),
    ('duty = "must_nt"', 'duty = "must_not"', 15, "unknown duty 'must_nt'; did you mean 'must_not'"),
    ('bearers = ["RUS"]', 'bearers = "each"', 16, "'RUS' is no party of the pact"),
    ('act = ["attack", "shoot"]', 'act = ["attack"]', 17, "unknown act 'shoot'"),
    ("window = { from = 2020-10-10, until = 2020-10-09 }", "window = { from = 2020-10-10T12:00:00 }", 18, "ends before"),
    ("window = { form = 2020-10-10 }", "window = { from = 2020-10-10T12:00:00 }", 18, "unknown key 'form' in window"),
    ('id = "halt"', 'id = "leave"', 21, "two clauses have the id 'halt'"),
    ("text = {}", 'text = { en = "One leaves." }\nduty = "must"', 20, "'duty' is missing"),
    ('zone = "vally"', 'zone = "valley"', 26, "zone 'vally' is not defined"),
    ('due = { within = "P7D" }', 'due = { within = "P7D", of = "made" }', 27, "the deadline has no start"),
    ('due = { within = "P7D", of = "trigger" }', 'due = { within = "P7D", of = "made" }', 27, "the deadline has no start"),
    ('due = { within = "7 days", of = "made" }', 'due = { within = "P7D", of = "made" }', 27, "no duration"),
    ('due = { within = "P0D", of = "made" }', 'due = { within = "P7D", of = "made" }', 27, "no time"),
    ("due = {}", 'due = { within = "P7D", of = "made" }', 27, "`by` a date, `within` a duration"),
    ('trigger = { act = "attack", zone = "hill" }', 'due = { within = "P7D", of = "made" }', 27, "'hill' is not defined"),
    ('trigger = { actor = ["ARM"] }', 'due = { within = "P7D", of = "made" }', 27, "neither an act nor who must ask"),
    ('proof = { breach = "sure" }', 'due = { within = "P7D", of = "made" }', 27, "unknown breach 'sure'"),
    ('amount = { value = "x", unit = "people" }', 'due = { within = "P7D", of = "made" }', 27, "must be a number"),
    ('supersedes = ["truce"]', 'due = { within = "P7D", of = "made" }', 27, "cannot supersede itself"),
    ('to_fill_in = "who?"', 'due = { within = "P7D", of = "made" }', 27, "gap is still open: who?"),
    ('reaffirms = ["truce"]\nkind', "kind", 2, "to itself"),
    ('answers_for = { ARM = ["ARTSAK"] }\nkind', "kind", 2, "unknown party 'ARTSAK'; did you mean 'ARTSAKH'"),
    ('id = "../truce"', 'id = "truce"', 1, "cannot be an id"),
    ("kind = 3", 'kind = "ceasefire"', 2, "must be a text, not 3"),
    ("clauses = 3\nkind", "kind", 2, "not TOML"),
    ('parties = ["ARM", "ARM"]', 'parties = ["ARM", "AZE"]', 4, "'ARM' stands twice"),
    ("[[zones]]", "[zones.valley]", 9, "'zones' must be a table, not a list"),
    ("window = { until = 2019-01-01 }", "window = { from = 2020-10-10T12:00:00 }", 18, "outside the life of the pact"),
    ("due = { by = 2019-11-11 }", 'due = { within = "P7D", of = "made" }', 27, "over before the pact is made"),
    ('due = { within = "P9999Y", of = "made" }', 'due = { within = "P7D", of = "made" }', 27, "beyond the calendar"),
    ('amount = { value = nan, unit = "people" }', 'due = { within = "P7D", of = "made" }', 27, "from zero up, not nan"),
    ('due = { by = 2020-11-11, within = "P7D" }', 'due = { within = "P7D", of = "made" }', 27, "give one of the three"),
    ('due = { every = "P7D" }', 'due = { within = "P7D", of = "made" }', 27, "the deadline has no start"),
    (
        'due = { within = "P7D", of = "hold" }',
        'due = { within = "P7D", of = "made" }',
        27,
        "use one of: made, in_force, trigger, halt",
    ),
    ('due = { within = "P7D", of = "leave" }', 'due = { within = "P7D", of = "made" }', 27, "cannot wait for itself"),
    (
        'trigger = { requested_by = ["ARM"], threatened = true }',
        'due = { within = "P7D", of = "made" }',
        27,
        "threat of nothing",
    ),
    ('extends = [{ what = "truce", until = 2021-01-01 }]\nkind', "kind", 2, "cannot extend itself"),
    ('extends = [{ what = "older" }]\nkind', "kind", 2, "give one of the two"),
    ('terminates = ["truce/halt"]\nkind', "kind", 2, "to itself"),
]


@pytest.mark.parametrize(("new", "old", "line", "words"), MISTAKES, ids=[m[0][:40] for m in MISTAKES])
def test_a_mistake_is_refused_with_its_line(tmp_path: Path, new: str, old: str, line: int, words: str) -> None:
    path = pact_file(tmp_path, (old, new))
    with pytest.raises(Refused) as refused:
        load_pact(path)
    assert words in str(refused.value)
    assert refused.value.file == path
    if "clauses = 3" not in new:
        assert refused.value.line == line
    assert refused.value.mend


@given(st.integers(0, PACT.count("\n") - 1), st.from_regex(r"[a-z]{9,12}", fullmatch=True))
@settings(max_examples=60)
def test_an_unknown_key_anywhere_is_refused_at_its_line(tmp_path_factory: pytest.TempPathFactory, at: int, key: str) -> None:
    lines = PACT.splitlines()
    lines.insert(at + 1, f"{key} = 1")
    path = tmp_path_factory.mktemp("pact") / "truce.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_pact(path)
    assert f"unknown key {key!r}" in str(refused.value)
    assert refused.value.line == at + 2


def test_a_long_text_does_not_move_the_lines(tmp_path: Path) -> None:
    text = 'text = { en = "x" }\nduty = "must_not"'
    long = 'cites = """\n[[clauses]]\nid = "no"\n"""\ntext = { en = "x" }\nduty = "mustn"'
    path = pact_file(tmp_path, ('text = { en = "Nobody shoots." }\nduty = "must_not"', text), (text, long))
    with pytest.raises(Refused, match="unknown duty") as refused:
        load_pact(path)
    assert refused.value.line == 19


def test_a_deadline_from_a_life_without_beginning_has_no_start(tmp_path: Path) -> None:
    life = ("time_zone", "in_force = { until = 2021-01-01 }\ntime_zone")
    with pytest.raises(Refused, match="the deadline has no start: it is not said from when"):
        load_pact(pact_file(tmp_path, life, ('of = "made"', 'of = "in_force"')))


@pytest.mark.parametrize("written", [PACT.replace("\n", "\r\n"), "\ufeff" + PACT], ids=["crlf", "bom"])
def test_line_ends_and_byte_order_marks_of_other_systems_are_taken(tmp_path: Path, written: str) -> None:
    path = tmp_path / "truce.toml"
    path.write_bytes(written.encode("utf-8"))
    assert load_pact(path) == load_pact(pact_file(tmp_path, name="plain.toml"))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b'id = "\xff"')
    for path, words in [(bad, "not UTF-8"), (tmp_path / "none.toml", "no such file"), (tmp_path, "cannot be read")]:
        with pytest.raises(Refused, match=words):
            load_pact(path)
    with pytest.raises(Refused, match="no such folder"):
        load_pacts(tmp_path / "none")


def test_readings_of_a_zone(tmp_path: Path) -> None:
    zone = '[[zones.valley.readings]]\nid = "a"\nincludes = ["lachin"]\nheld_by = ["RUS"]\n'
    other = '[[zones.valley.readings]]\nid = "b"\nincludes = ["*"]\nexcludes = ["ARM"]\n'
    plain = '[zones.valley]\nincludes = ["lachin"]\n'
    readings = load_pact(pact_file(tmp_path, (plain, zone + other))).zones["valley"].readings
    assert [(r.id, r.includes, r.excludes, r.held_by) for r in readings] == [
        ("a", ("lachin",), (), ("RUS",)),
        ("b", ("*",), ("ARM",), ()),
    ]
    with pytest.raises(Refused, match="two readings of zone 'valley' are called 'a'") as refused:
        load_pact(pact_file(tmp_path, (plain, zone + zone)))
    assert refused.value.line == 14


def test_two_files_of_one_id(tmp_path: Path) -> None:
    pact_file(tmp_path)
    pact_file(tmp_path, name="z.toml")
    with pytest.raises(Refused, match="a second pact has the id 'truce'"):
        load_pacts(tmp_path)


def test_a_relation_to_a_pact_not_at_hand_is_listed(tmp_path: Path) -> None:
    pact_file(
        tmp_path, ("made", 'reaffirms = ["older"]\nmade'), ('bearers = ["ARM"]', 'bearers = ["ARM"]\nsupersedes = ["older/x"]')
    )
    assert dangling_relations(load_pacts(tmp_path)) == (
        ("truce", "reaffirms", "older"),
        ("truce/leave", "supersedes", "older/x"),
    )


def test_the_pacts_of_the_worked_case() -> None:
    pacts = load_pacts(EXAMPLE)
    assert len(pacts) == 8
    assert dangling_relations(pacts) == ()
    assert pacts["collective-security-treaty"].in_force.earliest == datetime(1994, 4, 20)
    assert pacts["statement-2020-11-10"].in_force.instants("Europe/Moscow")[0].isoformat() == "2020-11-10T00:00:00+03:00"
    for pact in pacts.values():
        assert pact.source.startswith("https://")
        assert all({"en", "ar"} <= set(clause.text) for clause in pact.clauses)
        assert {"en", "ar", "ru"} <= set(pact.title)
