import pytest
from django.core.management import CommandError, call_command

from events.models import Occurrence, Series
from initiatives.actions.role import (
    SeatEnded,
    SeatTaken,
    SeatWithdrawn,
    claim_role,
    take_down_name,
    taken_down_fingerprints,
)
from initiatives.core.taken_down import is_taken_down
from initiatives.models import (
    Alias,
    Channel,
    Initiative,
    Question,
    RoleHolding,
    Source,
    TakenDown,
)
from portal.kit.models import AuditEntry
from tests.factories.initiatives import (
    ChangeFactory,
    InitiativeFactory,
    RoleFactory,
    TaskFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_a_name_goes_from_every_seat_past_ones_too_and_the_seats_stay():
    group = InitiativeFactory()
    RoleFactory(initiative=group, holder_name="José Díaz", affiliation="Mill", note="founder")
    RoleFactory(initiative=group, holder_name="Jose Diaz", until="2025-01-01")
    RoleFactory(initiative=group, holder_name="Ann Other")
    assert take_down_name(name="JOSÉ DÍAZ", by=None, reason="asked by mail") == 2
    told = RoleHolding.objects.order_by("pk").values_list(
        "holder_name", "affiliation", "note", "is_withdrawn"
    )
    assert list(told) == [("", "", "", True), ("", "", "", True), ("Ann Other", "", "", False)]


def test_two_withdrawn_seats_of_one_role_stay_two():
    group = InitiativeFactory()
    RoleFactory(initiative=group, holder_name="Ann", holder_handle="ann")
    RoleFactory(initiative=group, holder_name="Bob", holder_handle="bob")
    take_down_name(handle="ann", by=None, reason="asked")
    take_down_name(handle="bob", by=None, reason="asked")
    assert sorted(RoleHolding.objects.values_list("seat", flat=True)) == [1, 2]


def test_no_name_is_kept_anywhere():
    group = InitiativeFactory()
    RoleFactory(initiative=group, holder_name="Ann Baker")
    Question.objects.create(
        initiative=group, about="lead", text="Is Ann Baker (lead) still here?", ask="Who leads?"
    )
    take_down_name(name="Ann Baker", by=None, reason="asked")
    assert Question.objects.get().text == "Is [name withdrawn] (lead) still here?"
    kept = [*TakenDown.objects.values_list("fingerprint", flat=True)]
    kept += AuditEntry.objects.values_list("object_key", flat=True)
    assert not any("baker" in text.lower() for text in kept)
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {"name.taken_down"}


def test_what_stood_beside_the_name_on_a_seat_may_not_come_back_either():
    group = InitiativeFactory()
    RoleFactory(initiative=group, holder_name="Ann Baker", holder_handle="annbaker1")
    RoleFactory(initiative=group, holder_handle="annbaker1", holder_name="", role="member")
    assert take_down_name(name="Ann Baker", by=None, reason="asked") == 2
    assert is_taken_down(taken_down_fingerprints(), handle="@annbaker1")


def test_texts_of_groups_and_meetings_keep_a_mark_in_the_name_s_place(make_series):
    group = InitiativeFactory(summary="Ask Ann Baker", why="Ann Baker began it", joining="No.")
    series = make_series(initiative=group, title="Call with Ann Baker", access_note="Ann Baker")
    Alias.objects.create(initiative=group, name="Ann Baker's group")
    Channel.objects.create(initiative=group, kind="slack", name="@annbaker1")
    RoleFactory(initiative=group, holder_name="Ann Baker", holder_handle="annbaker1")
    RoleFactory(
        initiative=group, holder_name="Bob", note="for Ann Baker", source="Ann Baker's list"
    )

    take_down_name(name="Ann Baker", by=None, reason="asked")

    group.refresh_from_db()
    changed_at = series.changed_at
    series.refresh_from_db()
    assert (group.summary, group.why) == ("Ask [name withdrawn]", "[name withdrawn] began it")
    assert (series.title, series.access_note) == ("Call with [name withdrawn]", "[name withdrawn]")
    assert series.changed_at >= changed_at
    assert not any("baker" in text for text in told_texts())


def told_texts() -> list[str]:
    models = [Initiative, Alias, Channel, Source, Question, RoleHolding, Series, Occurrence]
    return [str(row).lower() for model in models for row in model.objects.values_list()]


def test_a_seat_is_claimed_by_one_person():
    holding = RoleFactory()
    ann, bob = UserFactory(), UserFactory()
    assert claim_role(holding=holding, person=ann, by=ann).person == ann
    assert claim_role(holding=holding, person=ann, by=ann).person == ann
    with pytest.raises(SeatTaken):
        claim_role(holding=holding, person=bob, by=bob)


def test_a_seat_that_ended_or_was_withdrawn_is_not_claimed():
    ann = UserFactory()
    with pytest.raises(SeatEnded):
        claim_role(holding=RoleFactory(until="2025-01-01"), person=ann, by=ann)
    withdrawn = RoleFactory(holder_name="", is_withdrawn=True)
    with pytest.raises(SeatWithdrawn):
        claim_role(holding=withdrawn, person=ann, by=ann)


def test_the_command_takes_a_name_down(capsys):
    RoleFactory(holder_name="Ann Baker")
    call_command("take_down_name", name="Ann Baker", reason="asked")
    assert capsys.readouterr().out == "1 seats withdrawn. Later imports leave this name out.\n"


def test_the_command_wants_a_name_or_a_handle():
    with pytest.raises(CommandError, match="Say which"):
        call_command("take_down_name", reason="asked")


def test_what_is_searched_and_what_was_told_forget_the_name_too(client):
    group = InitiativeFactory(slug="bread", name="Bread", summary="Led by Ann Baker.")
    Alias.objects.create(initiative=group, name="Ann Baker’s group")
    ChangeFactory(initiative=group, kind="opening", before="", after="Help Ann Baker bake")
    TaskFactory(initiative=group, title="Ask Ann Baker for flour")
    assert "Ann Baker" in client.get("/search/?q=bread").text

    take_down_name(name="Ann Baker", by=None, reason="asked")

    for address in ("/search/?q=bread", "/search/?q=flour", "/feeds/changes.json"):
        assert "Ann Baker" not in client.get(address).text
        assert "[name withdrawn]" in client.get(address).text
    assert "Bread</a>" not in client.get("/initiatives/?q=ann+baker").text
