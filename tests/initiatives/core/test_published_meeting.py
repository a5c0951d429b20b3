import pytest

from initiatives.core.catalog_entry import MeetingEntry
from initiatives.core.published_meeting import meeting_slug, meeting_title, told_apart


@pytest.mark.parametrize(
    ("group", "title", "slug"),
    [
        ("sig-bread", "Regular SIG Meeting", "sig-bread-regular-sig-meeting"),
        ("sig-bread", "SIG Bread Meeting", "sig-bread-meeting"),
        ("sig-bread-sour-dough", "Sour.dough office hours", "sig-bread-sour-dough-office-hours"),
        ("bread", "Meeting", "bread-meeting"),
        ("bread", "★", "bread"),
    ],
)
def test_a_slug_says_nothing_twice(group, title, slug):
    assert meeting_slug(group, title) == slug


def test_a_title_has_the_name_of_its_group():
    assert meeting_title("SIG Bread", "Main SIG Meeting", name="Bread") == (
        "SIG Bread: Main SIG Meeting"
    )
    assert meeting_title("SIG Bread", "Bread tasting", name="Bread") == "Bread tasting"
    assert len(meeting_title("x" * 160, "y" * 160)) == 160


def meeting(text: str, slug: str = "bread-call") -> MeetingEntry:
    return MeetingEntry(slug=slug, title="Call", published_text=text)


def test_meetings_of_one_title_have_their_time_in_the_address():
    monday, friday = meeting("Monday 9:00 UTC"), meeting("Friday 9:00 UTC")
    apart = told_apart([monday, friday, meeting("Monday 9:00 UTC"), meeting("x", slug="other")])
    assert [one.slug for one in apart] == [
        "bread-call-monday-9-00-utc",
        "bread-call-friday-9-00-utc",
        "other",
    ]
    assert [one.slug for one in told_apart([friday, monday])] == [
        "bread-call-friday-9-00-utc",
        "bread-call-monday-9-00-utc",
    ]
