"""The page that says whether a published meeting line is right."""

from urllib.parse import quote

import pytest

from tests.quick import within

pytestmark = pytest.mark.django_db
WHEN = "/events/check/"


def page(client, line, more=""):
    response = client.get(f"{WHEN}?line={quote(line)}{more}")
    assert response.status_code == 200
    return response.content.decode()


def test_without_a_line_it_shows_examples_that_can_be_tried(client, now):
    response = client.get(WHEN)
    assert "Lines as groups really publish them" in response.content.decode()
    assert 'href="/events/check/?line=Tuesday+3pm+ET+%288pm+UTC%29"' in response.content.decode()


def test_a_wrong_line_is_told_in_a_sentence_with_the_line_to_publish(client, now):
    html = page(client, "Tuesday 3pm ET (8pm UTC)")
    assert '<h2 id="verdict">This line is clear, but not all of it is right</h2>' in html
    assert "“8pm UTC” is right only for part of the year" in html
    assert '<code lang="en">Every Tuesday at 15:00 New York time (America/New_York)</code>' in html
    assert "<code>FREQ=WEEKLY;BYDAY=TU</code>" in html


def test_an_open_line_offers_the_answers_as_links(client, now):
    html = page(client, "Every 2nd Wednesday 8:00 PT")
    assert '<h2 id="verdict">This line leaves a question open</h2>' in html
    assert "Does “every second Wednesday” mean every other week" in html
    assert "?line=Every+2nd+Wednesday+8%3A00+PT%2C+monthly" in html
    assert "The line to publish" not in html


def test_a_first_date_is_an_answer_of_its_own(client, now):
    html = page(client, "Wednesday 11am PT, biweekly")
    assert "line=Wednesday+11am+PT%2C+biweekly&amp;first=2026-02-04" in html
    html = page(client, "Wednesday 11am PT, biweekly", "&first=2026-02-04")
    assert "This line is right" in html
    assert "starting 2026-02-04" in html


def test_ten_dates_in_the_readers_zone_with_the_clock_change_marked(client, now):
    html = page(client, "Tuesday 9:00 New York time", "&tz=Europe/Berlin")
    assert html.count('<span class="moment">') == 10
    assert "From here on 1 hour earlier: 14:00 Berlin time." in html
    assert "From here on 1 hour later: 15:00 Berlin time." in html


def test_the_meetings_own_clock_is_not_called_changed(client, now):
    assert "From here on" not in page(client, "Tuesday 9:00 New York time", "&tz=America/New_York")


def test_a_line_that_is_too_long_is_said_to_be(client, now):
    html = page(client, "Tuesday 9:00 UTC " * 100)
    assert "Paste one line: 600 characters at most." in html


@pytest.mark.parametrize(
    "first", ["", "x", "2026-02-30", "9999-99-99", "9999-12-31", "0001-01-01", "2026-02-05"]
)
def test_an_impossible_first_date_is_asked_for_again(client, now, first):
    assert "Which of these dates is a meeting?" in page(
        client, "Wednesday 11am PT, biweekly", f"&first={first}"
    )


@pytest.mark.parametrize(
    "line", ["<script>alert(1)</script> Tuesday", "\x1b\u202e Tuesday 9:00", "9:00 IST / " * 50]
)
def test_hostile_text_is_answered_quickly_and_escaped(client, now, line):
    page(client, "Tuesday 9:00 UTC")
    assert "<script>alert" not in page(client, line)
    assert within(1, lambda: page(client, line))


def test_it_asks_the_database_as_little_as_any_page(client, now, django_assert_num_queries):
    page(client, "Tuesday 9:00 UTC")
    with django_assert_num_queries(0):
        page(client, "Tuesday 9:00 UTC")
