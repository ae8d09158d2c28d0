"""What a program does on a board, with a token: each act as a method. Fields are those that `/en/api` lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pactwatch.client import records
from pactwatch.client.records import Recorded


class Acts:
    """The acts of a client. Each gives what was recorded, and raises Problem where the board refuses it."""

    def post(self, path: str, fields: Mapping[str, Any], table: bytes | None = None) -> dict[str, Any]:
        """Sends the fields of any act, as JSON tells what came of it; with a table, as a form. None leaves a field out."""
        raise NotImplementedError

    def complain(self, complainant: str, accused: str, clause: Sequence[str], text: str, **fields: Any) -> Recorded:
        """Files a complaint of one party against another over clauses (`pact/clause`), in its own words."""
        told = {"complainant": complainant, "accused": accused, "clause": list(clause), "text": text}
        return self._recorded("complaints", told | fields)

    def step(self, complaint: str, step: str, why: str, **fields: Any) -> Recorded:
        """Takes a step of the inquiry into a complaint."""
        return self._recorded(f"complaints/{complaint}/steps", {"step": step, "why": why, **fields})

    def rule(self, complaint: str, monitor: str, finding: str, why: str, **fields: Any) -> Recorded:
        """Rules on a complaint in the name of the monitor whom the pact names."""
        return self._recorded(f"complaints/{complaint}/rulings", {"monitor": monitor, "finding": finding, "why": why, **fields})

    def reply(self, complaint: str, answer: str, text: str, **fields: Any) -> Recorded:
        """Replies to a complaint in the name of the accused."""
        return self._recorded(f"complaints/{complaint}/replies", {"answer": answer, "text": text, **fields})

    def read(self, text: str, source: str, **fields: Any) -> list[dict[str, Any]]:
        """The claims that are found in a text, numbered from 0; nothing is recorded."""
        found: list[dict[str, Any]] = self.post("reports", {"text": text, "source": source, "do": "read", **fields})["found"]
        return found

    def record(self, text: str, source: str, take: Sequence[int] = (), **fields: Any) -> Recorded:
        """Records a text with these of the claims found in it, and one typed by hand (`c_act=…`)."""
        return self._recorded("reports", {"text": text, "source": source, "take": list(take), **fields})

    def preview(self, dataset: str, table: bytes, *, part: bool = False) -> dict[str, Any]:
        """What a table (CSV or XLSX) would change of a dataset. `take` wants its `key`. part: rows that are gone stay."""
        return self.post("tables", {"dataset": dataset, "part": str(part).lower()}, table)

    def take(self, dataset: str, key: str, *, part: bool = False) -> Recorded:
        """Takes in a table that was looked at."""
        return self._recorded("tables/taken", {"dataset": dataset, "key": key, "part": part})

    def adopt(self, draft: str, why: str, clause: Sequence[str] = ()) -> Recorded:
        """Adopts a draft of a pact, or these clauses of it."""
        return self._recorded(f"drafts/{draft}", {"do": "adopt", "why": why, "clause": list(clause)})

    def refuse(self, draft: str, why: str) -> Recorded:
        """Refuses a draft of a pact."""
        return self._recorded(f"drafts/{draft}", {"do": "refuse", "why": why})

    def same(self, claims: Sequence[str], why: str) -> Recorded:
        """Says that claims speak of one happening."""
        return self._recorded("judgements", {"claims": list(claims), "do": "same", "why": why})

    def different(self, claims: Sequence[str], why: str) -> Recorded:
        """Says that no two of these claims speak of one happening."""
        return self._recorded("judgements", {"claims": list(claims), "do": "different", "why": why})

    def grade(self, why: str, **fields: Any) -> Recorded:
        """Grades a source (`source`, `reliability`, `interest`) or a claim (`claim`, `credibility`)."""
        return self._recorded("gradings", {"why": why, **fields})

    def correct(self, claim: str, changes: Sequence[str], why: str) -> Recorded:
        """Puts a right claim in the place of a wrong one (its entry id). changes: `field=value`, lists by commas."""
        return self._recorded(f"claims/{claim}/corrections", {"set": list(changes), "why": why})

    def retract(self, entry: str, why: str) -> Recorded:
        """Takes an entry back: it is counted no more, and stays where it was written."""
        return self._recorded("retractions", {"entry": entry, "why": why})

    def _recorded(self, path: str, fields: Mapping[str, Any]) -> Recorded:
        return records.recorded(self.post(path, fields))
