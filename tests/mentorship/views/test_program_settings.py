"""Weights, rules and admins of a program at the desk."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from mentorship.actions.run import publish_run, start_run
from mentorship.models import Cohort, Match, Program, ProgramAdmin, Run, ScoreVersion
from mentorship.queries.match_detail import meeting_minutes
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from portal.people.models import Skill
from tests.conftest import signed_in
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, member_of, pool

pytestmark = pytest.mark.django_db
USUAL = {"skill": 40, "time": 20, "goals": 10, "initiative": 8, "seniority": 7}
USUAL |= {"language": 5, "preference": 10}
RULES = ("language", "time", "skill", "seniority", "organisation")
LIMITS = {"seniority_gap": 1, "skill": 1, "weeks_percent": 80, "meeting_minutes": 60}


@pytest.fixture
def cohort(at):
    at(IN_MATCHING)
    cache.clear()
    return pool(mentees=2, mentors=2, key="spring", program__slug="learn")


@pytest.fixture
def admin(cohort):
    person = UserFactory(username="runs-it", email="runs-it@example.org")
    ProgramAdmin.objects.create(program=cohort.program, person=person)
    return person


@pytest.fixture
def desk(admin):
    return signed_in(admin)


SCORE = "/desk/mentorship/learn/settings/score/"
ADMINS = "/desk/mentorship/learn/settings/people/"


def said(press, *, rules=RULES, limits=LIMITS, why="", **weights):
    return {
        **{f"weight_{name}": points for name, points in (USUAL | weights).items()},
        **{f"rule_{name}": "on" for name in rules},
        **{f"limit_{name}": number for name, number in (LIMITS | limits).items()},
        "why": why,
        press: "1",
    }


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_change_is_a_version_that_runs_name(cohort, desk, admin):
    first = start_run(cohort=cohort, by=admin, now=IN_MATCHING)
    assert first.score_version == 1
    asked = said("keep", skill=80, rules=RULES[:-1], why="Teaching matters most")
    page = desk.post(SCORE, asked, follow=True)
    assert "Version 2 holds from the next run on." in text(page)
    assert list(ScoreVersion.objects.values_list("number", "why")) == [
        (2, "Teaching matters most"),
        (1, ""),
    ]
    program = Program.objects.get()
    assert (program.score_version, program.config["rules"]["organisation"]) == (2, False)
    assert "What the mentor can teach and the mentee wants to learn: 40 → 57 of 100" in text(page)
    assert "No longer asked: They do not work for the same organisation." in text(page)
    assert "Teaching matters most" in text(page)
    matching = text(desk.get("/desk/mentorship/learn/spring/matching/"))
    assert "Weights and rules: version 1 → version 2" in matching
    desk.post("/desk/mentorship/learn/spring/matching/run/")
    assert list(Run.objects.values_list("number", "score_version")) == [(2, 2), (1, 1)]
    compared = text(desk.get("/desk/mentorship/learn/spring/matching/compare/1/2/"))
    assert "Weights and rules: version 1 → version 2" in compared
    public = text(desk.get("/mentorship/learn/"))
    assert "They do not work for the same organisation." not in public


def test_each_limit_that_changes_is_a_sentence_of_the_version_and_on_the_public_page(cohort, desk):
    limits = {"seniority_gap": 2, "skill": 300, "weeks_percent": 60, "meeting_minutes": 90}
    page = text(desk.post(SCORE, said("keep", limits=limits), follow=True))
    for sentence in (
        "In how many weeks of a hundred they can meet, at least: 80 → 60",
        "How many minutes a meeting lasts: 60 → 90",
        "Points for skills they reach, of 1000, at least: 1 → 300",
        "Steps of experience the mentor is above, at least: 1 → 2",
    ):
        assert f"<li>{sentence}</li>" in page
    assert [version.config["limits"] for version in ScoreVersion.objects.all()] == [limits, LIMITS]
    assert Program.objects.get().config["limits"] == limits
    public = text(desk.get("/mentorship/learn/"))
    for sentence in (
        "They are both free for 90 minutes at a time in at least 60 % of the weeks.",
        "What the mentor can teach of what the mentee wants to learn is worth at least 300 of 1000",
        "The mentor is at least 2 steps above the mentee, on a scale of experience from 0 to 10.",
    ):
        assert f"<li>{sentence}" in public
    assert "12 weeks, about 90 minutes a week together" in public


def test_the_usual_limits_stand_on_the_public_page_too(cohort, desk):
    public = text(desk.get("/mentorship/learn/"))
    for sentence in (
        "They are both free for 60 minutes at a time in at least 80 % of the weeks.",
        "The mentor can teach at least one thing the mentee wants to learn.",
        "The mentor has more experience than the mentee.",
    ):
        assert f"<li>{sentence}</li>" in public
    assert "12 weeks, about an hour a week together" in public


def test_a_rule_that_is_dropped_or_taken_up_is_told_as_it_was_asked(cohort, desk):
    desk.post(SCORE, said("keep", limits={"weeks_percent": 100, "seniority_gap": 0}))
    without = [name for name in RULES if name not in {"time", "seniority"}]
    dropped = text(desk.post(SCORE, said("keep", rules=without), follow=True))
    asked = "They are both free for 60 minutes at a time in every week."
    assert f"No longer asked: {asked}" in dropped
    assert "How many minutes a meeting lasts:" not in dropped
    taken_up = text(desk.post(SCORE, said("keep", limits={"seniority_gap": 0}), follow=True))
    asked = "The mentor has at least as much experience as the mentee."
    assert f"Asked from here on: {asked}" in taken_up


@pytest.mark.parametrize(
    ("limit", "label", "bad", "told"),
    [
        (
            *("seniority_gap", "Steps of experience the mentor is above, at least"),
            *(("", -1, 11), "Ensure this value is less than or equal to 10."),
        ),
        (
            *("skill", "Points for skills they reach, of 1000, at least"),
            *(("", 0, "many", 1001), "Ensure this value is less than or equal to 1000."),
        ),
        (
            *("weeks_percent", "In how many weeks of a hundred they can meet, at least"),
            *(("", 101, 0), "Ensure this value is greater than or equal to 1."),
        ),
        (
            *("meeting_minutes", "How many minutes a meeting lasts"),
            *(("", 0, 255, 50), "These are whole quarter hours, like 45."),
        ),
    ],
)
def test_a_limit_that_cannot_be_is_refused_by_its_name(cohort, desk, limit, label, bad, told):
    for number in bad:
        page = desk.post(SCORE, said("keep", limits={limit: number}))
        assert page.context["form"].errors.keys() == {f"limit_{limit}"}, number
        assert f'<a href="#id_limit_{limit}">{label}: ' in text(page)
    assert page.context["form"].errors[f"limit_{limit}"] == [told]
    assert not ScoreVersion.objects.exists()


def test_looking_tells_what_would_be_asked_and_what_it_would_do(cohort, desk, admin):
    """The two mentors are three steps above."""
    start_run(cohort=cohort, by=admin, now=IN_MATCHING)
    page = text(desk.post(SCORE, said("look", limits={"seniority_gap": 9})))
    assert "0 pairs, and 2 with the weights and rules of now." in page
    assert "Two people would only be paired if:" in page
    assert "<li>The mentor is at least 9 steps above the mentee" in page
    assert not ScoreVersion.objects.exists()


def test_published_pairs_stay_whatever_is_asked_later_and_a_run_says_what_they_break(
    cohort, desk, admin
):
    publish_run(run=start_run(cohort=cohort, by=admin, now=IN_MATCHING), by=admin, now=IN_MATCHING)
    desk.post(SCORE, said("keep", limits={"seniority_gap": 9, "meeting_minutes": 30}))
    run = start_run(cohort=Cohort.objects.get(), by=admin, now=IN_MATCHING)
    assert run.config["limits"] == LIMITS | {"seniority_gap": 9, "meeting_minutes": 30}
    assert [pair["broken_rules"] for pair in run.result["pairs"]] == [["seniority"]] * 2
    assert {meeting_minutes(match) for match in Match.objects.all()} == {60}
    page = text(desk.get("/desk/mentorship/learn/spring/matching/"))
    assert "Not enough experience ahead" in page


def test_the_dials_of_a_program_outlive_new_weights(cohort, desk):
    dials = {"quotas": [{"group": "x", "least": 1}]}
    Program.objects.update(config={"dials": dials})
    desk.post(SCORE, said("keep", time=0))
    assert Program.objects.get().config["dials"] == dials


def test_looking_tells_what_it_does_and_keeps_nothing(cohort, desk, admin):
    member_of(cohort, "mentee", "far-away", timezone="Pacific/Kiritimati")
    start_run(cohort=cohort, by=admin, now=IN_MATCHING)
    page = text(desk.post(SCORE, said("look", skill=0, rules=("skill",))))
    assert "2 pairs, and 2 with the weights and rules of now." in page
    assert "Nothing is kept yet." in page
    assert not ScoreVersion.objects.exists()
    assert Program.objects.get().score_version == 1


def test_what_a_rule_less_does_to_pairs_is_told_in_numbers(cohort, desk, admin):
    member_of(cohort, "mentor", "polyglot", languages=["fi"])
    member_of(cohort, "mentee", "only-french", languages=["fr"])
    start_run(cohort=cohort, by=admin, now=IN_MATCHING)
    rules = [name for name in RULES if name != "language"]
    page = text(desk.post(SCORE, said("look", rules=rules)))
    assert "3 pairs, and 2 with the weights and rules of now." in page
    assert "only-french" not in page


def test_so_often_in_an_hour_and_not_for_who_does_not_run_it(cohort, desk, superuser, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "what_would": "1/h/user"}
    start_run(cohort=cohort, by=None, now=IN_MATCHING)
    desk.post(SCORE, said("look", time=50))
    assert "You have asked often what would be." in text(desk.post(SCORE, said("look", time=50)))
    other = text(signed_in(superuser).post(SCORE, said("look", time=50)))
    assert "This is how it would be" in other
    assert "pairs, and" not in other


def test_dials_that_cannot_be_had_with_other_weights_are_said_so(cohort, desk, admin):
    start_run(cohort=cohort, by=admin, now=IN_MATCHING)
    run = Run.objects.get()
    run.config["dials"] = {"quotas": [{"group": "x", "least": 2}]}
    run.save()
    page = text(desk.post(SCORE, said("look", time=50)))
    assert "these weights and rules give no matching" in page


def test_without_a_run_or_after_the_term_nothing_is_told_of_pairs(cohort, desk, at):
    assert "pairs, and" not in text(desk.post(SCORE, said("look", time=50)))
    start_run(cohort=cohort, by=None, now=IN_MATCHING)
    at("2026-07-10T12:00Z")
    assert "pairs, and" not in text(desk.post(SCORE, said("look", time=50)))


def test_what_says_nothing_new_or_counts_nothing_makes_no_version(cohort, desk):
    assert "Nothing has changed" in text(desk.post(SCORE, said("keep"), follow=True))
    nothing = desk.post(SCORE, said("keep", **dict.fromkeys(USUAL, 0)))
    assert "Something has to count" in text(nothing)
    assert desk.post(SCORE, said("keep", skill=-1)).status_code == 200
    assert desk.post(SCORE, said("keep", skill=5000)).status_code == 200
    assert not ScoreVersion.objects.exists()


def test_the_page_takes_as_many_queries_for_many_versions(cohort, desk, django_assert_num_queries):
    desk.post(SCORE, said("keep", time=21))
    with django_assert_num_queries(8):
        desk.get(SCORE)
    for points in range(22, 30):
        desk.post(SCORE, said("keep", time=points))
    with django_assert_num_queries(8):
        desk.get(SCORE)


def known(name):
    person = UserFactory(username=name, email=f"{name}@example.org")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def test_who_comes_in_hears_of_it_and_so_do_those_who_run_it(cohort, desk, admin):
    second = known("second")
    page = desk.post(ADMINS, {"appoint": "1", "email": second.email}, follow=True)
    assert "They run the program with you from now on." in text(page)
    assert set(Notice.objects.values_list("person__username", "template")) == {
        ("second", "mentorship/appoint_admin"),
        ("runs-it", "mentorship/welcome_admin"),
    }
    desk.post(ADMINS, {"appoint": "1", "email": second.email})
    assert (ProgramAdmin.objects.count(), Notice.objects.count()) == (2, 2)
    assert AuditEntry.objects.filter(verb="program.admin_appointed").count() == 1


def test_nobody_is_named_by_an_address_that_nobody_proved(cohort, desk):
    page = desk.post(ADMINS, {"appoint": "1", "email": "nobody@example.org"})
    assert "Nobody has an account" in text(page)


def test_somebody_always_runs_it(cohort, desk, admin):
    first = ProgramAdmin.objects.get()
    page = desk.post(ADMINS, {"dismiss": first.pk}, follow=True)
    assert ProgramAdmin.objects.get() == first
    second = ProgramAdmin.objects.create(program=cohort.program, person=known("second"))
    assert "second@example.org" in text(desk.get(ADMINS))
    desk.post(ADMINS, {"dismiss": second.pk})
    assert ProgramAdmin.objects.get() == first
    third = ProgramAdmin.objects.create(program=cohort.program, person=known("third"))
    assert desk.post(ADMINS, {"dismiss": first.pk}).url == "/desk/"
    assert ProgramAdmin.objects.get() == third
    assert desk.get(ADMINS).status_code == 404
    assert page.status_code == 200


@pytest.mark.parametrize("key", ["", "x", "999999", "-1"])
def test_who_is_no_admin_cannot_be_dismissed(cohort, desk, key):
    assert desk.post(ADMINS, {"dismiss": key}).status_code == 404


def test_skills_of_a_program_are_those_of_the_list_by_any_spelling(cohort, desk):
    for slug, name in (("rust", "Rust"), ("python", "Python")):
        Skill.objects.get_or_create(slug=slug, defaults={"name": name})
    facts = {"name": "Learn", "is_published": "on"}
    desk.post("/desk/mentorship/learn/", facts | {"skills": "rust\n\n PYTHON "})
    assert set(Program.objects.get().skills.values_list("slug", flat=True)) == {"rust", "python"}
    assert "Python\nRust" in desk.get("/desk/mentorship/learn/").content.decode()
    wrong = desk.post("/desk/mentorship/learn/", facts | {"skills": "Pythn"})
    assert "There is no skill “Pythn”. Did you mean: Python" in text(wrong)
    none = desk.post("/desk/mentorship/learn/", facts | {"skills": "qqqqqqqqq"})
    assert "There is no skill “qqqqqqqqq”." in text(none)
    desk.post("/desk/mentorship/learn/", facts)
    assert not Program.objects.get().skills.exists()
