"""Two sources that disagree: asked once, decided by a person, remembered, forgotten when over."""

from datetime import date

import pytest
from django.db import transaction

from initiatives.actions.conflict import AlreadySettled, NoLongerThere, settle_conflict
from initiatives.actions.hierarchy import EndlessChain
from initiatives.actions.role import claim_role, take_down_name
from initiatives.models import Alias, Change, Conflict, Initiative, Parent, RoleHolding
from portal.kit.models import AuditEntry
from tests.factories.people import UserFactory
from tests.initiatives.actions.test_catalog import JUNE, bread, counts, run, seats, stages

pytestmark = pytest.mark.django_db

OURS = bread("stages: [{stage: sandbox, $}]")
THEIRS = bread("stages: [{stage: graduated, since: 2026-05-01, $}]", source="charter")


def disagree() -> Conflict:
    run(OURS)
    run(THEIRS)
    return Conflict.objects.get()


def settle(verdict: str, conflict: Conflict | None = None) -> Conflict:
    conflict = conflict or Conflict.objects.get()
    return settle_conflict(conflict=conflict, verdict=verdict, by=UserFactory())


def asked() -> list[tuple[str, str, str, str]]:
    rows = Conflict.objects.values_list("what", "ours", "theirs", "verdict")
    return list(rows)


def test_a_disagreement_is_kept_with_both_sides_and_asked_once():
    disagree()
    run(THEIRS)
    conflict = Conflict.objects.get()
    assert asked() == [("stage", "sandbox", "graduated since 2026-05-01", "")]
    assert (conflict.our_source, conflict.their_source) == ("minutes", "charter")
    assert conflict.proposal["ours"]["seen_on"] == "2026-05-07"
    assert conflict.proposal["theirs"]["entry"] == {
        "stage": "graduated",
        "since": "2026-05-01",
        "source": "charter",
        "seen_on": "2026-05-07",
    }


def test_ours_is_right_and_the_next_import_is_silent():
    disagree()
    settle("ours")
    report = run(THEIRS)
    assert (report.conflicts, counts(report)) == ((), (0, 0, 2))
    assert stages() == [("sandbox", None, None)]


def test_a_decision_outlives_a_later_edition_that_says_the_same():
    disagree()
    settle("ours")
    run(bread("stages: [{stage: graduated, since: 2026-05-01, $}]", source="charter", seen_on=JUNE))
    assert stages() == [("sandbox", None, None)]


def test_something_new_in_the_text_that_was_wrong_is_heard():
    disagree()
    settle("ours")
    run(bread("stages: [{stage: incubating, $}]", source="charter", seen_on=JUNE))
    assert [stage for stage, _since, until in stages() if until is None] == ["incubating"]


def test_theirs_is_right_and_carried_out_as_an_import_would():
    disagree()
    conflict = settle("theirs")
    expected = [
        ("sandbox", None, date(2026, 5, 1)),
        ("graduated", date(2026, 5, 1), None),
    ]
    assert stages() == expected
    assert AuditEntry.objects.filter(verb="conflict.settled", object_key="bread").count() == 1
    assert Change.objects.filter(kind="stage").values_list("before", "after").get() == (
        "sandbox",
        "graduated",
    )
    for text in (OURS, THEIRS, OURS):
        report = run(text)
        assert (report.conflicts, counts(report)) == ((), (0, 0, 2))
    assert stages() == expected
    assert conflict.decided_by is not None


def test_who_clicks_second_is_told():
    conflict = disagree()
    settle("ours", conflict)
    with pytest.raises(AlreadySettled) as refused:
        settle("theirs", conflict)
    assert refused.value.conflict.verdict == "ours"
    assert stages() == [("sandbox", None, None)]


def test_it_is_forgotten_when_the_sources_agree_again():
    disagree()
    run(bread("stages: [{stage: sandbox, $}]", source="charter"))
    assert asked() == []
    run(THEIRS)
    assert len(asked()) == 1
    run(bread("stages: [{stage: graduated, since: 2026-05-01, $}]"))
    assert asked() == []


def test_nothing_is_left_to_decide_once_ours_is_something_else():
    conflict = disagree()
    run(bread("stages: [{stage: incubating, $}]", source="letter", seen_on=JUNE))
    assert asked() == []
    with pytest.raises(NoLongerThere):
        settle("theirs", conflict)


@pytest.mark.parametrize(
    ("ours", "theirs", "what", "now"),
    [
        ("name: Bread", "name: Toast", "name", "Toast"),
        ("kind: sig", "kind: project", "kind", "project"),
        ("summary: Bakes.", "summary: Toasts.", "summary", "Toasts."),
        ("why: Bread.", "why: Toast.", "why", "Toast."),
    ],
)
def test_words_of_two_texts_of_one_day(ours, theirs, what, now):
    def told(line: str, **how) -> str:
        if what in ("name", "kind"):
            return bread(**how).replace(f"  {ours}", f"  {line}")
        return bread(line, **how)

    run(told(ours))
    run(told(theirs, source="charter"))
    assert [row[0] for row in asked()] == [what]
    settle("theirs")
    assert getattr(Initiative.objects.get(slug="bread"), what) == now
    assert run(told(ours)).conflicts == run(told(theirs, source="charter")).conflicts == ()
    assert getattr(Initiative.objects.get(slug="bread"), what) == now


def test_a_name_decided_keeps_the_other_as_a_former_one():
    run(bread())
    run(bread(source="charter").replace("name: Bread", "name: Toast"))
    settle("theirs")
    assert list(Alias.objects.values_list("name", "kind")) == [("Bread", "former-name")]


def test_a_word_that_only_one_source_has_is_no_conflict():
    run(bread())
    report = run(bread("summary: Bakes.", source="charter"))
    assert report.conflicts == ()
    assert Initiative.objects.get(slug="bread").summary == "Bakes."


def test_a_parent_is_moved_by_a_decision():
    both = bread("parents: [{parent: council, $}]").replace(
        "initiatives:", "initiatives:\n- {slug: board, name: Board, kind: board}"
    )
    run(both)
    run(both.replace("{parent: council, source: minutes", "{parent: board, source: charter"))
    settle("theirs")
    assert Parent.objects.get(until=None).parent.slug == "board"


def test_somebody_a_list_forgot_leaves_when_an_editor_says_so():
    run(bread("roles: [{role: chair, name: A. Baker, $}]"))
    baker = UserFactory()
    claim_role(holding=RoleHolding.objects.get(), person=baker, by=baker)
    run(bread("roles: [{role: chair, name: B. Baker, $}]", seen_on=JUNE))
    assert [row[:3] for row in asked()] == [("seat of A. Baker", "claimed seat", "not listed")]
    settle("theirs")
    assert seats() == [("A. Baker", "", date(2026, 6, 1)), ("B. Baker", "", None)]


def test_a_name_taken_down_leaves_no_conflict_behind():
    run(bread("roles: [{role: chair, name: A. Baker, affiliation: Mill, $}]"))
    run(bread("roles: [{role: chair, name: A. Baker, affiliation: Oven, $}]", source="charter"))
    assert [row[0] for row in asked()] == ["affiliation of A. Baker"]
    take_down_name(name="A. Baker", by=None, reason="asked")
    assert asked() == []


def test_a_short_handle_taken_down_leaves_no_conflict_behind():
    run(bread("roles: [{role: chair, handle: abk, affiliation: Mill, $}]"))
    run(bread("roles: [{role: chair, handle: abk, affiliation: Oven, $}]", source="charter"))
    assert [row[0] for row in asked()] == ["affiliation of abk"]
    take_down_name(handle="abk", by=None, reason="asked")
    assert asked() == []


def parents_disagree() -> Conflict:
    for slug in ("oven", "mill"):
        run(
            f"format: waymark-catalogue/1\ninitiatives: [{{slug: {slug}, name: {slug}, kind: sig}}]"
        )
    run(bread("parents: [{parent: oven, $}]"))
    run(bread("parents: [{parent: mill, since: 2026-05-01, $}]", source="charter"))
    return Conflict.objects.get(fact="parents")


def test_a_settlement_never_lets_a_group_report_to_itself():
    conflict = parents_disagree()
    Parent.objects.create(
        initiative=Initiative.objects.get(slug="mill"),
        parent=Initiative.objects.get(slug="bread"),
    )
    with pytest.raises(EndlessChain), transaction.atomic():
        settle("theirs", conflict)
    assert Conflict.objects.get(fact="parents").verdict == ""


def test_a_group_that_is_gone_is_nothing_to_decide_about():
    conflict = parents_disagree()
    Initiative.objects.get(slug="mill").delete()
    with pytest.raises(NoLongerThere):
        settle("theirs", conflict)


def test_the_log_names_no_parent_that_is_not_listed():
    run(bread("parents: []"))
    for slug in ("oven", "mill"):
        run(
            f"format: waymark-catalogue/1\ninitiatives: [{{slug: {slug}, name: {slug}, kind: sig}}]"
        )
    Initiative.objects.filter(slug="mill").update(is_listed=False)
    run(bread("parents: [{parent: mill, $}]"))
    assert not Change.objects.filter(kind="parent").exists()
