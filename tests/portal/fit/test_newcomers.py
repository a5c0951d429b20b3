"""Two hundred newcomers, drawn by a fixed recipe: each finds something good, or hears why not."""

from datetime import UTC, datetime, timedelta
from itertools import islice, product

from portal.core.fit import PARTS_OF_WEEK, Answers, Offer, OfferKind, Question, Section
from portal.core.fit_ranking import listed, rank, ruled_out

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
SKILLS = ("go", "technical-writing", "figma", "law", "translation", "threat-modelling", "cobol")
HOURS = (None, 1, 3, 8)
LANGUAGES = ("en", "de", "ja", "sw")
ZONES = ("Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia")
ROLES = ("code", "docs", "design", "translation", "policy", "leadership")
WHENS = ("weekday-morning", "weekday-evening", "weekend-night")


def words(*given):
    return frozenset(given)


def offer(kind, key, **facts) -> Offer:
    return Offer(kind=kind, key=key, title=key, url="/", action="Open", action_url="/", **facts)


def weekly(hour: int) -> tuple[datetime, ...]:
    return tuple(MONDAY + timedelta(days=7 * week, hours=hour) for week in range(4))


GROUP, PATH = OfferKind.INITIATIVE, OfferKind.PATH
MEETING, PROGRAM = OfferKind.MEETING, OfferKind.PROGRAM
OPENING, TASK = OfferKind.OPENING, OfferKind.TASK
CATALOGUE = [
    offer(GROUP, "sbom", skills=words("go"), roles=words("code"), languages=words("en")),
    offer(GROUP, "policy", skills=words("law"), roles=words("policy"), hours=(2, 4)),
    offer(GROUP, "quiet", languages=words("en")),
    offer(PATH, "docs", skills=words("technical-writing"), roles=words("docs"), hours=(2, 2)),
    offer(PATH, "design", skills=words("figma"), roles=words("design"), hours=(2, 2)),
    offer(PATH, "words", skills=words("translation"), roles=words("translation"), hours=(4, 4)),
    offer(PATH, "models", skills=words("threat-modelling"), hours=(6, 6)),
    offer(MEETING, "americas", starts=weekly(17), languages=words("en"), is_open_to_newcomers=True),
    offer(MEETING, "asia", starts=weekly(4), languages=words("en", "ja")),
    offer(PROGRAM, "term", skills=words("go"), hours=(5, 5), languages=words("en", "de")),
]
WORK = [
    offer(
        OPENING,
        "writer",
        skills=words("technical-writing", "go"),
        needed=words("technical-writing"),
        roles=words("docs"),
        hours=(2, 3),
        languages=words("en"),
    ),
    offer(OPENING, "moderator", roles=words("leadership"), hours=(1, None), languages=words("sw")),
    offer(OPENING, "old-code", skills=words("cobol"), taught=words("cobol"), roles=words("code")),
    offer(TASK, "parser", skills=words("go"), roles=words("code"), is_open_to_newcomers=True),
    offer(TASK, "swahili", roles=words("translation"), languages=words("sw")),
    offer(TASK, "logo", skills=words("figma"), languages=words("en"), starts=weekly(17)),
]


def newcomers() -> list[Answers]:
    """Every 37th of all 8,064 who could come: the step is a prime, so that every answer varies."""
    everybody = product(SKILLS, HOURS, LANGUAGES, ZONES, ROLES, WHENS)
    return [
        Answers(
            skills=words(skill),
            hours=hours,
            languages=words(language),
            zone=zone,
            roles=words(role),
            free=PARTS_OF_WEEK[when],
        )
        for skill, hours, language, zone, role, when in islice(everybody, 0, 200 * 37, 37)
    ]


def without_an_answer(catalogue: list[Offer]) -> list[Answers]:
    return [
        said for said in newcomers() if not any(fit.is_fitting for fit in rank(catalogue, said))
    ]


def test_each_finds_something_good_or_hears_why_not():
    without = without_an_answer(CATALOGUE)
    assert (len(newcomers()), len(without)) == (200, 36)
    assert all(ruled_out(rank(CATALOGUE, said)) for said in without)


def test_openings_and_tasks_are_answers_too():
    without = without_an_answer(CATALOGUE + WORK)
    assert len(without) == 21
    assert all(ruled_out(rank(CATALOGUE + WORK, said)) for said in without)


def test_no_opening_or_task_is_shown_that_says_no():
    """Nothing they cannot or do not like to do, nothing of more hours, nothing in other languages;
    and no place stands lower because there is work too."""
    for said in newcomers():
        found = listed(rank(CATALOGUE + WORK, said))
        for fit in (*found[Section.OPENINGS], *found[Section.TASKS]):
            work = fit.offer
            assert work.skills & said.skills or work.roles & said.roles
            assert not work.languages or work.languages & said.languages
            assert not said.hours or not work.hours or work.hours[0] <= said.hours
        alone = listed(rank(CATALOGUE, said))
        assert found[Section.PLACES] == alone[Section.PLACES]


def test_everything_that_does_not_fit_says_why():
    for said in newcomers():
        for fit in rank(CATALOGUE + WORK, said):
            assert fit.is_by_answers or fit.but or fit.offer.key == "quiet"


def test_the_same_newcomer_reads_the_same_list_in_whatever_order_it_is_entered():
    for said in newcomers():
        assert rank(reversed(CATALOGUE + WORK), said) == rank(CATALOGUE + WORK, said)


def test_what_rules_out_is_counted_by_its_question():
    said = Answers(hours=1, languages=words("sw"), free=PARTS_OF_WEEK["weekend-morning"])
    assert ruled_out(rank(CATALOGUE, said)) == {
        Question.HOURS: 6,
        Question.LANGUAGES: 5,
        Question.TIMES: 2,
    }
    assert ruled_out(rank(CATALOGUE, Answers())) == {}
