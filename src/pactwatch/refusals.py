"""The one way pactwatch says no to bad input."""

from __future__ import annotations

from pathlib import Path

_MOST = 300
"""Signs of a value that a sentence shows: it can have been sent by anybody, and be as long as they like."""


class Word(str):
    """A word of ours among the values of a refusal, told in the reader's language; other values stand as they are."""

    __slots__ = ()


class Refused(Exception):  # noqa: N818 - it is an answer to the user, not a fault of the program
    """Input that cannot be taken: one sentence that names the file, the line where it has one, and the mend.

    The command line prints it and ends with exit code 2; nothing has been written by then. problem and mend may have slots
    (`there is no pact {name!r}`) for `values`, as `str.format` has them: so the board can tell it in another language.
    """

    def __init__(
        self, problem: str, *, mend: str, file: Path | str | None = None, line: int | None = None, **values: object
    ) -> None:
        values = {name: _shown(value) for name, value in values.items()}
        self.patterns, self.values, self.file, self.line = (problem, mend), values, file, line
        self.problem, self.mend = (p.format(**values) if values else p for p in self.patterns)
        where = "" if file is None else f"{file}{'' if line is None else f':{line}'}: "
        super().__init__(f"{where}{self.problem}; {self.mend}")

    def of(self, file: Path | str | None, line: int | None) -> Refused:
        """The same, said of another place."""
        problem, mend = self.patterns
        return Refused(problem, mend=mend, file=file, line=line, **self.values)


def _shown(value: object) -> object:
    """A value, cut where it is too long to be read in a sentence."""
    text = str(value) if isinstance(value, str | Exception) else ""
    return f"{text[:_MOST]}…" if len(text) > _MOST + 1 else value
