"""How far people come on the paths of a group: counts, and nobody's walk."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from initiatives.models import Follow, TaskClaim
from initiatives.onboarding.models import (
    Completion,
    Edition,
    Evidence,
    FormerWalkers,
    Journey,
    Nudge,
)
from initiatives.onboarding.queries.hold_back import hold_back_rows
from portal.people.models import User
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory, TaskFactory
from tests.factories.ladder import stands
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory
from tests.quick import within

pytestmark = pytest.mark.django_db

HERE = "/desk/groups/bear/paths/"
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
STEPS = [
    {"key": "hello", "title": "Say hello"},
    {"key": "send", "title": "Send it", "kind": "evidence", "needs": ["hello"]},
    {"key": "tell", "title": "=Tell", "needs": ["send"]},
]
SENT_THERE = {"key": "send", "counts": "merged", "repository": "ossf/demo"}


@pytest.fixture
def group(at):
    at(NOW)
    return InitiativeFactory(slug="bear", name="BEAR")


@pytest.fixture
def path(group):
    return PathFactory(slug="first", title="First change", initiative=group, steps=STEPS)


@pytest.fixture
def desk(lead, group):
    lead_of(lead, group)
    return signed_in(lead)


def walkers(path, count, *, done=(), answered=None, begun=NOW - timedelta(days=40)) -> None:
    """So many people who walk it as far as that; what is done of `send` was shown, thirty days ago,
    and answered after so many days."""
    before = User.objects.count()
    people = User.objects.bulk_create(
        User(username=f"w{before + n}", email=f"w{before + n}@example.org") for n in range(count)
    )
    edition = path.editions.get()
    steps = {step.key: step for step in edition.steps.all()}
    walks = Journey.objects.bulk_create(
        Journey(person=one, path=path, edition=edition, started_at=begun, acted_at=begun)
        for one in people
    )
    Completion.objects.bulk_create(
        Completion(journey=walk, step=steps[key], key=key, source=source_of(key, answered))
        for walk in walks
        for key in done
    )
    if "send" in done:
        shown_at = NOW - timedelta(days=30)
        decided = shown_at + timedelta(days=answered) if answered else None
        Evidence.objects.bulk_create(
            Evidence(
                journey=walk,
                step=steps["send"],
                key="send",
                words="My own words",
                handed_in_at=shown_at,
                held_since=decided and decided - timedelta(days=1),
                decided_at=decided,
                state="accepted" if decided else "waiting",
            )
            for walk in walks
        )


def source_of(key, answered) -> str:
    return "self" if key != "send" else "verified" if answered else "shown"


def rows(page: str) -> dict[str, list[str]]:
    """By the words at their head, the cells of each row of the tables."""
    found = {}
    for line in page.split('<tr><th scope="row">')[1:]:
        head, _, cells = line.partition("</th>")
        found[text(head)] = [text(cell) for cell in cells.partition("</tr>")[0].split("</td>")[:-1]]
    return found


def text(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html).strip()


def test_a_lead_reads_how_far_people_come_and_who_waits(desk, path):
    walkers(path, 8)
    walkers(path, 7, done=["hello"])
    walkers(path, 6, done=["hello", "send"])
    walkers(path, 5, done=["hello", "send", "tell"], answered=4)
    found = rows(desk.get(HERE).text)
    assert found["Began"][0] == "26"
    assert found["Walked to the end"] == ["5", "19 % 19 %"]
    assert found["Say hello"][:2] == ["26", "18"]
    assert found["Send it"][:2] == ["18", "11"]
    assert found["Send it"][3] == "5"
    assert found["From showing something to the first answer of a person"] == ["5", "4.0", "–", "–"]
    assert found["Of that: from taking it up to the answer"] == ["5", "1.0", "–", "–"]
    assert found["Waits for a look now"] == ["6", "30.0", "–", "6"]
    assert found["On the way: the next step waits for the newcomer"] == ["21", "40.0", "–", "21"]


def test_who_came_again_and_who_stayed_is_counted_by_the_steps_they_did(desk, path):
    begun = NOW - timedelta(days=120)
    walkers(path, 7, begun=begun)
    walkers(path, 8, done=["hello"], begun=begun)
    walkers(path, 6, done=["hello", "send"], begun=begun)
    marks = Completion.objects.filter(journey__completions__key="send")
    marks.filter(key="hello").update(at=begun)
    marks.filter(key="send").update(at=begun + timedelta(days=100))
    Completion.objects.filter(at__gt=begun + timedelta(days=110)).update(at=begun)
    found = rows(desk.get(HERE, {"year": begun.year}).text)
    assert found["Did another step, a week or more after the first"][0] == "6"
    assert found["Did a step ninety days or more after they began"][0] == "6"


def test_who_took_a_rung_or_a_seat_after_they_began_took_a_role(desk, path, group):
    walkers(path, 19)
    one, other, *rest = [walk.person for walk in Journey.objects.order_by("pk")]
    for person in (one, *rest[:4]):
        stands(person, group, "helper", days=10)
    for person in (other, one):
        RoleFactory(initiative=group, person=person, since=NOW - timedelta(days=5))
    stands(rest[5], group, "helper", days=50)
    stands(rest[6], InitiativeFactory(), "helper", days=10)
    RoleFactory(initiative=group, person=rest[7], since=None)
    RoleFactory(initiative=group, person=rest[8], since=NOW + timedelta(days=5))
    others_take_a_role(group)
    assert rows(desk.get(HERE).text)["Took a role after they began"][0] == "6"
    assert "first,took_a_role,,6,," in desk.get(f"{HERE}numbers.csv").text.splitlines()


def test_on_a_path_of_everybody_a_role_in_any_group_counts(staff, group):
    path = PathFactory(slug="all", title="For everybody")
    walkers(path, 12)
    for walk in Journey.objects.order_by("pk")[:6]:
        stands(walk.person, InitiativeFactory(), "helper", days=10)
    others_take_a_role(group)
    page = signed_in(staff).get("/desk/paths/").text
    assert rows(page)["Took a role after they began"][0] == "6"


def others_take_a_role(group, count=5) -> None:
    """Who walks no path; rungs and seats are public."""
    for _ in range(count):
        stands(UserFactory(), group, "helper", days=10)


def test_that_all_who_took_a_role_walk_is_not_told_by_their_number(desk, path, group):
    walkers(path, 12)
    for walk in Journey.objects.order_by("pk")[:6]:
        stands(walk.person, group, "helper", days=10)
    others_take_a_role(group, 4)
    assert rows(desk.get(HERE).text)["Took a role after they began"][0] == "hidden"


def followers(group, count, *, at=NOW - timedelta(days=3)) -> None:
    for _ in range(count):
        Follow.objects.create(person=UserFactory(), initiative=group, created_at=at)


def test_a_lead_reads_how_many_began_to_follow_the_group_and_still_do(desk, path, group):
    followers(group, 5)
    followers(group, 6, at=datetime(2025, 12, 31, 23, tzinfo=UTC))
    followers(InitiativeFactory(), 7)
    assert "5 people began to follow the group in 2026 and still do" in desk.get(HERE).text
    assert ",followed,,5,," in desk.get(f"{HERE}numbers.csv").text.splitlines()
    Follow.objects.filter(created_at__year=2026).first().delete()
    assert "Fewer than 5 people began to follow the group in 2026" in desk.get(HERE).text
    assert ",followed,,,," in desk.get(f"{HERE}numbers.csv").text.splitlines()


def test_the_page_of_no_group_tells_of_no_followers(staff, group, at):
    PathFactory(title="For everybody")
    followers(group, 5)
    assert "began to follow" not in signed_in(staff).get("/desk/paths/").text
    assert ",followed," not in signed_in(staff).get("/desk/paths/numbers.csv").text


def test_the_page_says_why_nobody_counts_visits(desk, path):
    assert "keeps no trail of who reads which page" in desk.get(HERE).text


def test_few_people_are_hidden_and_what_would_give_them_away(desk, path):
    walkers(path, 9, done=["hello"])
    walkers(path, 2)
    page = desk.get(HERE).text
    found = rows(page)
    assert found["Began"][0] == "11"
    assert found["Did a first step"] == ["hidden", ""]
    assert found["Say hello"][:2] == ["11", "hidden"]
    assert ">9<" not in page


def test_of_fewer_than_five_nothing_is_told(desk, path):
    walkers(path, 4, done=["hello"])
    page = desk.get(HERE).text
    assert "Fewer than 5 of those who began in 2026 are here" in page
    assert rows(page) == {}


def test_periods_do_not_overlap(desk, path):
    walkers(path, 6)
    walkers(path, 7, begun=datetime(2025, 12, 31, 23, tzinfo=UTC))
    assert rows(desk.get(HERE).text)["Began"][0] == "6"
    assert rows(desk.get(f"{HERE}?year=2025").text)["Began"][0] == "7"
    for odd in ("1999", "0000", "later", "２０２５"):
        assert rows(desk.get(HERE, {"year": odd}).text)["Began"][0] == "6"


def test_more_paths_are_counted_together_too(desk, path, group):
    other = PathFactory(slug="second", title="Second change", initiative=group)
    walkers(path, 6)
    walkers(other, 5)
    page = desk.get(HERE).text
    assert "How far 11 walks came" in page
    assert page.index("All paths together") < page.index(">First change<")


def test_the_file_tells_the_same_and_no_formula(desk, path):
    walkers(path, 12, done=["hello", "send"], answered=2)
    told = desk.get(f"{HERE}numbers.csv?year=2026")
    lines = told.content.decode("utf-8-sig").splitlines()
    assert told["Content-Disposition"] == 'attachment; filename="bear-paths-2026.csv"'
    assert lines[0] == "path,what,step,walks,median_days,nine_in_ten_days"
    assert "first,started,,12,," in lines
    assert "first,answered,,12,2.0," in lines
    assert "first,waits_for_a_look,,,," in lines
    assert "first,step_verified,send,12,," in lines
    assert not any("My own words" in line or "=Tell" in line for line in lines)


def taken(group, ends, *, at=NOW - timedelta(days=30)) -> None:
    """A claim of somebody else for each end; the lease of one without an end has run out."""
    for end in ends:
        TaskClaim.objects.create(
            task=TaskFactory(initiative=group),
            person=UserFactory(),
            claimed_at=at,
            leased_until=at + timedelta(days=14),
            end=end,
            ended_at=at if end else None,
        )


def test_a_lead_reads_how_many_claims_of_tasks_lapsed(desk, path, group):
    walkers(path, 6)
    taken(group, ["lapsed"] * 4 + [""] + ["done"] * 6 + ["given-back"] * 2)
    taken(group, ["done"], at=NOW - timedelta(days=300))
    taken(InitiativeFactory(), ["done"])
    found = rows(desk.get(HERE).text)
    assert found["Tasks taken"] == ["13"]
    assert found["Their time ran out"] == ["5"]
    assert found["Done"] == ["hidden"]
    lines = desk.get(f"{HERE}numbers.csv?year=2026").text.splitlines()
    assert ",task_claims_lapsed,,5,," in lines
    assert ",task_claims_done,,,," in lines


def test_of_several_groups_no_sum_is_told_that_would_tell_of_one(staff, group, at):
    walkers(PathFactory(title="For everybody"), 6)
    taken(group, ["done"] * 10)
    taken(InitiativeFactory(), ["done"])
    assert "Tasks taken" not in signed_in(staff).get("/desk/paths/").text


def test_of_few_claims_nothing_is_told(desk, path, group):
    taken(group, ["lapsed"] * 4)
    assert "Tasks taken" not in desk.get(HERE).text


def test_a_step_that_nobodys_work_completes_is_named(desk, group):
    PathFactory(title="By work", initiative=group, steps=[SENT_THERE])
    assert "Steps that nobody" not in desk.get(HERE).text
    Edition.objects.update(published_at=NOW - timedelta(days=200))
    page = desk.get(HERE).text
    assert "merged pull request in ossf/demo" in page.split("Steps that nobody")[1]


def test_paths_of_every_group_are_for_the_foundation(staff, lead, path, at):
    at(NOW)
    walkers(PathFactory(title="For everybody"), 6)
    page = signed_in(staff).get("/desk/paths/").text
    assert "For everybody" in page
    assert "First change" not in page
    lines = signed_in(staff).get("/desk/paths/numbers.csv").content.decode("utf-8-sig")
    assert ",started,,6,," in lines
    assert signed_in(lead).get("/desk/paths/").status_code == 403


def test_a_group_without_a_path_says_so(desk):
    assert "There is no path to count on" in desk.get(HERE).text


def test_the_queue_leads_there(desk, staff):
    assert f'href="{HERE}"' in desk.get("/desk/evidence/").text
    assert 'href="/desk/paths/"' not in desk.get("/desk/evidence/").text
    assert 'href="/desk/paths/"' in signed_in(staff).get("/desk/evidence/").text


@pytest.mark.parametrize("many", [1, 40])
def test_as_many_queries_for_many_walks_as_for_one(desk, path, django_assert_num_queries, many):
    walkers(path, many, done=["hello", "send"])
    desk.get(HERE)
    with django_assert_num_queries(20):
        desk.get(HERE)


def test_three_thousand_walks_are_counted_in_a_moment(desk, path):
    walkers(path, 1500, done=["hello"])
    walkers(path, 1500, done=["hello", "send"], answered=4)
    assert within(1.5, lambda: desk.get(HERE))


def test_a_lead_reads_how_many_steps_ask_for_no_code(desk, group):
    counting = [{**SENT_THERE, "key": kind, "counts": kind} for kind in ("merged", "reviewed")]
    docs = {**SENT_THERE, "key": "docs", "counts": "docs"}
    PathFactory(slug="code", initiative=group, steps=[STEPS[0], *counting, docs])
    assert "Steps that neither merged code nor a review completes: 2 of 4." in desk.get(HERE).text
    lines = desk.get(f"{HERE}numbers.csv").text.splitlines()
    assert {"code,steps,,4,,", "code,steps_without_code,,2,,"} <= set(lines)


def erased(path, year, **people) -> None:
    FormerWalkers.objects.bulk_create(
        FormerWalkers(path=path, year=year, stage=stage, people=n) for stage, n in people.items()
    )


def test_who_erased_their_account_still_counts_apart_from_the_others(desk, path):
    erased(path, NOW.year, started=17, first_step=12, finished=4)
    found = rows(desk.get(HERE).text)
    assert found["Began, and erased their account since"] == ["15"]
    assert found["Of them, did a first step"] == ["10"]
    assert "Of them, walked to the end" not in found
    lines = desk.get(f"{HERE}numbers.csv").text.splitlines()
    assert [line for line in lines if "erased" in line] == [
        "first,erased_started,,15,,",
        "first,erased_first_step,,10,,",
    ]


def test_few_who_erased_their_account_are_told_of_in_no_year(desk, path):
    erased(path, 2024, started=4)
    assert "erased their account since</th>" not in desk.get(HERE, {"year": 2024}).text
    page = desk.get(HERE).text
    assert "erased their account since</th>" not in page
    assert "year=2024" not in page


def test_a_year_whose_walkers_all_went_is_still_one_to_choose(desk, path):
    erased(path, 2024, started=6)
    page = desk.get(HERE, {"year": 2024}).text
    assert rows(page)["Began, and erased their account since"] == ["5"]
    assert "Fewer than 5 of those who began in 2024 are here" in page


def test_the_desk_has_a_door_to_it_where_there_is_a_path(desk, group):
    door = f'<a href="{HERE}">How far people come</a>'
    assert door not in desk.get("/desk/").text
    PathFactory(initiative=group)
    assert door in desk.get("/desk/").text


def test_who_speaks_for_no_group_has_no_door_to_it(path, member):
    assert "How far people come" not in signed_in(member).get("/desk/").text


def test_where_more_began_than_are_counted_the_page_says_so(desk, path, monkeypatch):
    walkers(path, 8)
    assert "that began are counted" not in desk.get(HERE).text
    monkeypatch.setattr("initiatives.onboarding.queries.funnel.MOST_WALKS", 7)
    page = desk.get(HERE).text
    assert "Only the last 7 that began are counted." in page
    assert rows(page)["Began"][0] == "7"


def noted(path, count, lot, *, done=()) -> None:
    """So many walks for which a reminder was due thirty days ago, and what was done since."""
    before = set(Journey.objects.values_list("pk", flat=True))
    walkers(path, count, done=done)
    due_at = NOW - timedelta(days=30)
    Nudge.objects.bulk_create(
        Nudge(journey=walk, since=due_at, rung=1, lot=lot, at=due_at)
        for walk in Journey.objects.exclude(pk__in=before)
    )
    Completion.objects.exclude(journey__in=before).update(at=NOW)


def reminded_and_left_alone(path) -> None:
    for lot, many in (("told", 9), ("alone", 5)):
        noted(path, many, lot)
        noted(path, many + 1, lot, done=["hello"])
        noted(path, many + 2, lot, done=["hello", "send", "tell"])


def test_the_foundation_reads_whether_reminders_help(staff, path, settings):
    settings.HOLD_BACK_KEY = "a word"
    reminded_and_left_alone(path)
    noted(path, 7, "")
    found = rows(signed_in(staff).get("/desk/paths/").text)
    assert found["A first reminder was due"] == ["30", "100 %", "18", "100 %"]
    assert found["Did a step after it"] == ["21", "70 %", "13", "72 %"]
    assert found["Walked to the end"] == ["11", "37 %", "7", "39 %"]
    lines = signed_in(staff).get("/desk/paths/numbers.csv").text.splitlines()
    assert {"*,reminded_told,,30,,", "*,went_on_told,,21,,", "*,finished_alone,,7,,"} <= set(lines)


def test_few_that_were_left_alone_are_hidden(staff, path, settings):
    settings.HOLD_BACK_KEY = "a word"
    noted(path, 30, "told", done=["hello"])
    noted(path, 4, "alone")
    noted(path, 7, "")
    page = signed_in(staff).get("/desk/paths/").text
    assert rows(page)["A first reminder was due"] == ["30", "100 %", "hidden", "–"]
    assert "*,reminded_alone,,,," in signed_in(staff).get("/desk/paths/numbers.csv").text


def test_who_left_has_not_arrived_and_what_was_done_before_is_no_effect(staff, path, settings):
    settings.HOLD_BACK_KEY = "a word"
    noted(path, 6, "told", done=["hello"])
    noted(path, 6, "alone")
    Journey.objects.update(left_at=NOW)
    Completion.objects.update(at=NOW - timedelta(days=31))
    found = rows(signed_in(staff).get("/desk/paths/").text)
    assert found["A first reminder was due"] == ["6", "100 %", "6", "100 %"]
    assert found["Did a step after it"][0] == found["Walked to the end"][0] == "hidden"


def test_where_nobody_is_left_alone_and_on_pages_of_groups_nothing_is_said(
    staff, desk, path, settings
):
    reminded_and_left_alone(path)
    assert "Do reminders help?" not in signed_in(staff).get("/desk/paths/").text
    assert "*," not in signed_in(staff).get("/desk/paths/numbers.csv").text
    settings.HOLD_BACK_KEY = "a word"
    assert "Do reminders help?" not in desk.get(HERE).text


def test_the_comparison_takes_one_query_for_any_number(path, settings, django_assert_num_queries):
    settings.HOLD_BACK_KEY = "a word"
    reminded_and_left_alone(path)
    with django_assert_num_queries(1):
        assert [row.told for row in hold_back_rows()] == [30, 21, 11]
