"""What the import of a calendar did or would do, in the shape every import prints."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.core.calendar_event import Problem
from initiatives.core.catalog_report import AskedQuestion, FileError, Report


@dataclass(frozen=True, kw_only=True)
class CalendarReport(Report):
    """Meetings are counted, not their dates. `skipped` took place before, or are cancelled there;
    an error is an event that was left out: the others are in. `put_off` are so many that a job
    brings them in."""

    vanished: int = 0
    put_off: int = 0
    warnings: tuple[FileError, ...] = ()

    def as_json(self) -> dict:
        """Without what no command puts off."""
        told = super().as_json()
        del told["put_off"]
        return told


def said_of(problems: Iterable[Problem], *, where: str) -> CalendarReport:
    problems = tuple(problems)
    return CalendarReport(
        questions=tuple(
            AskedQuestion(where=place(one, where), text=one.title or one.uid, ask=one.message)
            for one in problems
            if one.kind == "question"
        ),
        errors=tuple(said(one, where) for one in problems if one.kind == "refused"),
        warnings=tuple(said(one, where) for one in problems if one.kind == "warning"),
    )


def said(problem: Problem, where: str) -> FileError:
    name = f"{problem.title} ({problem.uid})" if problem.title else problem.uid
    return FileError(where=where, line=problem.line, field=name, message=problem.message)


def place(problem: Problem, where: str) -> str:
    line = f", line {problem.line}" if problem.line else ""
    return f"{where}{line}: {problem.uid}"
