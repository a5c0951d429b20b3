import html
import re
from datetime import timedelta

import pytest

from initiatives.models import Opening, Task
from portal.core.availability import WEEK, Window
from portal.core.fit import Question
from portal.people.actions.availability import set_availability
from portal.people.actions.language import set_language
from portal.people.actions.skill import set_skill
from portal.people.models import Profile, Skill, User
from tests.factories.initiatives import (
    InitiativeFactory,
    OpeningFactory,
    TaskFactory,
    TopicFactory,
)
from tests.factories.mentorship import CohortFactory
from tests.factories.onboarding import PathFactory

URL, LIST, KEEP = "/fit/", "/fit/list/", "/fit/keep/"


@pytest.fixture(autouse=True)
def clock(now, db):
    """Monday 2 February 2026, 09:00 UTC."""


def page(client, address=URL) -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return html.unescape(response.content.decode())


def titles(client, query="") -> list[str]:
    listed = page(client, LIST + query).partition("<main")[2].partition("<details")[0]
    return re.findall(r'class="group-name"><a href="[^"]+">([^<]+)<', listed)


def sections(client, query="") -> dict[str, list[str]]:
    """What stands under each heading."""
    listed = page(client, LIST + query).partition("<main")[2].partition("<details")[0]
    parts = re.split(r'<h2 id="(openings|places|tasks)"', listed)
    return {
        name: re.findall(r'class="group-name"><a href="[^"]+">([^<]+)<', text)
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.fixture
def sbom():
    topic = TopicFactory(slug="sbom", name="SBOM")
    topic.skills.add(*Skill.objects.filter(slug__in=["go", "technical-writing"]))
    return topic


class TestQuestions:
    @pytest.mark.parametrize("question", Question)
    def test_each_has_a_page_of_its_own_that_leads_on(self, question, client):
        text = page(client, f"{URL}?ask={question}&roles=docs")

        place = list(Question).index(question)
        assert f"Question {place + 1} of 6" in text
        assert text.count('aria-current="step"') == 1
        kept = '<input type="hidden" name="roles" value="docs">'
        assert (kept in text) == (question != "roles")
        following = [*Question, None][place + 1]
        assert (f'<input type="hidden" name="ask" value="{following}">' in text) == bool(following)

    def test_skipping_forgets_an_answer_to_this_question_only(self, client):
        text = page(client, f"{URL}?ask=roles&roles=docs&hours=3")

        assert '<a href="/fit/?ask=topics&hours=3">Skip this one</a>' in text

    def test_the_skills_that_are_asked_for_can_be_ticked(self, client, sbom):
        InitiativeFactory(topics=[sbom])

        text = page(client)
        assert re.findall(r'name="skills" value="([^"]+)"', text) == ["go", "technical-writing"]

    def test_what_openings_and_free_tasks_ask_for_can_be_ticked(self, client):
        OpeningFactory(skills=[("rust", "nice")])
        OpeningFactory(skills=[("python", "must")], is_open=False)
        TaskFactory(skills=["go"])
        TaskFactory(skills=["git"], is_assigned=True)

        assert re.findall(r'name="skills" value="([^"]+)"', page(client)) == ["go", "rust"]

    def test_what_only_hidden_things_take_is_not_offered(self, client, sbom):
        InitiativeFactory(topics=[sbom], is_listed=False)
        PathFactory(is_published=False).skills.add(Skill.objects.get(slug="rust"))

        assert 'name="skills"' not in page(client)

    def test_a_question_asks_little(self, client, sbom, django_assert_num_queries):
        """Names of skills and topics, and which skills something here takes."""
        InitiativeFactory(topics=[sbom])
        page(client)
        with django_assert_num_queries(3):
            page(client)

    def test_a_typed_skill_becomes_an_answer(self, client):
        response = client.get(f"{URL}?ask=roles&word=golang,+k8s&hours=3")

        assert response.url == "/fit/?ask=roles&skills=go&skills=kubernetes&hours=3"

    def test_a_typed_skill_on_the_last_page_leads_to_the_list(self, client):
        assert client.get(f"{LIST}?word=golang").url == f"{LIST}?skills=go"

    def test_a_word_nobody_knows_is_asked_about(self, client):
        text = page(client, f"{URL}?ask=roles&word=golang,+kuberntes&hours=3")

        assert "We don’t know “kuberntes”. Did you mean one of these?" in text
        assert (
            '<a href="/fit/?ask=skills&skills=go&skills=kubernetes&hours=3">Kubernetes</a>' in text
        )
        assert 'name="skills" value="go" checked' in text

    @pytest.mark.parametrize("address", [URL, LIST])
    def test_a_zone_nobody_knows_is_said_at_its_field(self, address, client):
        text = page(client, f"{address}?tz=Berlin&when=weekday-evening")

        assert "We don’t know a time zone called “Berlin”." in text
        assert 'value="Berlin"' in text
        assert 'name="when" value="weekday-evening" checked' in text

    @pytest.mark.parametrize(
        "query",
        [
            "ask=nothing",
            "ask=%F0%9F%8E%89",
            "word=" + "x" * 2000,
            "word=%3Cscript%3E",
            "word=%F0%9F%8E%89",
            "tz=" + "x" * 2000,
            "skills=%FF&hours=" + "9" * 4000,
        ],
    )
    def test_any_address_is_a_page(self, query, client):
        assert "<script>" not in client.get(f"{URL}?{query}").content.decode().partition("<main")[2]

    def test_a_stranger_gets_no_cookie(self, client):
        response = client.get(f"{LIST}?roles=docs")

        assert not response.cookies
        assert page(client).count('<meta name="robots"') == 0
        assert page(client, f"{URL}?ask=roles").count('content="noindex"') == 1


class TestTheList:
    def test_best_first_with_reasons_for_and_against(self, client, make_series, sbom):
        writes = InitiativeFactory(name="Writers", topics=[sbom])
        other = InitiativeFactory(name="Others")
        make_series(title="Writers call", initiative=writes)  # Tuesdays at 16:00 UTC
        query = "?skills=go&topics=sbom&when=weekday-evening&tz=UTC"

        assert titles(client, query) == ["Writers"]
        text = page(client, LIST + query)
        assert "You know Go, which it takes." in text
        assert "It is about SBOM." in text
        assert "None of its 4 dates in the next four weeks is in your free hours." in text
        assert other.name not in text.partition("<main")[2]

    def test_a_meeting_in_free_hours_comes_before_its_group(self, client, make_series, sbom):
        group = InitiativeFactory(name="Writers", topics=[sbom])
        make_series(title="Writers call", initiative=group)
        query = "?topics=sbom&when=weekday-afternoon&tz=UTC"

        assert titles(client, query) == ["Writers call"]
        text = page(client, LIST + query)
        assert "You are free at 4 of its 4 dates in the next four weeks, first" in text
        assert '<a href="/events/' in text

    def test_the_first_has_the_one_next_action(self, client):
        for name in ("One", "Two", "Three"):
            PathFactory(title=name)

        text = page(client, LIST)
        assert text.count("button-next") == 1

    def test_without_an_answer_the_open_doors_are_shown(self, client, make_series):
        make_series(title="Welcome call", is_open_to_newcomers=True)
        make_series(title="Board call")
        PathFactory(title="First steps")

        assert set(titles(client)) == {"Welcome call", "First steps"}
        assert "Doors that are open to everybody" in page(client, LIST)

    def test_when_nothing_fits_the_open_doors_are_shown_with_honest_words(
        self, client, make_series
    ):
        make_series(title="Welcome call", is_open_to_newcomers=True)

        assert titles(client, "?roles=policy") == ["Welcome call"]
        assert "Nothing fits what you said" in page(client, f"{LIST}?roles=policy")

    def test_when_nothing_fits_it_says_what_rules_things_out_and_how_to_hear_of_more(self, client):
        PathFactory(title="Long way", role="docs", hours_a_week=8)
        PathFactory(title="Longer way", role="docs", hours_a_week=9)

        text = page(client, f"{LIST}?hours=1&roles=docs")
        assert "None, because" in text
        assert "2 take more hours than you have." in text
        assert "Follow a group on its page" in text
        assert titles(client, "?hours=1&roles=docs") == ["Long way", "Longer way"]
        assert "Doesn’t fit, and why" not in text

    def test_when_nobody_asks_for_it_that_is_the_reason(self, client):
        InitiativeFactory(name="Only group")

        assert "Nobody here asks for what you said." in page(client, f"{LIST}?roles=policy")

    def test_what_nothing_speaks_for_says_all_the_same_why_it_does_not_fit(self, client):
        PathFactory(title="Long way", role="code", hours_a_week=8)
        PathFactory(title="Short way", role="docs", hours_a_week=1)

        apart = page(client, f"{LIST}?hours=1&roles=docs").partition('<details class="details">')[2]
        assert "Long way" in apart

    def test_where_no_door_is_marked_open_everything_is_shown(self, client):
        InitiativeFactory(name="Only group")

        assert titles(client, "?roles=policy") == ["Only group"]

    def test_an_empty_foundation_says_so(self, client):
        assert "Nothing is open here yet" in page(client, LIST)

    def test_what_cannot_work_stands_apart_with_its_reason(self, client):
        PathFactory(title="Long way", role="docs", hours_a_week=8)
        PathFactory(title="Short way", role="docs", hours_a_week=1)

        assert titles(client, "?hours=1&roles=docs") == ["Short way"]
        apart = page(client, f"{LIST}?hours=1&roles=docs").partition('<details class="details">')[2]
        assert "Doesn’t fit, and why" in apart
        assert "Long way" in apart
        assert "It takes 8 hours a week; you have 1." in apart

    def test_a_program_says_until_when_it_takes_applications(self, client):
        CohortFactory(program__name="Apprenticeship")

        assert titles(client) == ["Apprenticeship"]
        assert "Open until" in page(client, LIST)

    def test_the_same_answers_give_the_same_page(self, client, make_series, sbom):
        for n in range(4):
            make_series(title=f"Call {n}", initiative=InitiativeFactory(topics=[sbom]))

        assert page(client, f"{LIST}?roles=docs&topics=sbom&x=1") == page(
            client, f"{LIST}?topics=sbom&roles=docs"
        )

    def test_answers_that_would_change_it_are_named(self, client, sbom):
        for n in range(12):
            InitiativeFactory(name=f"Group {n:02}")
        InitiativeFactory(name="Last in the alphabet", slug="zz", topics=[sbom])

        text = page(client, LIST)
        assert "Would change this list most" in text
        assert '<a href="/fit/?ask=skills">What can you do?</a>' in text
        assert '<a href="/fit/?ask=topics">What do you care about?</a>' in text

    def test_hours_of_the_day_without_a_zone_are_asked_about(self, client):
        text = page(client, f"{LIST}?when=weekday-evening")

        assert "We don’t know your time zone" in text
        assert '<a href="/fit/?ask=times&when=weekday-evening">Say your time zone</a>' in text

    def test_an_answer_is_taken_back_by_its_chip(self, client):
        text = page(client, f"{LIST}?hours=3&roles=docs")

        assert 'class="chip" href="/fit/list/?roles=docs"' in text
        assert 'class="chip" href="/fit/list/?hours=3"' in text

    def test_openings_and_tasks_are_lists_of_their_own(self, client, sbom, make_series):
        group = InitiativeFactory(name="Writers", topics=[sbom], languages=["en"])
        make_series(title="Call", initiative=group)  # Tuesdays at 16:00 UTC
        OpeningFactory(
            initiative=group,
            title="Say how to begin",
            hours_min=2,
            hours_max=3,
            skills=[("go", "nice"), ("technical-writing", "must"), ("git", "will-teach")],
            is_for_newcomers=True,
        )
        TaskFactory(initiative=group, title="A page is missing", role="docs", size="s")
        query = "?skills=go&roles=docs&hours=4&languages=en&when=weekday-evening&tz=UTC"

        assert sections(client, query) == {
            "openings": ["Say how to begin"],
            "places": ["Writers"],
            "tasks": ["A page is missing"],
        }
        text = page(client, LIST + query)
        opening = text.partition('id="openings"')[2].partition('id="places"')[0]
        task = text.partition('id="tasks"')[2].partition("</section>")[0]
        assert re.findall("<li>([^<]+)</li>", opening) == [
            "You know Go, which it takes.",
            "It needs what you like to do: Documentation and writing.",
            "It takes 2 to 3 hours a week; you have 4.",
            "You speak its language: English.",
            "You can learn Git there.",
            "Newcomers are welcome.",
            "None of the 4 dates of its group in the next four weeks is in your free hours.",
            "It also needs Technical writing, which you did not name.",
        ]
        assert "<p>An evening · example/tracker</p>" in task
        assert re.findall("<li>([^<]+)</li>", task) == [
            "It needs what you like to do: Documentation and writing.",
            "You speak its language: English.",
            "Nobody is at it.",
            "None of the 4 dates of its group in the next four weeks is in your free hours.",
        ]
        assert '<a href="#tasks">1 task</a>' in text
        assert '<a href="/initiatives/tasks/?free=on">All tasks that are free</a>' in text
        assert text.count("button-next") == 1

    def test_where_there_is_one_list_only_it_needs_no_ways_between(self, client, sbom):
        InitiativeFactory(topics=[sbom])

        text = page(client, f"{LIST}?topics=sbom")
        assert '<h2 id="places" class="vh">' in text
        assert 'href="#places"' not in text

    def test_an_opening_of_too_many_hours_stands_apart_with_its_reason(self, client):
        group = InitiativeFactory(name="Writers")
        OpeningFactory(initiative=group, title="Short")
        OpeningFactory(initiative=group, title="Long", hours_min=8)

        assert sections(client, "?hours=2&roles=docs")["openings"] == ["Short"]
        apart = page(client, f"{LIST}?hours=2&roles=docs").partition("<details")[2]
        assert "Doesn’t fit, and why" in apart
        assert "Long" in apart
        assert "It takes at least 8 hours a week; you have 2." in apart

    def test_where_only_a_task_fits_it_is_an_answer_and_the_doors_stay_open(self, client):
        InitiativeFactory(name="Others")
        TaskFactory(title="Mine", role="docs", initiative=InitiativeFactory(name="Quiet"))

        assert sections(client, "?roles=docs") == {
            "places": ["Others", "Quiet"],
            "tasks": ["Mine"],
        }
        text = page(client, f"{LIST}?roles=docs")
        assert "Nothing fits what you said" not in text
        assert "None of these asks for what you said; their doors are open all the same." in text

    @pytest.mark.parametrize("query", ["", "?roles=docs", "?roles=policy", "?roles=docs&hours=1"])
    def test_what_is_over_or_taken_is_nowhere(self, query, client, member, now):
        group = InitiativeFactory(name="Only group")
        lately = {"initiative": group, "is_for_newcomers": True}
        OpeningFactory(title="Gone", is_open=False, **lately)
        OpeningFactory(title="Gone", fresh_until=now.date() - timedelta(days=1), **lately)
        work = {**lately, "role": "docs", "title": "Gone"}
        TaskFactory(is_assigned=True, **work)
        TaskFactory(state="in-review", **work)
        TaskFactory(changed_at=now - timedelta(days=500), **work)
        taken = TaskFactory(**work)
        taken.claims.create(person=member, claimed_at=now, leased_until=now + timedelta(days=7))

        text = page(client, LIST + query)
        assert "Only group" in text
        assert "Gone" not in text

    @pytest.mark.parametrize("number", [1, 5])
    def test_many_offers_ask_no_more_than_one(
        self, number, client, make_series, sbom, django_assert_num_queries
    ):
        """Names of skills and topics; groups and openings three, tasks two, paths three, meetings
        one, programs three."""
        for _ in range(number):
            group = InitiativeFactory(topics=[sbom])
            make_series(initiative=group, is_open_to_newcomers=True)
            OpeningFactory(initiative=group, skills=[("go", "must")])
            TaskFactory(initiative=group, skills=["go"])
            PathFactory(initiative=group)
            CohortFactory(program__initiative=group)
        page(client, LIST)
        with django_assert_num_queries(14):
            page(client, f"{LIST}?skills=go&topics=sbom&when=weekday-evening&tz=UTC")

    def test_nor_do_500_openings_and_2000_tasks(self, client, now, django_assert_num_queries):
        """Fewer than above: without paths and programs there is nothing to read beside them."""
        groups = [InitiativeFactory() for _ in range(20)]
        facts = {"role": "docs", "fresh_until": now.date()}
        Opening.objects.bulk_create(
            Opening(initiative=groups[n % 20], title=f"Opening {n}", **facts) for n in range(500)
        )
        seen = {"opened_at": now, "changed_at": now, "seen_at": now}
        Task.objects.bulk_create(
            Task(initiative=groups[n % 20], repository="a/b", number=n, title=f"Task {n}", **seen)
            for n in range(2000)
        )
        go = Skill.objects.get(slug="go")
        Task.skills.through.objects.bulk_create(
            Task.skills.through(task_id=pk, skill_id=go.pk)
            for pk in Task.objects.values_list("pk", flat=True)
        )
        page(client, LIST)
        with django_assert_num_queries(10):
            found = sections(client, "?skills=go&roles=docs&hours=3")
        assert {name: len(shown) for name, shown in found.items()} == {
            "openings": 3,
            "places": 10,
            "tasks": 3,
        }


class TestWhoIsSignedIn:
    def test_the_profile_answers_first(self, as_member, member):
        go = Skill.objects.get(slug="go")
        set_skill(person=member, skill=go, teach_level=3, learn_level=None, by=member)
        set_language(person=member, language="ja", level="native", by=member)
        Profile.objects.create(person=member, hours_per_week=5)
        set_availability(
            person=member, windows=[Window(0, 0, 60)], timezone="Asia/Tokyo", by=member
        )

        text = page(as_member)
        assert "/fit/list/?skills=go&hours=5&languages=ja&when=mine&tz=Asia%2FTokyo" in text

    def test_an_address_with_answers_is_taken_as_it_is(self, as_member, member):
        Profile.objects.create(person=member, hours_per_week=5)

        assert "hours=5" not in page(as_member, f"{URL}?ask=roles")

    @pytest.mark.parametrize(("days_ago", "found"), [(1, ["Others"]), (8, ["Mine", "Others"])])
    def test_a_task_whose_lease_ran_out_rests_for_its_person_and_for_nobody_else(
        self, days_ago, found, as_member, member, client, now
    ):
        mine = TaskFactory(title="Mine", role="docs", initiative=InitiativeFactory())
        TaskFactory(title="Others", role="docs", initiative=InitiativeFactory())
        end = now - timedelta(days=days_ago)
        mine.claims.create(
            person=member, claimed_at=end, leased_until=end, ended_at=end, end="lapsed"
        )
        assert sorted(sections(as_member, "?roles=docs")["tasks"]) == found
        assert sorted(sections(client, "?roles=docs")["tasks"]) == ["Mine", "Others"]

    def test_free_hours_are_ones_own_whoever_sent_the_link(
        self, as_member, member, client, make_series
    ):
        make_series(title="At night", initiative=InitiativeFactory())
        set_availability(
            person=member, windows=[Window(0, 0, WEEK)], timezone="Asia/Tokyo", by=member
        )
        query = "?when=mine&tz=Europe/Berlin"

        assert titles(as_member, query) == ["At night"]
        assert "You are free at 4 of its 4 dates" in page(as_member, LIST + query)
        assert "You are free" not in page(client, LIST + query)

    def test_nothing_is_kept_by_looking(self, as_member, member):
        page(as_member, f"{LIST}?skills=go&hours=3&tz=UTC")

        assert as_member.get(f"{KEEP}?skills=go").url == f"{LIST}?skills=go"
        assert member.skills.count() == 0
        assert not Profile.objects.filter(person=member).exists()

    def test_answers_are_kept_on_request(self, as_member, member):
        response = as_member.post(f"{KEEP}?skills=go&hours=3&languages=ja&tz=Asia/Tokyo")

        assert response.url == f"{LIST}?skills=go&hours=3&languages=ja&tz=Asia%2FTokyo"
        assert list(member.skills.values_list("skill__slug", flat=True)) == ["go"]
        assert Profile.objects.get(person=member).hours_per_week == 3
        assert User.objects.get(pk=member.pk).timezone == "Asia/Tokyo"

    def test_a_stranger_signs_in_and_comes_back_with_the_answers(self, client):
        assert "/accounts/login/?next=%2Ffit%2Fkeep%2F%3Fskills%3Dgo" in page(
            client, f"{LIST}?skills=go"
        )
        assert client.post(f"{KEEP}?skills=go").url.startswith("/accounts/login/?next=/fit/keep/")

    def test_the_page_of_a_member_is_stored_nowhere(self, as_member):
        assert "no-store" in as_member.get(LIST)["Cache-Control"]
