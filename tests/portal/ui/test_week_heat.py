"""A week as bars: the taller, the better, so that colour is never alone."""

from portal.ui.tags.week_heat import heat_key, week_heat

DAYS = [("Monday", [(0, 18, 3), (18, 16, 0), (34, 14, 2)]), ("Tuesday", [(0, 48, 1)])]


def test_each_stretch_is_one_bar_of_its_level():
    html = week_heat(days=DAYS, label="A week")
    assert html.count("<rect") == 4
    assert '<rect class="heat-3" x="96" y="35" width="216" height="3"/>' in html
    assert '<rect class="heat-0" x="312" y="18" width="192" height="20"/>' in html
    assert '<rect class="heat-1" x="96" y="50" width="576" height="14"/>' in html


def test_days_and_hours_are_named():
    html = week_heat(days=DAYS, label="A week")
    assert 'role="img" aria-label="A week"' in html
    assert ">Monday</text>" in html
    assert ">21</text>" in html


def test_a_marked_half_hour_has_a_frame():
    html = week_heat(days=DAYS, label="A week", marked=[48 + 20])
    assert '<rect class="heat-mark" x="336" y="42" width="12" height="24"/>' in html


def test_the_key_shows_the_same_bar():
    assert '<rect class="heat-2" y="12" width="16" height="8"/>' in heat_key(level=2)
