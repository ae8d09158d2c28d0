"""A small client of the board's API, for programs: only httpx is needed besides Python.

with Client("https://board.example.org") as board:
    for verdict in board.verdicts(at="2020-11-08", status="overdue"):
        print(verdict.pact, verdict.clause, verdict.bearer, verdict.due)
"""

from pactwatch.client.asking import Client, Problem
from pactwatch.client.records import Change, Draft, Head, Line, Obligation, Recorded, Verdict, Written

__all__ = ["Change", "Client", "Draft", "Head", "Line", "Obligation", "Problem", "Recorded", "Verdict", "Written"]
