import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from portal.core.fit import PARTS_OF_WEEK, Answers, Question
from portal.fit.answers import MINE, MOST_VALUES, WHENS, Asked, read_asked, write_asked

SKILLS, TOPICS = ("go", "rust", "technical-writing"), ("ai", "sbom")
ALL = Asked(
    skills=("go", "rust"),
    roles=("docs",),
    topics=("sbom",),
    hours=3,
    languages=("de", "ja"),
    when=("weekday-evening",),
    tz="Europe/Berlin",
)


def read(query: str) -> Asked:
    return read_asked(QueryDict(query), skills=SKILLS, topics=TOPICS)


def some(*words):
    return st.lists(st.sampled_from(words), unique=True).map(lambda found: tuple(sorted(found)))


any_answers = st.builds(
    Asked,
    skills=some(*SKILLS),
    roles=some("code", "docs"),
    topics=some(*TOPICS),
    hours=st.one_of(st.none(), st.integers(1, 60)),
    languages=some("de", "ja", "yue"),
    when=some(*WHENS),
    tz=st.sampled_from(["", "UTC", "Europe/Berlin", "Asia/Kolkata"]),
)


@given(any_answers)
def test_answers_travel_in_the_address_and_come_back(asked):
    assert read(write_asked(asked)) == asked


@given(any_answers, st.randoms())
def test_the_order_of_an_address_means_nothing(asked, random):
    parts = write_asked(asked).split("&")
    random.shuffle(parts)
    assert read("&".join(parts)) == asked


@pytest.mark.parametrize(
    "query",
    [
        "",
        "skills=no-such-skill&roles=boss&topics=xx&hours=0&languages=klingon&when=never&tz=Berlin",
        "hours=-1",
        "hours=61",
        "hours=3.5",
        "hours=%D9%A3",  # an Arabic three
        "hours=" + "9" * 5000,
        "skills=%00&tz=%00&when=%00&languages=%FF%FE",
        "tz=../../etc/passwd",
        "skills=Go",
    ],
)
def test_what_is_not_known_was_not_said(query):
    assert read(query) == Asked()


def test_an_address_of_a_thousand_values_is_cut():
    many = [f"skill-{n:03}" for n in range(200)]
    query = QueryDict(mutable=True)
    query.setlist("skills", many)
    asked = read_asked(query, skills=many, topics=())
    assert asked.skills == tuple(many[:MOST_VALUES])


def test_an_old_spelling_of_a_zone_is_todays():
    assert read("tz=Asia/Calcutta").tz == "Asia/Kolkata"


def test_letters_that_mean_several_zones_are_no_zone():
    assert read("tz=EST").tz == ""


def test_hours_of_the_day_mean_nothing_without_a_zone():
    asked = Asked(when=("weekday-evening",))
    assert asked.answers().free == frozenset()
    assert Asked(when=("weekday-evening",), tz="UTC").answers() == Answers(
        free=PARTS_OF_WEEK["weekday-evening"]
    )


def test_free_hours_of_the_profile_are_the_readers_own():
    asked = Asked(when=(MINE, "weekend-night"), tz="UTC")
    assert asked.answers(mine={5}).free == PARTS_OF_WEEK["weekend-night"] | {5}


@pytest.mark.parametrize("question", Question)
def test_an_answer_is_taken_back(question):
    assert ALL.says(question)
    assert not ALL.without(question).says(question)
    assert all(ALL.without(question).says(other) for other in set(Question) - {question})
