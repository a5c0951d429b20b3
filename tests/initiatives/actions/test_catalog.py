from datetime import date
from textwrap import dedent, indent

import pytest

from initiatives.actions.catalog import import_groups
from initiatives.actions.role import claim_role, take_down_name
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import AskedQuestion, Conflict, FileRefused, Report
from initiatives.models import Alias, Initiative, Parent, RoleHolding, StageRecord
from initiatives.signals import role_changed
from portal.kit.models import AuditEntry
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

MAY, JUNE = "2026-05-07", "2026-06-01"


def run(text: str) -> Report:
    return import_groups(
        catalog=read_catalog((("a.yaml", text.encode()),)), where="a.yaml", by=None
    )


def bread(body: str = "", *, seen_on: str = MAY, source: str = "minutes") -> str:
    """A council and a group below it, told by one source on one day."""
    head = f"""\
format: waymark-catalogue/1
initiatives:
- {{slug: council, name: Council, kind: council}}
- slug: bread
  name: Bread
  kind: sig
  sources: [{{title: {source}, seen_on: {seen_on}}}]
"""
    told = dedent(body).replace("$", f"source: {source}, seen_on: {seen_on}")
    return head + indent(told, "  ")


def counts(report: Report) -> tuple[int, int, int]:
    return report.created, report.updated, report.unchanged


def stages() -> list[tuple[str, date | None, date | None]]:
    records = StageRecord.objects.filter(initiative__slug="bread").order_by("pk")
    return [(record.stage, record.since, record.until) for record in records]


def seats() -> list[tuple[str, str, date | None]]:
    rows = RoleHolding.objects.order_by("position", "pk")
    return [(row.holder_name, row.affiliation, row.until) for row in rows]


FULL = """\
summary: Bakes.
aliases: [{name: Toast, slug: toast}]
parents: [{parent: council, $}]
stages: [{stage: sandbox, since: 2025-01-01, $}]
roles:
- {role: chair, name: A. Baker, handle: abaker, affiliation: Mill, $}
- {role: co-chair, $}
- {role: co-chair, $}
channels: [{kind: slack, name: "#bread"}]
questions: [{about: when, text: sometimes, ask: When?}]
"""


def test_the_second_run_changes_nothing():
    asked = (AskedQuestion(where="bread", text="sometimes", ask="When?"),)
    assert run(bread(FULL)) == Report(created=2, questions=asked)
    before = list(Initiative.objects.values())
    assert run(bread(FULL)) == Report(unchanged=2, questions=asked)
    assert list(Initiative.objects.values()) == before


def test_each_group_created_or_changed_leaves_one_line_in_the_trail():
    run(bread(FULL))
    run(bread(FULL))
    told = AuditEntry.objects.order_by("pk").values_list("verb", "object_key")
    assert list(told) == [("catalogue.imported", "bread"), ("catalogue.imported", "council")]


def test_a_topic_created_or_changed_leaves_a_line_too():
    topic = "format: waymark-catalogue/1\ntopics: [{slug: flour, name: Flour}]\n"
    run(topic)
    run(topic)
    run(topic.replace("name: Flour", "name: Flours"))
    told = AuditEntry.objects.values_list("verb", "object_key")
    assert list(told) == [("topic.imported", "flour")] * 2


def test_a_newer_text_ends_what_changed_and_keeps_it():
    run(bread("stages: [{stage: sandbox, since: 2025-01-01, $}]"))
    report = run(bread("stages: [{stage: incubating, since: 2026-05-20, $}]", seen_on=JUNE))
    assert counts(report) == (0, 1, 1)
    assert stages() == [
        ("sandbox", date(2025, 1, 1), date(2026, 5, 20)),
        ("incubating", date(2026, 5, 20), None),
    ]


def test_an_unknown_day_of_change_is_the_day_it_was_seen():
    run(bread("parents: [{parent: council, $}]"))
    run(bread("parents: [{parent: null, $}]", seen_on=JUNE))
    told = Parent.objects.filter(initiative__slug="bread").values_list("parent__slug", "until")
    assert list(told) == [(None, None), ("council", date(2026, 6, 1))]


def test_an_older_text_only_tells_what_was_before():
    run(bread("summary: New.\nstages: [{stage: incubating, $}]", seen_on=JUNE))
    old = bread("summary: Old.\nstages: [{stage: sandbox, $}]", seen_on=MAY)
    assert counts(run(old)) == (0, 1, 1)
    assert Initiative.objects.get(slug="bread").summary == "New."
    assert sorted(stages()) == [
        ("incubating", date(2026, 6, 1), None),
        ("sandbox", None, date(2026, 6, 1)),
    ]
    assert counts(run(old)) == (0, 0, 2)


def test_two_sources_of_one_day_that_disagree_are_shown_and_ours_stays():
    run(bread("stages: [{stage: sandbox, $}]"))
    report = run(bread("stages: [{stage: graduated, $}]", source="charter"))
    assert report.conflicts == (
        Conflict(
            what="bread: stage", ours="sandbox", theirs="graduated", sources=("minutes", "charter")
        ),
    )
    assert stages() == [("sandbox", None, None)]


def test_one_source_corrects_itself_without_a_history():
    run(bread("stages: [{stage: sandbox, $}]"))
    assert counts(run(bread("stages: [{stage: graduated, $}]"))) == (0, 1, 1)
    assert stages() == [("graduated", None, None)]


def test_not_stating_a_stage_contradicts_nobody():
    run(bread("stages: [{stage: sandbox, $}]"))
    run(bread("stages: [{stage: unknown, $}]", source="charter", seen_on=JUNE))
    assert stages() == [("sandbox", None, None)]


def test_history_in_the_file_is_kept_as_history():
    text = bread(
        """\
        stages:
        - {stage: sandbox, since: 2024-01-01, until: 2025-01-01}
        - {stage: incubating, since: 2025-01-01}
        """
    )
    run(text)
    assert stages() == [
        ("sandbox", date(2024, 1, 1), date(2025, 1, 1)),
        ("incubating", date(2025, 1, 1), None),
    ]
    assert counts(run(text)) == (0, 0, 2)


def test_a_file_may_tell_the_end_of_what_we_know():
    run(bread("stages: [{stage: sandbox, since: 2024-01-01, $}]"))
    run(bread("stages: [{stage: sandbox, since: 2024-01-01, until: 2026-05-20, $}]", seen_on=JUNE))
    assert stages() == [("sandbox", date(2024, 1, 1), date(2026, 5, 20))]


def test_who_is_no_longer_listed_by_the_same_source_has_left():
    run(bread("roles: [{role: chair, name: A. Baker, $}, {role: chair, name: B. Baker, $}]"))
    run(bread("roles: [{role: chair, name: B. Baker, $}]", seen_on=JUNE))
    assert seats() == [("A. Baker", "", date(2026, 6, 1)), ("B. Baker", "", None)]
    assert counts(run(bread("roles: [{role: chair, name: B. Baker, $}]", seen_on=JUNE))) == (
        0,
        0,
        2,
    )


def test_an_old_list_does_not_bring_back_who_has_left():
    old = bread("roles: [{role: chair, name: A. Baker, $}]")
    run(old)
    run(bread("roles: [{role: chair, name: B. Baker, $}]", seen_on=JUNE))
    run(old)
    assert ("A. Baker", "", date(2026, 6, 1)) in seats()
    assert [name for name, _at, until in seats() if until is None] == ["B. Baker"]


def test_another_source_s_people_stay():
    run(bread("roles: [{role: chair, name: A. Baker, $}]"))
    run(bread("roles: [{role: chair, name: B. Baker, $}]", source="charter", seen_on=JUNE))
    assert [name for name, _at, until in seats() if until is None] == ["A. Baker", "B. Baker"]


def test_a_name_fills_a_seat_and_an_unnamed_list_takes_no_name_away():
    nameless = bread("roles: [{role: chair, $}]")
    run(nameless)
    run(bread("roles: [{role: chair, name: A. Baker, $}]", source="charter"))
    assert seats() == [("A. Baker", "", None)]
    run(nameless)
    assert seats() == [("A. Baker", "", None)]


def test_an_affiliation_is_a_dated_fact_and_a_claim_outlives_it():
    run(bread("roles: [{role: chair, name: A. Baker, affiliation: Mill, $}]"))
    baker = UserFactory()
    claim_role(holding=RoleHolding.objects.get(), person=baker, by=baker)
    run(bread("roles: [{role: chair, name: A. Baker, affiliation: Oven, $}]", seen_on=JUNE))
    assert seats() == [("A. Baker", "Mill", date(2026, 6, 1)), ("A. Baker", "Oven", None)]
    assert RoleHolding.objects.get(until=None).person == baker


def test_a_claimed_seat_does_not_end_because_a_list_forgot_it():
    run(bread("roles: [{role: chair, name: A. Baker, $}]"))
    baker = UserFactory()
    claim_role(holding=RoleHolding.objects.get(), person=baker, by=baker)
    report = run(bread("roles: [{role: chair, name: B. Baker, $}]", seen_on=JUNE))
    assert [conflict.ours for conflict in report.conflicts] == ["claimed seat"]
    assert RoleHolding.objects.get(person=baker).until is None


def test_a_name_taken_down_is_left_out_for_good():
    text = bread("roles: [{role: chair, name: A. Baker, affiliation: Mill, $}]")
    run(text)
    take_down_name(name="a baker", by=None, reason="asked")
    report = run(text)
    assert (report.skipped, counts(report)) == (1, (0, 0, 2))
    assert seats() == [("", "", None)]
    Initiative.objects.filter(slug="bread").delete()
    assert run(text).skipped == 1
    assert seats() == [("", "", None)]


def test_people_keep_the_order_of_the_file():
    run(bread("roles: [{role: chair, name: A, $}, {role: chair, name: B, $}]"))
    run(bread("roles: [{role: chair, name: B, $}, {role: chair, name: A, $}]"))
    assert [name for name, _at, _until in seats()] == ["B", "A"]


def test_channels_follow_the_file_and_silence_keeps_them():
    run(bread("channels: [{kind: slack, name: '#old'}]"))
    run(bread("summary: Silent."))
    initiative = Initiative.objects.get(slug="bread")
    assert [channel.name for channel in initiative.channels.all()] == ["#old"]
    run(bread("channels: [{kind: slack, name: '#new'}]"))
    assert [channel.name for channel in initiative.channels.all()] == ["#new"]


def test_a_renamed_group_keeps_its_former_name():
    run(bread())
    run(bread(seen_on=JUNE).replace("name: Bread", "name: Sourdough"))
    alias = Alias.objects.get()
    assert (alias.name, alias.kind, alias.until) == ("Bread", "former-name", date(2026, 6, 1))
    assert Initiative.objects.get(slug="bread").name == "Sourdough"


def test_two_sources_of_one_day_that_name_a_group_differently_are_shown():
    run(bread())
    report = run(bread(source="charter").replace("name: Bread", "name: Toast"))
    assert [(c.what, c.ours, c.theirs) for c in report.conflicts] == [
        ("bread: name", "Bread", "Toast")
    ]


def test_a_former_slug_means_the_group_it_leads_to():
    run(bread("aliases: [{name: Toast, slug: toast}]"))
    report = run(bread().replace("slug: bread", "slug: toast"))
    assert counts(report) == (0, 0, 2)
    assert set(Initiative.objects.values_list("slug", flat=True)) == {"council", "bread"}


def test_one_name_under_two_slugs_is_asked_about_in_either_order():
    run(bread())
    report = run(bread(source="charter").replace("slug: bread", "slug: bread-wg"))
    ask = "There is a group of this name at /initiatives/bread/ too. Are they one?"
    assert report.questions == (AskedQuestion(where="bread-wg", text="Bread", ask=ask),)
    assert run(bread()).questions == ()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("parents: [{parent: nobody}]", "There is no group 'nobody'."),
        ("parents: [{parent: bread}]", "A group can't point to itself."),
        ("serves: [{serves: nobody}]", "There is no group 'nobody'."),
        ("topics: [nothing]", "There is no topic 'nothing'."),
    ],
)
def test_what_the_file_points_to_must_exist(body, message):
    with pytest.raises(FileRefused) as refused:
        run(bread(body))
    assert [error.message for error in refused.value.errors] == [message]
    assert not Initiative.objects.exists()


def test_groups_that_report_to_each_other_are_refused():
    loop = bread("parents: [{parent: council}]").replace(
        "kind: council}", "kind: council, parents: [{parent: bread}]}"
    )
    with pytest.raises(FileRefused) as refused:
        run(loop)
    (error,) = refused.value.errors
    told = "This chain of groups never ends or is too deep: bread → council → bread."
    assert (error.line, error.field, error.message) == (4, "parents", told)
    assert not Initiative.objects.exists()


def test_a_settled_question_stays_settled_until_the_text_changes():
    text = bread("questions: [{about: when, text: sometimes, ask: When?}]")
    run(text)
    initiative = Initiative.objects.get(slug="bread")
    initiative.questions.update(is_open=False)
    assert run(text).questions == ()
    run(text.replace("sometimes", "often"))
    assert initiative.questions.filter(is_open=True).count() == 1


def test_role_changes_are_announced_once_a_group():
    heard = []

    def hear(sender, initiative, **kwargs):
        heard.append(initiative.slug)

    role_changed.connect(hear)
    try:
        run(bread("roles: [{role: chair, name: A, $}, {role: chair, name: B, $}]"))
        run(bread("roles: [{role: chair, name: A, $}, {role: chair, name: B, $}]"))
    finally:
        role_changed.disconnect(hear)
    assert heard == ["bread"]
