import pytest

from events.core.content_lines import CalendarRefused, Component, Property, read_components
from tests.events.core.calendar_text import vcalendar, vevent
from tests.quick import within


def only_event(raw: bytes) -> Component:
    return read_components(raw)[0].named("VEVENT")[0]


@pytest.mark.parametrize("newline", [b"\r\n", b"\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_line_end_and_a_byte_order_mark_are_fine(newline, mark):
    raw = mark + vcalendar(vevent("SUMMARY:ok")).replace(b"\r\n", newline)
    assert only_event(raw).first("SUMMARY") == Property("SUMMARY", {}, "ok", 6)


def test_folded_lines_are_joined_and_keep_the_number_they_begin_at():
    event = only_event(vcalendar(vevent("SUMMARY:a lo", " ng", "\t title", "", "LOCATION:here")))
    assert event.properties[1:] == [
        Property("SUMMARY", {}, "a long title", 6),
        Property("LOCATION", {}, "here", 10),
    ]


def test_parameters_are_read_with_or_without_quotes():
    event = only_event(vcalendar(vevent('dtstart;tzid="Europe/Berlin";x=a,b:20261020T090000')))
    assert event.properties[1] == Property(
        "DTSTART", {"TZID": "Europe/Berlin", "X": "a,b"}, "20261020T090000", 6
    )


def test_a_line_that_is_none_is_counted_not_read():
    event = only_event(vcalendar(vevent("LOCATION:123 Main St\\,", "Albuquerque\\, NM", "A;B:c")))
    assert event.unreadable == [7, 8]


def test_control_characters_are_gone_but_line_separators_of_unicode_end_no_line():
    event = only_event(vcalendar(vevent("SUMMARY:a\x00b\x1bc\x85d\u2028e\tf")))
    assert event.first("SUMMARY").value == "abcd\u2028e\tf"


def test_bytes_that_are_no_text_cost_only_themselves():
    raw = vcalendar(vevent("SUMMARY:caf\N{LATIN SMALL LETTER E WITH ACUTE}"))
    broken = raw.replace("\N{LATIN SMALL LETTER E WITH ACUTE}".encode(), b"\xe9")
    assert only_event(broken).first("SUMMARY").value == "caf\N{REPLACEMENT CHARACTER}"


def test_two_calendars_in_a_file_are_both_read():
    assert len(read_components(vcalendar() + vcalendar())) == 2


def test_what_stands_outside_a_component_is_left_out():
    raw = vcalendar(vevent()) + b"trailing words\r\nBEGIN:VCARD\r\nEND:VCARD\r\n"
    assert [each.name for each in read_components(raw)] == ["VCALENDAR"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "not a calendar"),
        (b"\r\n \r\n", "not a calendar"),
        (b"<!DOCTYPE html><html>login</html>", "not a calendar"),
        (b"BEGIN:VCARD\r\nEND:VCARD", "not a calendar"),
        (vcalendar(vevent())[: -len("END:VCALENDAR\r\n")], "cut off"),
        (vcalendar(vevent())[: -len("VENT\r\nEND:VCALENDAR\r\n")], "broken at line 6"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR", "broken at line 3"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nEND:VEVENT", "broken at line 3"),
        (b"BEGIN:VCALENDAR\r\n" * 9, "more than 5,000 parts"),
        (vcalendar(*[vevent()] * 5000), "more than 5,000 parts"),
        (vcalendar(vevent(*["x"] * 10_001)), "more than 10,000 lines"),
        (b"BEGIN:VCALENDAR\r\n" + b"x" * 2_000_000, "larger than 2 MB"),
    ],
)
def test_what_is_no_whole_calendar_is_refused_as_a_whole(raw, why):
    with pytest.raises(CalendarRefused, match=why):
        read_components(raw)


def test_a_file_of_one_endless_line_is_read_in_time():
    raw = vcalendar(vevent("DESCRIPTION:" + "\r\n x" * 400_000))
    assert within(5, lambda: only_event(raw))
    assert len(only_event(raw).first("DESCRIPTION").value) == 400_000
