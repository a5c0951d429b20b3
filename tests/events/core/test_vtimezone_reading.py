import pytest

from events.core.content_lines import Component, read_components
from events.core.vtimezone_reading import MAX_COMPARED, ZoneDefinitions, zone_like
from tests.events.core.calendar_text import vcalendar


def definition(*observances: tuple[str, ...]) -> Component:
    lines = ["BEGIN:VTIMEZONE", "TZID:theirs"]
    for kind, *rest in observances:
        lines += [f"BEGIN:{kind}", *rest, f"END:{kind}"]
    return read_components(vcalendar(*lines, "END:VTIMEZONE"))[0].named("VTIMEZONE")[0]


def fixed(offset: str) -> Component:
    return definition(
        ("STANDARD", "DTSTART:16010101T000000", f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}")
    )


def since_1601(rule: str) -> Component:
    return definition(
        ("STANDARD", "DTSTART:16010101T000000", rule, "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200")
    )


def pacific(*, dst_rule: str, standard_rule: str) -> Component:
    return definition(
        ("DAYLIGHT", "DTSTART:20070311T020000", dst_rule, "TZOFFSETFROM:-0800", "TZOFFSETTO:-0700"),
        (
            "STANDARD",
            "DTSTART:20071104T020000",
            standard_rule,
            "TZOFFSETFROM:-0700",
            "TZOFFSETTO:-0800",
        ),
    )


@pytest.mark.parametrize(
    ("offset", "name"), [("+1100", "Etc/GMT-11"), ("+0000", "UTC"), ("+0530", "Asia/Colombo")]
)
def test_one_offset_for_ever_is_a_fixed_zone_where_there_is_one(offset, name):
    assert zone_like(fixed(offset), year=2026) == name


def test_rules_lead_to_a_well_known_place():
    ours = pacific(
        dst_rule="RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        standard_rule="RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    )
    assert zone_like(ours, year=2024) == "America/Los_Angeles"


def test_listed_changes_and_rules_that_ended_are_followed():
    """Vancouver stopped changing its clocks in 2026."""
    stopped = pacific(
        dst_rule="RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;UNTIL=20260308T100000Z",
        standard_rule="RDATE:20241103T020000,20251102T020000",
    )
    assert zone_like(stopped, year=2025) == "America/Vancouver"


@pytest.mark.parametrize(
    "theirs",
    [
        fixed("+1234"),
        definition(),
        definition(("STANDARD", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100")),
        definition(
            ("STANDARD", "DTSTART:soon", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100"),
        ),
        since_1601("RRULE:FREQ=SECONDLY"),
        since_1601("RRULE:FREQ=DAILY"),
        since_1601("RRULE:FREQ=DAILY;BYDAY=MO;BYSETPOS=2"),
    ],
)
def test_clocks_nobody_has_are_nobodys(theirs):
    assert zone_like(theirs, year=2026) is None


def test_a_file_may_not_ask_without_end():
    zones = ZoneDefinitions([fixed("+0100"), Component("VTIMEZONE", 1)])
    assert zones.like("unheard of", year=2026) is None
    found = [zones.like("theirs", year=year) for year in range(1900, 1900 + MAX_COMPARED + 1)]
    assert found == ["Etc/GMT-1"] * MAX_COMPARED + [None]
    assert zones.like("theirs", year=1900) == "Etc/GMT-1"
