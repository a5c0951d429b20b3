"""Two hundred newcomers, drawn by a fixed recipe: each finds something good, or hears why not."""

from datetime import UTC, datetime, timedelta
from itertools import islice, product

from portal.core.fit import PARTS_OF_WEEK, Answers, Offer, OfferKind, Question
from portal.core.fit_ranking import rank, ruled_out

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


def test_each_finds_something_good_or_hears_why_not():
    people = newcomers()
    ranked = [rank(CATALOGUE, said) for said in people]
    without = [fits for fits in ranked if not (fits[0].is_by_answers and not fits[0].is_blocked)]
    assert (len(people), len(without)) == (200, 36)
    assert all(ruled_out(fits) for fits in without)


def test_everything_that_does_not_fit_says_why():
    for said in newcomers():
        for fit in rank(CATALOGUE, said):
            assert fit.is_by_answers or fit.but or fit.offer.key == "quiet"


def test_the_same_newcomer_reads_the_same_list_in_whatever_order_it_is_entered():
    for said in newcomers():
        assert rank(reversed(CATALOGUE), said) == rank(CATALOGUE, said)


def test_what_rules_out_is_counted_by_its_question():
    said = Answers(hours=1, languages=words("sw"), free=PARTS_OF_WEEK["weekend-morning"])
    assert ruled_out(rank(CATALOGUE, said)) == {
        Question.HOURS: 6,
        Question.LANGUAGES: 5,
        Question.TIMES: 2,
    }
    assert ruled_out(rank(CATALOGUE, Answers())) == {}
