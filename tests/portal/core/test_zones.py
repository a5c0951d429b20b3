import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.core import zones

NEW_YORK = zones.zone("America/New_York")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_only_the_pinned_package_says_what_time_it_is():
    assert zoneinfo.TZPATH == ()


def test_vancouver_no_longer_changes_its_clocks():
    """A machine's older files would put these meetings an hour late."""
    vancouver = zones.zone("America/Vancouver")
    before, after = (
        zones.resolve_wall(datetime(2026, month, 3, 9), vancouver).at for month in (10, 11)
    )
    assert (before.hour, after.hour) == (16, 16)


@pytest.mark.parametrize(
    "name",
    ["Mars/Olympus", "", "../../etc/passwd", "/etc/localtime", "Factory", "europe/berlin", "A\0B"],
)
def test_what_is_no_zone_is_refused_by_name(name):
    with pytest.raises(zones.UnknownZone, match="is not a time zone we know"):
        zones.zone(name)
    with pytest.raises(zones.UnknownZone):
        zones.canonical(name)


@pytest.mark.parametrize(
    ("name", "today"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("EST5EDT", "America/New_York"),
        ("Etc/UCT", "UTC"),
        ("UTC", "UTC"),
        ("Europe/Stockholm", "Europe/Stockholm"),
        ("Etc/GMT-8", "Etc/GMT-8"),
    ],
)
def test_old_spellings_lead_to_the_place_and_places_keep_their_name(name, today):
    assert zones.canonical(name) == today


def test_every_known_name_has_a_canonical_one_with_the_same_clocks():
    for name in zones.known():
        ours, today = zones.zone(name), zones.zone(zones.canonical(name))
        assert NOW.astimezone(ours).utcoffset() == NOW.astimezone(today).utcoffset(), name


def test_people_pick_from_utc_and_places():
    offered = zones.pickable()
    assert (offered[0], offered[1], len(offered)) == ("UTC", "Africa/Abidjan", 419)
    assert {zones.canonical(name) for name in offered} == set(offered)


def test_each_set_of_rules_has_a_well_known_place():
    assert {"Europe/Paris", "America/New_York", "Asia/Kolkata"} <= set(zones.representative())


def test_a_wall_time_is_an_instant():
    plain = zones.resolve_wall(datetime(2026, 3, 9, 2, 30), NEW_YORK)
    assert plain == zones.Instant(datetime(2026, 3, 9, 6, 30, tzinfo=UTC))


def test_a_time_clocks_skip_takes_the_offset_before():
    skipped = zones.resolve_wall(datetime(2026, 3, 8, 2, 30), NEW_YORK)
    assert skipped == zones.Instant(datetime(2026, 3, 8, 7, 30, tzinfo=UTC), is_gap=True)


def test_a_time_clocks_show_twice_is_its_first():
    twice = datetime(2026, 11, 1, 1, 30)
    expected = zones.Instant(datetime(2026, 11, 1, 5, 30, tzinfo=UTC), is_doubled=True)
    assert zones.resolve_wall(twice, NEW_YORK) == expected
    assert zones.resolve_wall(twice.replace(fold=1), NEW_YORK) == expected


def test_samoa_skipped_a_whole_day():
    apia = zones.zone("Pacific/Apia")
    assert zones.resolve_wall(datetime(2011, 12, 30, 9), apia).is_gap


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("America/New_York", "New York time (UTC−5)"),
        ("Asia/Kathmandu", "Kathmandu time (UTC+5:45)"),
        ("Asia/Calcutta", "Kolkata time (UTC+5:30)"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires, Argentina time (UTC−3)"),
        ("Europe/London", "London time (UTC+0)"),
        ("UTC", "UTC"),
        ("Etc/GMT-8", "UTC+8"),
    ],
)
def test_a_zone_is_named_by_its_place_and_offset(name, words):
    assert zones.zone_words(name, NOW) == words


def test_no_zone_is_named_by_letters_people_read_differently():
    for name in zones.pickable():
        words = zones.zone_words(name, NOW)
        assert not {"EST", "PST", "CET", "IST", "BST", "GMT"} & set(words.split()), name


def test_offsets_before_standard_time_are_named_to_the_minute():
    assert zones.offset_words(timedelta(hours=-4, minutes=-56, seconds=-2)) == "UTC−4:56"


def test_the_zone_data_knows_how_old_it_may_be():
    version = zones.tzdata_version()
    assert version[:4].isdigit()
    new_year = date(int(version[:4]), 1, 1)
    first_day = next(
        day
        for day in (new_year + timedelta(days=n) for n in range(366))
        if not zones.tzdata_age(day)
    )
    assert first_day.year == new_year.year
    assert zones.tzdata_age(first_day + timedelta(days=100)) == 100


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Pacific", "America/Los_Angeles"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
    ],
)
def test_a_zone_somebody_picked_gets_todays_spelling(chosen, kept):
    assert zones.picked(chosen) == kept


@pytest.mark.parametrize("letters", ["EST", "CET", "BST", "IST", "GMT", "EST5EDT", "PST8PDT"])
def test_letters_are_refused_in_words(letters):
    with pytest.raises(zones.AmbiguousZone) as refused:
        zones.picked(letters)
    assert str(refused.value) == (
        f"“{letters}” means different times to different people. Choose the place nearest to you."
    )


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "Etc/GMT+5", "x" * 10_000])
def test_what_is_no_place_is_refused(name):
    with pytest.raises(zones.UnknownZone):
        zones.picked(name)


@pytest.mark.parametrize(
    ("name", "called"),
    [("America/Argentina/Buenos_Aires", "Buenos Aires, Argentina"), ("Etc/GMT+12", "UTC−12")],
)
def test_a_place_is_called_by_its_name_and_no_place_by_its_offset(name, called):
    assert zones.place(name) == called
