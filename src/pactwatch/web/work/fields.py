"""What programs send for each act of the board's work: the fields of its form, by the same names."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from pactwatch.ledger.complaints import ANSWERS, CLOSING, PENDING, SEVERITIES, STEPS
from pactwatch.ledger.judgements import CREDIBILITY, RELIABILITY
from pactwatch.web.sending import Body, File

_CASE = {"complainant": "ARM", "accused": "AZE", "clause": ["geneva-2020-10-30/lists"]}
_OWN_WORDS = "(the complaint in the complainant's own words)"


def _like(**example: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


def _any_of(words: tuple[str, ...]) -> str:
    return ", ".join(words)


_SEVERITY = Field("", description=f"{_any_of(SEVERITIES)}; empty where it is not said.")
_WHY_KEPT = "kept with the line for those who may see it."


class ComplaintFields(Body):
    """A complaint."""

    model_config = _like(**_CASE, text=_OWN_WORDS, when="2020-11-07", severity="serious")
    complainant: str = Field(description="The party that complains: a code such as ARM.")
    accused: str = Field(description="The party complained of.")
    clause: list[str] = Field(description="The clauses complained of, as pact/clause; all of one pact.")
    text: str = Field(description="The complaint in the complainant's own words.")
    claims: list[str] = Field([], description="Claims of the ledger that it rests on, by the ids of their entries.")
    when: str = Field("", description="The day on which it happened, or the first of several (ISO 8601).")
    until: str = Field("", description="The last day.")
    places: list[str] = Field([], description="Where it happened, as the complaint names the places.")
    severity: str = _SEVERITY
    why: str = Field("", description=f"How it came in; {_WHY_KEPT}")


class StepFields(Body):
    """A step of an inquiry."""

    model_config = _like(step="taken_up", why="the clause names us as monitor")
    step: str = Field(description=f"{_any_of(STEPS)}.")
    why: str = Field(description=f"Why it is taken; {_WHY_KEPT}")
    to: str = Field("", description="The monitor or account in whose hands it is from now on.")
    reason: str = Field("", description=f"Why it waits ({_any_of(PENDING)}) or ends ({_any_of(CLOSING)}), or `other`.")
    other: str = Field("", description="The reason in words, where it is `other`.")
    severity: str = _SEVERITY
    after: str = Field("", description="The entry that the step follows, so that no step is taken upon another unseen.")


class RulingFields(Body):
    """A ruling on a complaint."""

    model_config = _like(monitor="ICRC", finding="not_established", why="(the grounds)")
    monitor: str = Field(description="The monitor whom the pact names, in whose name it is ruled.")
    finding: Literal["happened", "did_not_happen", "not_established"] = Field(description="What was found.")
    why: str = Field(description="The grounds.")
    severity: str = _SEVERITY
    dissent_who: str = Field("", description="Who does not share the ruling.")
    dissent_why: str = Field("", description="Why they do not.")


class ReplyFields(Body):
    """The reply of the accused."""

    model_config = _like(answer="partly", text="(the reply in the party's own words)")
    answer: str = Field(description=f"{_any_of(ANSWERS)}.")
    text: str = Field(description="The reply in the party's own words.")
    why: str = Field("", description=f"How it came in; {_WHY_KEPT}")


class TextFields(Body):
    """A text, and the claims of it that are to stand. The fields from c_sentence on type one claim by hand (docs/claims.md)."""

    model_config = _like(source="mod-armenia", text="(the text as it was published)", published="2020-10-29", do="read")
    text: str = Field(description="The text as it was published.")
    do: Literal["read", "record"] = Field("record", description="read: only say what claims are found in it. record: write it.")
    take: list[int] = Field([], description="The numbers of the claims found in it that are recorded, from 0.")
    source: str = Field("", description="The source that published it, by its id; empty for a new one.")
    published: str = Field("", description="The day of its publication (ISO 8601); today where it is empty.")
    title: str = Field("", description="Its title; its first line where it is empty.")
    url: str = Field("", description="Its address.")
    language: str = Field("", description="Its language (BCP 47); told from its letters where it is empty.")
    new_source: str = Field("", description="The id of a new source: small Latin letters, digits and hyphens.")
    new_name: str = Field("", description="The name of the new source.")
    new_kind: str = Field("", description="The kind of the new source.")
    new_side: str = Field("", description="The party whose interest the new source has, if any.")
    c_sentence: str = Field("", description="The sentence of a claim typed by hand, as the text has it; all of it if empty.")
    c_act: str = Field("", description="What was done, as acts.toml names it.")
    c_stance: str = Field("", description="How it is said: asserts, denies, promises…")
    c_negated: Literal["true", "false", ""] = Field("", description="Whether it was not done.")
    c_speaker: str = Field("", description="Who says it.")
    c_actor: list[str] = Field([], description="Who did it.")
    c_target: list[str] = Field([], description="To whom.")
    c_places: list[str] = Field([], description="Where.")
    c_when: str = Field("", description="When (ISO 8601).")
    c_due: str = Field("", description="By when, of a promise.")
    c_condition: str = Field("", description="On what condition.")
    c_amounts: list[str] = Field([], description="How many: `3 killed`, `at_least 5 wounded`.")
    c_certainty: str = Field("", description="How sure the speaker is.")


class TableFields(Body):
    """A table of events, to be looked at before it is taken in."""

    model_config = _like(
        dataset="field-forms",
        table="_uuid,observer,date,act,place,actor,target,killed,description\n",
    )
    dataset: str = Field(description="The name under which its rows are known again: small Latin letters, digits, hyphens.")
    table: File = Field(description="The table: CSV as text or file, XLSX as file.")
    map: File = Field("", description="The map of its columns (TOML), where its kind is not known.")
    part: bool = Field(False, description="Whether it is a part of the dataset, so that rows that are gone stand.")


class TakenFields(Body):
    """A table that was looked at."""

    model_config = _like(dataset="field-forms", key="0" * 64)
    dataset: str = Field(description="The name of the dataset, as it was sent.")
    key: str = Field(description="The key that was given when it was looked at.")
    part: bool = Field(False, description="Whether it is a part of the dataset.")


class DraftFields(Body):
    """What becomes of a draft."""

    model_config = _like(do="refuse", why="it promises nothing")
    do: Literal["adopt", "refuse"] = Field(description="What is done with it.")
    why: str = Field(description="Why.")
    clause: list[str] = Field([], description="The clauses that are adopted, by their ids; all where none is named.")


class DraftText(Body):
    """A draft as it was edited."""

    model_config = _like(text='id = "a-truce"\n')
    text: str = Field(description="All of the draft (TOML), as docs/pacts.md describes it.")


class CorrectFields(Body):
    """What a claim is to say otherwise."""

    model_config = _like(set=["actor=AZE.MIL", "places=Hadrut,Tumi"], why="the sentence names both villages")
    set: list[str] = Field(description="Fields of the claim with their right values, as `field=value`; lists by commas.")
    why: str = Field(description="Why.")


class EventFields(Body):
    """That claims speak of one happening, or that no two of them do."""

    model_config = _like(claims=["0" * 8, "1" * 8], do="same", why="one shell, told by two agencies")
    claims: list[str] = Field(description="The claims, by the ids of their entries, or the first eight signs of these.")
    do: Literal["same", "different"] = Field(description="What is said of them.")
    why: str = Field(description="Why.")


class GradeFields(Body):
    """How reliable a source is, or how credible a claim."""

    model_config = _like(source="armenpress", reliability="B", interest="ARM", why="a state agency")
    why: str = Field(description="Why.")
    source: str = Field("", description="The source, by its id; or else")
    claim: str = Field("", description="the claim, by the id of its entry.")
    reliability: str = Field("", description=f"Of a source: {_any_of(RELIABILITY)}.")
    credibility: str = Field("", description=f"Of a claim: {_any_of(CREDIBILITY)}.")
    interest: str = Field("", description="The party whose interest it serves, if any.")


class RetractFields(Body):
    """An entry that is counted no more."""

    model_config = _like(entry="0" * 8, why="misread")
    entry: str = Field(description="The entry, by its id or the first eight signs of it.")
    why: str = Field(description="Why.")
