"""Who leads a path reads what completes its steps, and which of them nobody's work completes."""

import re
from datetime import UTC, date, datetime

import pytest

from initiatives.contributions.models import Poll, Tally
from initiatives.contributions.queries.desk import desk_of
from initiatives.contributions.queries.rules import note_whether_any_is_dead
from initiatives.onboarding.models import Edition
from portal.kit import clock
from tests.conftest import lead_of, signed_in
from tests.factories.contributions import RepositoryFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory, edition_of

pytestmark = pytest.mark.django_db

PAGE = "/desk/github/"
SEND = {"key": "send", "counts": "merged", "repository": "ossf/demo"}
OLD, RECENT = datetime(2025, 11, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
DEAD = "Nobody's work completes it"


@pytest.fixture
def group(lead, at):
    at("2026-03-05T12:00Z")
    group = InitiativeFactory(slug="bear", name="BEAR")
    lead_of(lead, group)
    return group


def path_of(group, *steps, **told):
    path = PathFactory(initiative=group, steps=list(steps) or [SEND], **told)
    Edition.objects.filter(path=path).update(published_at=OLD)
    return path


def told(person) -> str:
    return signed_in(person).get(PAGE).text


def lines(person) -> list[str]:
    note_whether_any_is_dead(now=clock.now())
    return [item.what for item in desk_of(person=person, now=clock.now())]


def test_a_step_of_a_repository_nobody_heard_of_is_told_at_the_desk(lead, group):
    path_of(group)
    page = told(lead)
    assert DEAD in page
    assert "Nothing was ever heard of the repository." in page
    assert "does it tell the portal of its pull requests?" in page
    assert lines(lead) == ["1 step waits for work on GitHub that nobody does"]


def test_one_whose_repository_tells_other_things_is_told_as_that(lead, group):
    path_of(group)
    RepositoryFactory(heard_at=RECENT, merged_at=OLD, reviewed_at=RECENT)
    page = told(lead)
    assert "Such work was last done on 1 November 2025." in page
    assert "nothing of this kind in it" in page


def test_one_that_is_kept_by_anybody_is_in_order(lead, group):
    path_of(group, SEND, {**SEND, "key": "look", "counts": "reviewed", "how_many": 2})
    RepositoryFactory(heard_at=RECENT, merged_at=RECENT, reviewed_at=RECENT)
    page = told(lead)
    assert "A merged pull request in ossf/demo" in page
    assert "2 reviews in ossf/demo" in page
    assert DEAD not in page
    assert lines(lead) == []


def test_the_start_page_asks_nothing_while_all_is_in_order(lead, group, django_assert_num_queries):
    assert lines(lead) == []
    with django_assert_num_queries(0):
        assert desk_of(person=lead, now=clock.now()) == []


def test_one_that_is_new_has_its_time_also_in_a_later_edition(lead, group):
    path = PathFactory(initiative=group, steps=[SEND])
    assert lines(lead) == []
    Edition.objects.filter(path=path).update(published_at=OLD)
    edition_of(path, SEND, {"key": "more"})
    assert len(lines(lead)) == 1


def test_one_that_is_gone_from_the_path_is_not_told(lead, group):
    path = path_of(group)
    edition_of(path, {"key": "more"})
    assert "No step waits for work on GitHub" in told(lead)


def test_only_public_paths_of_ones_own_groups_are_told(lead, group, member, staff):
    path_of(InitiativeFactory(), title="Of others")
    path_of(group, title="Withdrawn", is_published=False)
    assert "No step waits for work on GitHub" in told(lead)
    assert "No step waits for work on GitHub" in told(member)
    assert "Of others" in told(staff)


def test_who_works_for_the_foundation_reads_what_became_of_deliveries(lead, group, staff):
    for day, count in ((4, 2), (5, 1), (1, 40)):
        Tally.objects.create(
            day=date(2026, 3 if day > 1 else 2, day), outcome="refused", count=count
        )
    assert "Without a good signature" in told(staff)
    assert "<dd>3</dd>" in told(staff).replace("\n", "").replace(" ", "")
    assert "Without a good signature" not in told(lead)


@pytest.mark.parametrize("many", [1, 12])
def test_it_asks_the_same_for_one_and_for_many(many, lead, group, django_assert_num_queries):
    for place in range(many):
        path_of(group, {**SEND, "repository": f"ossf/demo-{place}"})
        RepositoryFactory(name=f"ossf/demo-{place}")
    browser = signed_in(lead)
    browser.get(PAGE)
    with django_assert_num_queries(7):
        browser.get(PAGE)


class TestDocsByTheFilesThatWereChanged:
    NOT_KNOWN = "Not known whether anybody's work completes it"

    @pytest.fixture
    def docs(self, group):
        return path_of(group, {**SEND, "counts": "docs", "paths": "docs/"})

    def test_are_not_known_where_other_work_may_have_changed_them(self, lead, docs):
        RepositoryFactory(heard_at=RECENT, merged_at=RECENT)
        page = words(lead)
        assert self.NOT_KNOWN in page
        assert "No such work is known. A pull request was last merged there, whatever it" in page
        assert "changed, on 1 March 2026." in page
        assert (DEAD in page, lines(lead)) == (False, [])

    def test_are_known_where_a_label_tells(self, lead, docs):
        RepositoryFactory(heard_at=RECENT, merged_at=RECENT, docs_at=RECENT)
        page = words(lead)
        assert "Such work was last done on 1 March 2026." in page
        assert (self.NOT_KNOWN in page, DEAD in page) == (False, False)

    def test_are_done_by_nobody_where_nothing_is_merged(self, lead, docs):
        RepositoryFactory(heard_at=RECENT, merged_at=OLD)
        assert DEAD in words(lead)
        assert lines(lead) == ["1 step waits for work on GitHub that nobody does"]

    def test_come_before_what_is_in_order(self, lead, group, docs):
        path_of(group, title="A path that is in order")
        RepositoryFactory(heard_at=RECENT, merged_at=RECENT)
        page = words(lead)
        assert page.index(self.NOT_KNOWN) < page.index("A path that is in order")


class TestWhatGitHubSaysWhenAsked:
    @pytest.fixture
    def poll(self, lead, group):
        path_of(group)
        heard = RepositoryFactory(heard_at=RECENT, merged_at=RECENT, delivered_at=RECENT)
        return Poll.objects.create(
            repository=heard, next_at=RECENT, begun_at=RECENT, asked_at=RECENT
        )

    def test_is_told_with_when_it_was_asked_and_when_it_last_spoke_by_itself(self, lead, poll):
        page = words(lead)
        assert "GitHub last sent something by itself 4 days ago." in page
        assert "It was last asked 4 days ago." in page
        assert "no good answer" not in page

    def test_is_told_where_it_is_no_answer(self, lead, poll):
        poll.failed_since, poll.failure = OLD, "There is no such repository, or it is not public."
        poll.save()
        assert (
            "Asked, GitHub has given no good answer since 1 November 2025: "
            "There is no such repository, or it is not public."
        ) in words(lead)

    def test_is_told_where_it_is_another_name(self, lead, poll):
        poll.called = "ossf/renamed"
        poll.save()
        assert "GitHub calls this repository ossf/renamed now." in words(lead)

    def test_is_not_to_be_had_without_a_token(self, lead, poll, settings):
        settings.GITHUB_TOKEN = ""
        assert "without GITHUB_TOKEN it does not ask" in words(lead)
        settings.GITHUB_TOKEN = "a token"
        assert "without GITHUB_TOKEN it does not ask" not in words(lead)


def words(person) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", told(person)).replace(" .", ".").split())
