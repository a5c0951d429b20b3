"""What groups are found by, and that a change is seen at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from events.models import Occurrence
from initiatives.models import Initiative, Opening, OpeningSkill, Parent, Persona, StageRecord, Task
from initiatives.queries.catalogue_index import catalogue, mask_of, places_of
from initiatives.queries.facet_values import hours_labels
from portal.core import zones
from portal.kit import clock
from portal.people.models import Skill
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory, TopicFactory
from tests.factories.onboarding import PathFactory

pytestmark = pytest.mark.django_db
LIST = reverse("initiatives:index")


def shown(client, query: str) -> list[str]:
    return [row.slug for row in client.get(f"{LIST}?{query}").context["rows"]]


def counts(client, facet: str, query: str = "") -> dict[str, int]:
    options = client.get(f"{LIST}?{query}").context["facets"][facet]
    return {option.value: option.count for option in options}


def make_opening(group, *skills: Skill, **facts) -> Opening:
    said = {"title": "Baker", "role": "docs", "fresh_until": date(2036, 1, 1), **facts}
    opening = Opening.objects.create(initiative=group, **said)
    for skill in skills:
        OpeningSkill.objects.create(opening=opening, skill=skill)
    return opening


def make_date(series, at: datetime, **facts) -> Occurrence:
    return Occurrence.objects.create(
        series=series,
        original_date=at.date(),
        original_time=at.time(),
        tzid="UTC",
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        tz_version=zones.tzdata_version(),
        **facts,
    )


@pytest.fixture
def foundation():
    """Bread wants writers and speaks German; Butter has a topic with a skill and a persona."""
    yeast, churn = (
        Skill.objects.create(slug=slug, name=slug.title()) for slug in ("yeast", "churn")
    )
    dairy = TopicFactory(slug="dairy")
    dairy.skills.add(churn)
    bread = InitiativeFactory(slug="bread", name="Bread", languages=["de", "en"])
    butter = InitiativeFactory(slug="butter", name="Butter", topics=[dairy])
    butter.personas.add(Persona.objects.create(slug="eaters", name="Eaters"))
    make_opening(bread, yeast, role="docs", hours_min=2, languages=["fr"])
    make_opening(bread, role="code", hours_min=None)
    InitiativeFactory(slug="lone", name="Lone")


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("persona=eaters", ["butter"]),
        ("skill=yeast", ["bread"]),
        ("skill=churn", ["butter"]),
        ("skill=yeast&skill=churn", ["bread", "butter"]),
        ("role=docs", ["bread"]),
        ("role=design", []),
        ("hours=1-2", ["bread"]),
        ("hours=unknown", ["bread"]),
        ("hours=6-10", []),
        ("language=de", ["bread"]),
        ("language=fr", ["bread"]),
        ("language=xx", []),
        ("persona=eaters&skill=yeast", []),
        ("newcomers=yes", []),
        ("newcomers=maybe", []),
        ("meets=yes", ["bread", "butter", "lone"]),
        ("meets=yes&tz=Europe/Berlin", []),
        ("tz=Nowhere/None", ["bread", "butter", "lone"]),
        ("tz=../../etc/passwd", ["bread", "butter", "lone"]),
        ("skill=%F0%9F%99%82&hours=-1", []),
    ],
)
def test_groups_are_found_by_whom_and_what_they_want(client, foundation, query, slugs):
    assert shown(client, query) == slugs


def test_facets_count_what_each_choice_would_leave(client, foundation):
    assert counts(client, "role") == {"code": 1, "docs": 1}
    assert counts(client, "skill") == {"churn": 1, "yeast": 1}
    assert counts(client, "skill", "role=docs") == {"churn": 0, "yeast": 1}
    assert counts(client, "hours") == {"1-2": 1, "unknown": 1}
    assert counts(client, "language") == {"en": 1, "fr": 1, "de": 1}
    assert counts(client, "meets") == {"yes": None}
    assert counts(client, "meets", "tz=UTC") == {"yes": 0}


def test_an_opening_that_is_stale_closed_or_of_an_archived_group_is_not_counted(client):
    group = InitiativeFactory(slug="bread")
    make_opening(group, fresh_until=date(2020, 5, 6))
    make_opening(group, is_open=False)
    make_opening(InitiativeFactory(stage="archived"), is_for_newcomers=True)
    assert counts(client, "role") == {}
    assert counts(client, "newcomers") == {"yes": 0}


def test_why_a_group_suits_newcomers_is_said(client):
    now = clock.now()
    opening, task, path, meeting, archived = (
        InitiativeFactory(slug=slug, name=slug) for slug in ("a", "b", "c", "d", "e")
    )
    make_opening(opening, is_for_newcomers=True)
    facts = {"opened_at": now, "changed_at": now, "seen_at": now, "is_for_newcomers": True}
    Task.objects.create(initiative=task, repository="b/b", number=1, title="x", **facts)
    PathFactory(initiative=path)
    make_date(SeriesFactory(initiative=meeting, is_open_to_newcomers=True), now + timedelta(days=1))
    StageRecord.objects.create(initiative=archived, stage="archived")
    make_opening(archived, is_for_newcomers=True)
    rows = client.get(f"{LIST}?newcomers=yes").context["rows"]
    assert [(row.slug, row.welcomes) for row in rows] == [
        ("a", ("an opening for newcomers",)),
        ("b", ("a small task for newcomers",)),
        ("c", ("a path in",)),
        ("d", ("a meeting open to newcomers",)),
    ]


@pytest.mark.parametrize(
    ("hour", "zone", "is_awake"),
    [
        (6, "UTC", False),
        (7, "UTC", True),
        (21, "UTC", True),
        (22, "UTC", False),
        (22, "Asia/Tokyo", True),
        (6, "Asia/Tokyo", True),
        (15, "Asia/Tokyo", False),
        (1, "Asia/Kolkata", False),
        (2, "Asia/Kolkata", True),
    ],
)
def test_a_meeting_is_in_waking_hours_by_the_clock_of_who_asks(client, hour, zone, is_awake):
    tomorrow = datetime.combine(clock.now().date(), datetime.min.time(), UTC) + timedelta(days=1)
    make_date(
        SeriesFactory(initiative=InitiativeFactory(slug="bread")), tomorrow.replace(hour=hour)
    )
    assert shown(client, f"meets=yes&tz={zone}") == ["bread"] * is_awake


def test_cancelled_unpublished_and_far_dates_are_no_meetings(client):
    now = clock.now()
    group = InitiativeFactory(slug="bread")
    make_date(SeriesFactory(initiative=group), now + timedelta(days=1), status="cancelled")
    make_date(SeriesFactory(initiative=group, is_published=False), now + timedelta(days=1))
    make_date(SeriesFactory(initiative=group), now + timedelta(days=40))
    assert shown(client, "meets=yes&tz=UTC") == []


def test_a_joint_meeting_is_one_of_each_group(client):
    host, guest = InitiativeFactory(slug="a", name="A"), InitiativeFactory(slug="b", name="B")
    series = SeriesFactory(initiative=host)
    series.also_for.add(guest)
    make_date(series, clock.now().replace(hour=12) + timedelta(days=1))
    assert shown(client, "meets=yes&tz=UTC") == ["a", "b"]


def test_a_profile_says_the_zone_and_the_address_overrules_it(as_member, member):
    member.timezone = "Asia/Tokyo"
    member.save()
    series = SeriesFactory(initiative=InitiativeFactory(slug="bread"))
    make_date(series, clock.now().replace(hour=15, minute=0) + timedelta(days=1))
    assert shown(as_member, "meets=yes") == []
    assert shown(as_member, "meets=yes&tz=UTC") == ["bread"]


def test_a_page_for_who_is_signed_out_sets_no_cookie_and_says_how_to_name_a_zone(client):
    InitiativeFactory()
    response = client.get(f"{LIST}?meets=yes")
    assert response.cookies == {}
    assert "Say where you are" in response.content.decode()
    assert "don’t know a time zone called “Mars”" in client.get(f"{LIST}?tz=Mars").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        lambda group: StageRecord.objects.filter(initiative=group).update(stage="graduated"),
        lambda group: Parent.objects.create(initiative=group, parent=InitiativeFactory()),
        lambda group: group.topics.add(TopicFactory()),
        lambda group: group.personas.add(Persona.objects.create(slug="x", name="X")),
        make_opening,
        lambda group: PathFactory(initiative=group),
        lambda group: make_date(SeriesFactory(initiative=group), clock.now() + timedelta(days=2)),
    ],
    ids=["stage", "parent", "topic", "persona", "opening", "path", "meeting"],
)
def test_each_change_is_seen_at_once(change):
    group = InitiativeFactory(stage="sandbox")
    today = clock.now().date()
    before = catalogue(today)
    assert catalogue(today) is before
    change(group)
    assert catalogue(today) is not before
    assert catalogue(today).masks != before.masks


def test_a_group_that_is_hidden_is_gone_at_once(client):
    group = InitiativeFactory(slug="bread")
    assert shown(client, "") == ["bread"]
    type(group).objects.filter(pk=group.pk).update(is_listed=False)
    assert shown(client, "") == []


def test_bits_are_places_and_back():
    assert places_of(mask_of([0, 7, 8, 41], 42), 42) == [0, 7, 8, 41]
    assert places_of(0, 0) == []


def test_hours_are_said_in_words():
    assert list(hours_labels()) == ["1-2", "3-5", "6-10", "11-more", "unknown"]


def test_two_stages_corrected_in_place_are_seen_even_when_their_sums_are_equal(client, foundation):
    """The key times the place of the stage: 1000 · 2 + 2000 · 3 = 1000 · 4 + 2000 · 2."""
    for key, slug, stage in ((1000, "bread", "sandbox"), (2000, "butter", "incubating")):
        group = Initiative.objects.get(slug=slug)
        StageRecord.objects.create(pk=key, initiative=group, stage=stage)
    assert shown(client, "stage=sandbox") == ["bread"]
    StageRecord.objects.filter(pk=1000).update(stage="graduated")
    StageRecord.objects.filter(pk=2000).update(stage="sandbox")
    assert shown(client, "stage=sandbox") == ["butter"]


def test_two_parents_corrected_in_place_are_seen_even_when_their_sums_are_equal(client, foundation):
    bread, butter = (Initiative.objects.get(slug=slug) for slug in ("bread", "butter"))
    bodies = [InitiativeFactory(pk=9000 + n, slug=f"body-{n}", kind="council") for n in range(3)]
    Parent.objects.create(pk=1000, initiative=bread, parent=bodies[0])
    Parent.objects.create(pk=2000, initiative=butter, parent=bodies[1])
    assert shown(client, "parent=body-0") == ["bread"]
    Parent.objects.filter(pk=1000).update(parent=bodies[2])
    Parent.objects.filter(pk=2000).update(parent=bodies[0])
    assert shown(client, "parent=body-0") == ["butter"]
