"""52 weeks as boxes: none where nothing is, a taller one for more than one date."""

from datetime import date
from types import SimpleNamespace

from portal.ui.tags.year_weeks import week_key, year_weeks


def week(on=0, off=0):
    return SimpleNamespace(on=on, off=off)


WEEKS = [week(on=1), week(), week(on=2, off=1), week(off=1)]


def drawn(direction="ltr", **said):
    meetings = [SimpleNamespace(title="Weekly call", weeks=WEEKS)]
    facts = {"meetings": meetings, "first": date(2026, 2, 2), "label": "A year"} | said
    return year_weeks({"direction": direction}, **facts)


def test_each_week_with_dates_is_one_box():
    html = drawn()
    assert html.count("<rect") == 3
    assert '<rect class="heat-1" x="6" y="52" width="10" height="10"/>' in html
    assert '<rect class="heat-1" x="34" y="44" width="10" height="18"/>' in html
    assert '<rect class="heat-mark" x="48" y="52" width="10" height="10"/>' in html


def test_meetings_and_months_are_named():
    html = drawn()
    assert 'role="img" aria-label="A year"' in html
    assert ">Weekly call</text>" in html
    assert ">Feb</text>" in html


def test_a_marked_week_has_a_frame():
    assert '<rect class="heat-mark" x="18" y="24" width="14" height="44"/>' in drawn(marked=[1])


def test_time_runs_from_the_right_where_one_reads_from_there():
    assert '<rect class="heat-1" x="48" y="52" width="10" height="10"/>' in drawn("rtl")


def test_the_key_shows_the_same_box():
    assert '<rect class="heat-1" x="2" y="9" width="10" height="10"/>' in week_key(kind="on")
