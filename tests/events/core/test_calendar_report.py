"""What the reader of a calendar found wrong, as every import says it: where, and about which event."""

from events.core.calendar_event import Problem
from events.core.calendar_report import CalendarReport, said_of
from initiatives.core.catalog_report import AskedQuestion, FileError


def test_a_refusal_and_a_warning_name_line_and_event_and_a_question_is_asked():
    problems = (
        Problem("a", "refused", "It has no start.", 12, "Call"),
        Problem("b", "warning", "Its zone is a guess.", 0),
        Problem("c", "question", "Which zone?", 30, "Floating"),
        Problem("d", "question", "Which zone?", 0),
    )
    report = said_of(iter(problems), where="calls.ics")
    assert report.errors == (
        FileError(where="calls.ics", line=12, field="Call (a)", message="It has no start."),
    )
    assert report.warnings == (
        FileError(where="calls.ics", line=0, field="b", message="Its zone is a guess."),
    )
    assert report.questions == (
        AskedQuestion(where="calls.ics, line 30: c", text="Floating", ask="Which zone?"),
        AskedQuestion(where="calls.ics: d", text="d", ask="Which zone?"),
    )


def test_what_a_job_brings_in_later_is_told_to_people_and_no_part_of_the_report():
    told = CalendarReport(created=1, put_off=2, vanished=3).as_json()
    assert (told["created"], told["vanished"], "put_off" in told) == (1, 3, False)
