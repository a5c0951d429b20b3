import pytest

from initiatives.core.contact_details import names_a_mailbox, without_contacts
from tests.quick import within


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("write to c.baker+loaf@mill.example.org", "write to […]"),
        ("<mailto:c@mill.org>", "<[…]>"),
        ("call +1 646 558-8656 or (+49) 30", "call […] or (+49) 30"),
        ("+442071234567", "[…]"),
        ("by @cbaker, loaf@2.0", "by @cbaker, loaf@2.0"),
        ("UTC+8 2026-01-02 10:00", "UTC+8 2026-01-02 10:00"),
    ],
)
def test_mailboxes_and_numbers_leave_a_text(text, left):
    assert without_contacts(text) == left


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("c@mill.org", True),
        ("mailto:c@mill.org", True),
        ("https://calendar.google.com/calendar?src=c%40mill.org", True),
        ("https://calendar.google.com/calendar?src=x1%40group.calendar.google.com", False),
        ("https://video.example/@Bakers", False),
        ("https://packages.example/loaf@1.2.3", False),
    ],
)
def test_a_link_that_names_a_mailbox(address, is_one):
    assert names_a_mailbox(address) is is_one


@pytest.mark.parametrize("sign", ["a", "a@", "+1"])
def test_a_hostile_text_is_gone_through_once(sign):
    text = sign * 100_000
    assert within(5, lambda: (names_a_mailbox(text), without_contacts(text)))
