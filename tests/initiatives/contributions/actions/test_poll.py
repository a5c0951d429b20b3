"""What GitHub's deliveries missed is asked for, politely, and is the same as if it had arrived."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django_tasks_db.models import DBTaskResult

from initiatives.contributions.actions import poll as actions
from initiatives.contributions.actions.delivery import take_delivery
from initiatives.contributions.actions.poll import ask_due_repositories, poll_repositories
from initiatives.contributions.models import Contribution, Poll, Repository, Revert, Tally
from initiatives.contributions.queries.walked_work import walked_work
from initiatives.onboarding.actions.journey import start_journey
from tests.factories.contributions import RepositoryFactory, with_github
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory
from tests.initiatives.contributions.deliveries import (
    ANA,
    MO,
    REPOSITORY,
    body_of,
    merged,
    review,
)
from tests.initiatives.contributions.github import GitHub

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 12, 8, tzinfo=UTC)
COUNTED = {"counts": "merged", "repository": "ossf/demo"}
PULLS = "/repositories/9001/pulls"


@pytest.fixture(autouse=True)
def with_a_token(settings):
    settings.GITHUB_TOKEN = "canary-token"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def github():
    one = GitHub()
    yield one
    one.shutdown()
    one.server_close()


@pytest.fixture
def journey(member, at):
    at("2026-03-01T09:00Z")
    steps = [
        {"key": "send", **COUNTED},
        {"key": "look", **COUNTED, "counts": "reviewed"},
    ]
    return start_journey(person=with_github(member), path=PathFactory(steps=steps))


@pytest.fixture
def ask(journey, github):
    """As `tick` does, with the job it leaves run at once."""

    def ask(*, hours=0):
        moment = NOW + timedelta(hours=hours)
        if ask_due_repositories(now=moment):
            [pks] = DBTaskResult.objects.order_by("-enqueued_at")[0].args_kwargs["args"]
            poll_repositories(pks=pks, now=moment, read=github.read)
        return github.paths

    return ask


def pull(number=1, **told):
    return merged(**{"id": 100000 + number, "number": number, **told})["pull_request"]


def said(told):
    return told["review"]


def facts() -> list[tuple]:
    fields = ["repository_id", "kind", "subject", "at", "author", "number", "is_own_merge"]
    return list(Contribution.objects.order_by("at", "pk").values_list(*fields, "is_docs"))


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("key", "source"))


def deliver(told, event="pull_request") -> str:
    return take_delivery(event=event, body=body_of(told), now=NOW)


def polled() -> Poll:
    return Poll.objects.select_related("repository").get()


def ask_again(github) -> list[int]:
    """An hour later; what was answered."""
    statuses = []

    def read(url, **how):
        got = github.read(url, **how)
        statuses.append(got.status)
        return got

    moment = NOW + timedelta(hours=1)
    poll_repositories(pks=[polled().pk], now=moment, read=read)
    assert {sent["Authorization"] for _path, sent in github.asked} == {"Bearer canary-token"}
    return statuses


class TestWhatIsFound:
    def test_is_the_same_as_if_it_had_been_delivered(self, ask, github, journey):
        github.pulls = [pull(), pull(8, user=MO, merged_at=None, state="open")]
        github.reviews = {8: [said(review())]}
        ask()
        asked_for = facts()
        Contribution.objects.all().delete()
        deliver(merged())
        deliver(review(), "pull_request_review")

        assert asked_for == facts()
        assert [kind for _, kind, *_ in asked_for] == ["opened", "merged", "reviewed"]
        assert marks(journey) == {"send": "github", "look": "github"}

    def test_after_a_delivery_is_one_fact_and_is_asked_for_no_further(self, ask, github):
        deliver(merged())
        before = facts()
        github.pulls = [pull()]
        assert ask() == [PULLS, f"{PULLS}/1/reviews"]
        assert facts() == before

    def test_before_a_delivery_is_one_fact_too(self, ask, github):
        github.pulls = [pull()]
        ask()
        before = facts()
        assert (deliver(merged()), facts()) == ("known", before)

    def test_completes_the_step_from_the_moment_of_the_merge(self, ask, github, journey):
        github.pulls = [pull()]
        ask()
        assert journey.completions.get().at == datetime(2026, 3, 2, 9, tzinfo=UTC)

    def test_is_no_delivery(self, ask, github):
        github.pulls = [pull()]
        ask()
        row = Repository.objects.get()
        assert (Tally.objects.count(), row.heard_at, row.delivered_at) == (0, NOW, None)
        deliver(merged())
        row.refresh_from_db()
        assert row.delivered_at == NOW

    def test_counts_for_nobody_where_a_machine_a_fork_or_a_stranger_did_it(self, ask, github):
        bot = {"id": 2, "login": "renovate[bot]", "type": "Bot"}
        fork = {"repo": {"id": 7001, "full_name": "ana/demo"}}
        taken_login = {"id": 777, "login": "ana", "type": "User"}
        github.pulls = [pull(user=bot), pull(2, base=fork), pull(3, user=taken_login)]
        ask()
        assert facts() == []

    def test_counts_for_who_has_another_login_now(self, ask, github, journey):
        github.pulls = [pull(user={**ANA, "login": "ana-renamed"})]
        ask()
        assert marks(journey) == {"send": "github"}

    def test_waits_for_somebody_where_they_merged_it_themselves(self, ask, github, journey):
        github.pulls = [pull(merged_by=ANA)]
        ask()
        assert [(kind, is_own) for _, kind, _, _, _, _, is_own, _ in facts()] == [
            ("opened", False),
            ("merged", True),
        ]
        assert marks(journey) == {}

    def test_of_nobody_who_connected_an_account_only_tells_that_there_was_such_work(
        self, ask, github
    ):
        github.pulls = [pull(user=MO)]
        assert ask() == ["/repos/ossf/demo", PULLS, f"{PULLS}/1/reviews"]
        assert Repository.objects.get().merged_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
        assert facts() == []

    def test_with_a_date_to_come_is_left_out(self, ask, github):
        github.pulls = [pull(merged_at="2036-01-01T00:00:00Z")]
        ask()
        assert [kind for _, kind, *_ in facts()] == ["opened"]


class TestItIsAskedPolitely:
    def test_with_the_token_and_on_condition_that_something_changed(self, ask, github, caplog):
        github.pulls = [pull()]
        ask()
        known = facts()
        assert ask_again(github) == [304]
        assert facts() == known
        assert polled().next_at == NOW + timedelta(hours=2)
        assert "canary-token" not in caplog.text + str(Poll.objects.values())

    def test_not_at_all_without_a_token(self, journey, settings):
        settings.GITHUB_TOKEN = ""
        assert (ask_due_repositories(now=NOW), Poll.objects.count()) == (0, 0)

    def test_not_where_no_step_waits_for_it(self, member):
        PathFactory(steps=[{"key": "read"}])
        assert (ask_due_repositories(now=NOW), Poll.objects.count()) == (0, 0)

    def test_once_an_hour(self, ask):
        ask()
        assert ask(hours=0.5) == []
        assert ask(hours=1) == [PULLS]

    def test_for_no_reviews_where_no_step_waits_for_one(self, ask, github, journey):
        github.pulls = [pull()]
        journey.edition.steps.filter(counts="reviewed").update(counts="merged")
        assert ask() == ["/repos/ossf/demo", PULLS, f"{PULLS}/1"]

    @pytest.mark.parametrize(
        ("refusal", "wait"),
        [
            ((429, {"Retry-After": "7200"}), timedelta(hours=2)),
            (
                (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1773309600"}),
                timedelta(hours=2),
            ),
            ((401, {}), timedelta(hours=1)),
        ],
    )
    def test_nothing_further_until_the_moment_it_wants(self, ask, github, refusal, wait):
        PathFactory(steps=[{"key": "a", **COUNTED, "repository": "ossf/zebra"}])
        github.refusals = {"": refusal}
        assert len(ask()) == 1
        assert set(Poll.objects.values_list("next_at", flat=True)) == {NOW + wait}

    def test_nothing_further_before_its_share_of_the_hour_is_used_up(self, ask, github):
        PathFactory(steps=[{"key": "a", **COUNTED, "repository": "ossf/zebra"}])
        github.headers = {"X-RateLimit-Remaining": "99", "X-RateLimit-Reset": "1773309600"}
        assert ask() == ["/repos/ossf/demo", PULLS]
        assert Poll.objects.get(repository__name="ossf/zebra").next_at == NOW + timedelta(hours=2)

    def test_not_for_more_than_so_much_in_one_run(self, ask, github, monkeypatch):
        monkeypatch.setattr(actions, "MOST_QUESTIONS", 2)
        PathFactory(steps=[{"key": "a", **COUNTED, "repository": "ossf/zebra"}])
        assert ask() == ["/repos/ossf/demo", PULLS]
        assert Poll.objects.get(repository__name="ossf/zebra").next_at == NOW


class TestWorkFromBeforeAnAccountWasConnected:
    """Bo walks the path and works; the portal does not know yet that the work is theirs."""

    @pytest.fixture
    def bo(self, journey):
        return UserFactory()

    @pytest.fixture
    def walk(self, bo, journey):
        return start_journey(person=bo, path=journey.path)

    @pytest.fixture
    def worked(self, ask, github):
        """Bo's pull request was merged on the second of March and is read as a stranger's; on the
        twelfth another one's is merged."""
        github.pulls = [pull(user=MO, merged_by=ANA), pull(2, updated_at="2026-03-12T07:00:00Z")]
        ask()
        assert {author for *_, author, _, _, _ in facts()} == {501}

    def test_completes_the_step_where_they_had_begun(self, ask, at, bo, walk, worked):
        at("2026-03-13T06:00Z")
        with_github(bo, 900)
        ask(hours=24)
        assert marks(walk) == {"send": "github"}
        assert walk.completions.get().at == datetime(2026, 3, 2, 9, tzinfo=UTC)

    def test_is_offered_as_earlier_work_where_they_begin_later(self, ask, at, bo, journey, worked):
        at("2026-03-13T06:00Z")
        with_github(bo, 900)
        ask(hours=24)
        assert {author for *_, author, _, _, _ in facts()} == {501}

        at("2026-03-14T06:00Z")
        walk = start_journey(person=bo, path=journey.path)
        ask(hours=48)
        [found, _look] = walked_work(journey=walk).steps.values()
        assert (marks(walk), [piece.number for piece in found.before]) == ({}, [1])

    def test_is_asked_for_once_a_day_at_most(self, ask, at, bo, walk, worked):
        whole = [PULLS, f"{PULLS}/2/reviews", f"{PULLS}/1/reviews"]
        nothing_new = [PULLS]
        at("2026-03-12T09:00Z")
        with_github(bo, 900)
        assert ask(hours=2) == nothing_new
        assert ask(hours=24) == [*whole[:2], f"{PULLS}/1", *whole[2:]]
        at("2026-03-13T10:00Z")
        SocialAccount.objects.get(user=bo).delete()
        with_github(bo, 900)
        assert ask(hours=26) == nothing_new
        assert ask(hours=48) == whole
        assert ask(hours=72) == nothing_new

    def test_is_not_asked_for_by_whom_no_step_waits(self, ask, at, bo, worked):
        at("2026-03-13T06:00Z")
        with_github(bo, 900)
        assert ask(hours=24) == [PULLS]

    def test_waits_for_a_reading_that_is_under_way(self, ask, at, bo, walk, worked):
        Poll.objects.update(next_url="https://api.github.com/repositories/9001/pulls?page=2")
        at("2026-03-13T06:00Z")
        with_github(bo, 900)
        ask(hours=24)
        assert polled().begun_at == NOW
        ask(hours=25)
        assert (polled().begun_at, marks(walk)) == (NOW + timedelta(hours=25), {"send": "github"})


class TestManyPages:
    @pytest.fixture
    def many(self, github):
        day = datetime(2026, 3, 11, tzinfo=UTC)
        github.pulls = [
            pull(n, user=MO, updated_at=f"{day - timedelta(hours=n):%Y-%m-%dT%H:%M:%SZ}")
            for n in range(1, 261)
        ]

    @pytest.fixture
    def journey(self, member, at):
        at("2026-03-01T09:00Z")
        return start_journey(
            person=with_github(member), path=PathFactory(steps=[{"key": "send", **COUNTED}])
        )

    def test_are_read_a_few_at_a_time_and_gone_on_with_where_it_stopped(self, ask, github, many):
        github.pulls[259]["user"] = ANA
        assert ask() == ["/repos/ossf/demo", *[PULLS] * 4]
        assert (polled().seen_to, facts()) == (None, [])

        assert ask(hours=0.1) == [*[PULLS] * 2, f"{PULLS}/260"]
        assert polled().seen_to == datetime(2026, 3, 10, 23, tzinfo=UTC)
        assert [kind for _, kind, *_ in facts()] == ["opened", "merged"]

    def test_are_read_back_to_what_was_seen_before(self, ask, github, many):
        ask()
        ask(hours=0.1)
        github.pulls[200] |= {"user": ANA, "updated_at": "2026-03-12T08:30:00Z"}
        assert ask(hours=2) == [PULLS, f"{PULLS}/201"]

    def test_begin_anew_where_the_address_to_go_on_at_is_gone(self, ask, github, many):
        ask()
        github.refusals = {"page=5": (404, {})}
        assert ask(hours=0.1) == [PULLS]
        github.refusals = {}
        assert ask(hours=2) == [PULLS] * 4

    def test_of_reviews_are_read_too(self, ask, github, journey):
        journey.edition.steps.update(counts="reviewed")
        github.pulls = [pull(8, user=MO)]
        others = [said(review(id=n, user={**MO, "id": 901})) for n in range(1, 101)]
        github.reviews = {8: [*others, said(review())]}
        assert ask() == ["/repos/ossf/demo", PULLS, *[f"{PULLS}/8/reviews"] * 2]
        assert [kind for _, kind, *_ in facts()] == ["reviewed"]


class TestWhatGoesWrong:
    def test_with_one_repository_stops_no_other(self, ask, github):
        PathFactory(steps=[{"key": "a", **COUNTED, "repository": "ossf/gone"}])
        github.refusals = {"ossf/gone": (404, {})}
        github.pulls = [pull()]
        ask()
        gone = Poll.objects.get(repository__name="ossf/gone")
        assert gone.failure == "There is no such repository, or it is not public."
        assert (gone.asked_at, gone.failed_since) == (NOW, NOW)
        assert len(facts()) == 2

    def test_is_forgotten_with_the_next_good_answer(self, ask, github):
        github.refusals = {"": (502, {})}
        ask()
        assert polled().failure == "The tracker answered with an error (502)."
        github.refusals = {}
        ask(hours=1)
        assert (polled().failure, polled().failed_since) == ("", None)

    def test_for_long_is_asked_more_and_more_seldom(self, ask, github):
        github.refusals = {"": (404, {})}
        waits = []
        for hours in (0, 1, 3, 7, 400):
            ask(hours=hours)
            waits.append((polled().next_at - NOW) // timedelta(hours=1) - hours)
        assert waits == [1, 1, 3, 7, 168]

    def test_with_one_pull_request_is_gone_back_to(self, ask, github):
        github.pulls = [pull(), pull(2, updated_at="2026-03-12T07:00:00Z")]
        github.refusals = {f"{PULLS}/1": (500, {})}
        ask()
        assert [number for *_, number, _, _ in facts()] == [2, 2]
        github.refusals = {}
        ask(hours=1)
        assert sorted(number for *_, number, _, _ in facts()) == [1, 1, 2, 2]

    def test_with_many_of_them_is_the_trouble_of_the_repository(self, ask, github):
        github.pulls = [pull(n) for n in range(1, 9)]
        github.refusals = {f"{PULLS}/": (500, {})}
        assert len(ask()) == 2 + 4
        assert (facts(), polled().seen_to) == ([], None)

    @pytest.mark.parametrize("pulls", [[{"id": 1}], [pull(base=None)]])
    def test_in_an_answer_nobody_can_read_is_told(self, ask, github, pulls):
        github.pulls = [one | {"updated_at": "2026-03-02T09:00:00Z"} for one in pulls]
        ask()
        assert polled().failure.startswith("The answer could not be read (")

    def test_that_nobody_foresaw_is_noted_and_stops_no_other(self, ask, github):
        PathFactory(steps=[{"key": "a", **COUNTED, "repository": "ossf/zebra"}])
        github.headers = {"X-RateLimit-Remaining": "9" * 5000}
        ask()
        assert set(Poll.objects.values_list("failure", flat=True)) == {
            "The answer could not be used."
        }


class TestARepository:
    def test_that_has_another_name_now_is_still_the_one(self, ask, github, journey):
        RepositoryFactory()
        new = {**REPOSITORY, "full_name": "ossf/renamed"}
        github.pulls = [pull(base={"repo": new})]
        ask()
        assert (polled().called, marks(journey)) == ("ossf/renamed", {"send": "github"})

    def test_that_was_renamed_before_anything_was_heard_of_it_is_learned(self, ask, github):
        github.repository["full_name"] = "ossf/renamed"
        ask()
        assert (polled().called, polled().repository.github_id) == ("ossf/renamed", 9001)

    def test_whose_name_another_has_now_is_asked_for_by_its_number(self, ask, github):
        RepositoryFactory()
        github.repository["id"] = 13
        assert ask() == [PULLS]
        assert polled().failure == "There is no such repository, or it is not public."

    def test_of_which_only_closed_paths_spoke_is_asked_for_as_long_as_somebody_walks(
        self, ask, journey
    ):
        journey.path.is_published = False
        journey.path.save()
        assert ask() == ["/repos/ossf/demo", PULLS]
        journey.left_at = NOW
        journey.save()
        assert ask(hours=1) == []


class TestDocsByTheFilesThatWereChanged:
    @pytest.fixture
    def journey(self, member, at):
        at("2026-03-01T09:00Z")
        steps = [{"key": "docs", **COUNTED, "counts": "docs", "paths": "docs/\n*.md"}]
        return start_journey(person=with_github(member), path=PathFactory(steps=steps))

    def files(self) -> list[tuple]:
        merges = Contribution.objects.filter(kind="merged").order_by("number")
        return list(merges.values_list("number", "files", "are_all_files"))

    def test_are_asked_for_and_complete_the_step(self, ask, github, journey):
        github.pulls = [pull()]
        github.files = {1: ["src/a.py", "docs/a.md"]}
        assert ask() == ["/repos/ossf/demo", PULLS, f"{PULLS}/1", f"{PULLS}/1/files"]
        assert marks(journey) == {"docs": "github"}
        assert self.files() == [(1, ["src/a.py", "docs/a.md"], True)]

    def test_are_asked_for_after_a_delivery_too_and_once(self, ask, github, journey):
        deliver(merged())
        assert (marks(journey), self.files()) == ({}, [(1, None, False)])
        github.files = {1: ["docs/a.md"]}
        assert ask()[-1] == f"{PULLS}/1/files"
        assert marks(journey) == {"docs": "github"}
        assert ask(hours=1) == [PULLS]
        assert deliver(merged()) == "known"

    def test_of_other_work_complete_nothing(self, ask, github, journey):
        github.pulls = [pull()]
        github.files = {1: ["src/a.py", "src/docs/a.md"]}
        ask()
        assert (marks(journey), self.files()[0][2]) == ({}, True)

    def test_that_gave_no_answer_are_asked_for_again(self, ask, github, journey):
        github.pulls = [pull(), pull(2)]
        github.files = {1: ["docs/a.md"], 2: ["src/a.py"]}
        github.refusals = {f"{PULLS}/1/files": (500, {})}
        ask()
        assert (marks(journey), self.files()) == ({}, [(1, None, False), (2, ["src/a.py"], True)])
        github.refusals = {}
        ask(hours=1)
        assert marks(journey) == {"docs": "github"}

    def test_are_not_asked_for_once_github_wants_us_to_wait(self, ask, github, journey):
        github.pulls = [pull(), pull(2)]
        github.refusals = {"/files": (429, {"Retry-After": "60"})}
        assert len([path for path in ask() if path.endswith("/files")]) == 1

    def test_are_read_up_to_three_hundred_and_more_are_not_known(self, ask, github, journey):
        github.pulls = [pull()]
        github.files = {1: [f"src/{n}.py" for n in range(301)]}
        assert ask()[-3:] == [f"{PULLS}/1/files"] * 3
        [(_number, files, are_all)] = self.files()
        assert (len(files), are_all, marks(journey)) == (300, False, {})

    def test_are_asked_for_only_where_a_step_names_some(self, ask, github, journey):
        journey.edition.steps.update(paths="")
        github.pulls = [pull()]
        assert ask()[-1] == f"{PULLS}/1"


def test_what_was_taken_back_is_heard_with_the_list(github, ask):
    github.pulls = [pull(5, body="Reverts ossf/demo#1"), pull(6, body="Reverts ossf/other#1")]
    ask()
    assert list(Revert.objects.values_list("repository_id", "number", "by_number")) == [
        (9001, 1, 5)
    ]
