"""A run proposes, publishing tells."""

from datetime import UTC, datetime

import pytest

from mentorship.actions.match import answer_match
from mentorship.actions.pin import set_pin
from mentorship.actions.run import (
    AlreadyPublished,
    BeyondPlaces,
    NobodyToMatch,
    StaleRun,
    TooEarly,
    publish_run,
    start_run,
)
from mentorship.cohort_life.actions.limit import set_limit
from mentorship.models import Application, Match, Run
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from tests.factories.mentorship import CohortFactory
from tests.mentorship.pool import IN_MATCHING, member_of, people, pool

pytestmark = pytest.mark.django_db


def run_of(cohort, **facts) -> Run:
    return start_run(cohort=cohort, by=None, now=IN_MATCHING, **facts)


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).values_list("template", flat=True))


def test_a_run_is_kept_with_what_it_was_made_of_and_publishes_nothing(superuser):
    cohort = pool()
    run = start_run(cohort=cohort, by=superuser, now=IN_MATCHING)
    summary = run.result["summary"]
    assert (run.number, run.made_by, run.is_published) == (1, superuser, False)
    assert (summary["matched"], summary["optimal"]) == (2, True)
    assert run.instance_sha256 == summary["instance_sha256"]
    assert run.config["weights"]["skill"] == 40
    assert not Match.objects.exists()
    assert not Notice.objects.exists()


def test_the_same_people_give_the_same_pairs():
    cohort = pool(mentees=4, mentors=3)
    first, second = run_of(cohort), run_of(cohort)
    assert (first.number, second.number) == (1, 2)
    assert first.result["pairs"] == second.result["pairs"]
    assert first.instance_sha256 == second.instance_sha256


@pytest.mark.parametrize("there", [{"mentees": 0}, {"mentors": 0}])
def test_without_one_of_the_two_roles_there_is_no_run(there):
    with pytest.raises(NobodyToMatch):
        run_of(pool(**there))


def test_only_accepted_people_are_matched():
    cohort = pool(mentees=1, mentors=1)
    Application.objects.filter(role="mentee").update(status="submitted", decided_at=None)
    with pytest.raises(NobodyToMatch):
        run_of(cohort)


def test_publishing_makes_matches_and_tells_each_person_once(superuser):
    cohort = pool(mentees=3, mentors=2)
    run = run_of(cohort)
    matches = publish_run(run=run, by=superuser, now=IN_MATCHING)
    assert {(str(m.mentee.public_id), str(m.mentor.public_id)) for m in matches} == {
        (pair["mentee"], pair["mentor"]) for pair in run.result["pairs"]
    }
    letters = [told(row.person) for row in people(cohort, "mentee") + people(cohort, "mentor")]
    assert sorted(letters) == [["mentorship/no_match"]] + [["mentorship/publish_run"]] * 4
    assert AuditEntry.objects.get(verb="run.published").actor == superuser


def test_a_match_keeps_what_the_two_share_and_nothing_else(superuser):
    cohort = pool(mentees=1, mentors=1)
    [match] = publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    assert sorted(match.explanation) == [
        "components",
        "goals",
        "initiatives",
        "languages",
        "skills",
    ]
    assert match.explanation["languages"] == ["en"]
    assert match.explanation["skills"] == [
        {"skill": "rust", "mentee": 0, "mentor": 4, "importance": 3}
    ]
    parts = match.explanation["components"]
    assert "preference" not in parts  # of it each could tell what the other wants
    wishes = 500 * 12  # neither goals nor initiatives were named: their weight is spread
    assert match.score == wishes + sum(part["value"] * part["weight"] for part in parts.values())


def test_no_letter_names_anybody(superuser):
    cohort = pool(mentees=1, mentors=1)
    publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    assert [sorted(notice.context) for notice in Notice.objects.all()] == [
        ["answer_by", "cohort", "program", "starts"]
    ] * 2


def test_a_run_is_published_once(superuser):
    run = run_of(pool())
    publish_run(run=run, by=superuser, now=IN_MATCHING)
    with pytest.raises(AlreadyPublished):
        publish_run(run=run, by=superuser, now=IN_MATCHING)
    assert Match.objects.count() == 2


def test_nobody_is_matched_while_people_may_still_apply(superuser):
    run = run_of(pool())
    with pytest.raises(TooEarly):
        publish_run(run=run, by=superuser, now=datetime(2026, 2, 10, tzinfo=UTC))
    assert not Match.objects.exists()


def test_what_changed_since_a_run_is_not_published_unseen(superuser):
    cohort = pool()
    run = run_of(cohort)
    member_of(cohort, "mentee", "late-arrival")
    with pytest.raises(StaleRun):
        publish_run(run=run, by=superuser, now=IN_MATCHING)
    assert not Match.objects.exists()


def test_a_second_run_on_the_same_people_is_stale_once_the_first_is_published(superuser):
    cohort = pool()
    first, second = run_of(cohort), run_of(cohort)
    publish_run(run=first, by=superuser, now=IN_MATCHING)
    with pytest.raises(StaleRun):
        publish_run(run=second, by=superuser, now=IN_MATCHING)


def test_the_next_run_keeps_open_matches_and_finds_one_for_who_is_free_again(superuser):
    cohort = pool(mentees=2, mentors=2)
    first = publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    kept, refused = first
    answer_match(match=refused, by=refused.mentor.person, accept=False, now=IN_MATCHING)
    member_of(cohort, "mentor", "another-mentor")
    matches = publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    assert [(m.mentee, m.mentor.person.username) for m in matches] == [
        (refused.mentee, "another-mentor")
    ]
    assert set(Match.objects.open()) == {kept, *matches}


def test_two_who_came_apart_are_not_tried_again(superuser):
    cohort = pool(mentees=1, mentors=1)
    [match] = publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    answer_match(match=match, by=match.mentee.person, accept=False, now=IN_MATCHING)
    assert run_of(cohort).result["pairs"] == []


def test_nor_where_a_pin_had_brought_them_together(superuser):
    cohort = pool(mentees=1, mentors=1)
    [ana], [mia] = people(cohort, "mentee"), people(cohort, "mentor")
    set_pin(mentee=ana, mentor=mia, kind="pin", by=superuser)
    [match] = publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    answer_match(match=match, by=ana.person, accept=False, now=IN_MATCHING)
    assert publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING) == []


def test_who_has_none_hears_it_once_however_often_is_published(superuser):
    cohort = pool(mentees=2, mentors=1)
    publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    member_of(cohort, "mentor", "another-mentor", skills=[{"skill": "go", "level": 5}])
    publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    assert Notice.objects.filter(template="mentorship/no_match").count() == 2
    assert set(
        Notice.objects.filter(template="mentorship/no_match").values_list("person", flat=True)
    ) == {row.person_id for row in cohort.applications.all()} - set(
        Match.objects.values_list("mentee__person", flat=True)
    ) - set(Match.objects.values_list("mentor__person", flat=True))


def test_pins_and_vetoes_are_kept(superuser):
    cohort = pool(mentees=2, mentors=2)
    [ana, bo], [mia, nils] = people(cohort, "mentee"), people(cohort, "mentor")
    set_pin(mentee=ana, mentor=nils, kind="pin", by=superuser)
    set_pin(mentee=bo, mentor=mia, kind="veto", by=superuser, reason="former colleagues")
    result = run_of(cohort).result
    assert [(p["mentee"], p["mentor"], p["locked"]) for p in result["pairs"]] == [
        (str(ana.public_id), str(nils.public_id), True)
    ]
    assert [u["mentee"] for u in result["unmatched"]] == [str(bo.public_id)]


def pinned(cohort, superuser, mentor) -> Run:
    """Both mentees, to one mentor."""
    for mentee in people(cohort, "mentee"):
        set_pin(mentee=mentee, mentor=mentor, kind="pin", by=superuser)
    return run_of(cohort)


def test_pins_beyond_the_places_of_a_mentor_are_not_published(superuser):
    cohort = pool(mentors=1)
    [mentor] = people(cohort, "mentor")
    run = pinned(cohort, superuser, mentor)
    assert [pair["broken_rules"] for pair in run.result["pairs"]] == [["capacity"], ["capacity"]]
    with pytest.raises(BeyondPlaces) as refusal:
        publish_run(run=run, by=superuser, now=IN_MATCHING)
    assert refusal.value.mentors == mentor.person.email
    assert not Match.objects.exists()
    cohort.pins.first().delete()
    assert len(publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)) == 1


def test_nor_beyond_what_a_mentor_said_over_all_programs(superuser):
    cohort = pool(mentees=2, mentors=0)
    mentor = member_of(cohort, "mentor", "of-two", capacity=2)
    set_limit(person=mentor.person, most=1, now=IN_MATCHING)
    run = pinned(cohort, superuser, mentor)
    with pytest.raises(BeyondPlaces):
        publish_run(run=run, by=superuser, now=IN_MATCHING)
    set_limit(person=mentor.person, most=2, now=IN_MATCHING)
    assert len(publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)) == 2


def test_matches_that_stand_beyond_what_a_mentor_wants_by_now_keep_nobody_else_from_theirs(
    superuser,
):
    cohort = pool(mentees=2, mentors=0)
    mentor = member_of(cohort, "mentor", "of-two", capacity=2)
    publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    mentor.facts["capacity"] = 1
    mentor.save()
    member_of(cohort, "mentee", "third")
    another = member_of(cohort, "mentor", "another")
    [match] = publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    assert match.mentor == another


def test_a_cohort_knows_only_its_own_runs():
    run_of(pool())
    assert list(CohortFactory().runs.all()) == []
