"""What would help is told best first."""

from mentorship.core.reasons import places_that_open


def test_of_places_that_would_help_the_three_best_are_told():
    mentors = [(50, "b"), (90, "d"), (50, "a"), (70, "c")]
    assert [change["mentor"] for change in places_that_open(mentors)] == ["d", "c", "a"]
