"""The one way pactwatch says no to bad input."""

from __future__ import annotations

from pathlib import Path


class Refused(Exception):  # noqa: N818 - it is an answer to the user, not a fault of the program
    """Input that cannot be taken: one sentence that names the file, the line where it has one, and the mend.

    The command line prints it and ends with exit code 2; nothing has been written by then.
    """

    def __init__(self, problem: str, *, mend: str, file: Path | str | None = None, line: int | None = None) -> None:
        self.problem, self.mend, self.file, self.line = problem, mend, file, line
        where = "" if file is None else f"{file}{'' if line is None else f':{line}'}: "
        super().__init__(f"{where}{problem}; {mend}")
