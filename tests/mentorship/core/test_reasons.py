"""What would help is told best first, and never out of reach."""

from mentorship.core.reasons import places_that_open, points_that_open


def test_of_places_that_would_help_the_three_best_are_told():
    mentors = [(50, "b"), (90, "d"), (50, "a"), (70, "c")]
    assert [change["mentor"] for change in places_that_open(mentors)] == ["d", "c", "a"]


def test_of_points_that_were_short_the_fewest_are_told():
    mentors = [(300, 60_000, "b"), (200, 90_000, "c"), (200, 90_000, "a")]
    assert list(points_that_open(mentors)) == [{"change": "score", "mentor": "a", "points": 200}]


def test_points_beyond_a_whole_score_help_nobody():
    assert list(points_that_open([(200, 99_801, "a"), (-1, 10, "b")])) == []
    assert [change["points"] for change in points_that_open([(200, 99_800, "a")])] == [200]
