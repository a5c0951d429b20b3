"""New clashes are told once, all of a day in one mail, to who can do something about them."""

from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.core.cache import cache

from events.actions.clash_digest import send_clash_digests
from events.actions.occurrence import cancel_occurrence
from events.models import ToldClash
from portal.notices.actions.preference import stop_mail
from portal.notices.models import Notice
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db


def at(hour, minute=0):
    """Every Tuesday, in UTC."""
    return [{"start_date": date(2026, 2, 3), "start_time": time(hour, minute), "tzid": "UTC"}]


@pytest.fixture
def bear(lead, now):
    cache.clear()
    EmailAddressFactory(user=lead)
    bear = InitiativeFactory(name="BEAR")
    lead_of(lead, bear)
    return bear


@pytest.fixture
def meets(bear, make_series):
    """A meeting of the group on Tuesdays."""

    def meets(title, hour, **facts):
        return make_series(title=title, slots=at(hour), **{"initiative": bear} | facts)

    return meets


@pytest.fixture
def clashing(meets):
    return meets("Call", 15), meets("Review", 15)


def tell(now, days=0):
    return send_clash_digests(now=now + timedelta(days=days))


def test_one_mail_names_both_when_and_why(clashing, lead, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert tell(now) == 1
    [letter] = mail.outbox
    assert letter.subject == "A meeting you arrange clashes with another"
    assert "- Call and Review. Both are meetings of one group." in letter.body
    assert "12 times, the first: Tue 3 Feb 2026, 15:00 UTC" in letter.body
    assert "/desk/meetings/clashes/" in letter.body


def test_many_are_one_mail(meets, lead, now):
    for title in ("Call", "Review", "Office hours"):
        meets(title, 15)
    assert tell(now) == 1
    notice = Notice.objects.get()
    assert (notice.person, notice.kind, notice.context["count"]) == (lead, "meeting-clash", 3)


def test_a_very_long_list_is_cut_and_says_so(meets, now):
    for number in range(6):
        meets(f"Call {number}", 15)
    tell(now)
    context = Notice.objects.get().context
    assert (context["count"], len(context["clashes"]), context["left_out"]) == (15, 10, 5)


def test_a_pair_is_told_once(clashing, meets, now):
    assert [tell(now, days) for days in range(3)] == [1, 0, 0]
    meets("Office hours", 15)
    assert tell(now, 3) == 1
    new = Notice.objects.order_by("pk").last().context["clashes"]
    assert [(one["own"], one["other"]) for one in new] == [
        ("Call", "Office hours"),
        ("Review", "Office hours"),
    ]


def test_what_came_back_is_new(clashing, bear, lead, now):
    call, _review = clashing
    tell(now)
    call.occurrences.update(status="cancelled")
    assert (tell(now, 1), ToldClash.objects.count()) == (0, 0)
    call.occurrences.update(status="scheduled")
    assert tell(now, 2) == 1
    assert Notice.objects.count() == 2


def test_the_sweep_is_made_once_a_day(clashing, now, django_assert_num_queries):
    tell(now)
    with django_assert_num_queries(0):
        assert tell(now) == 0


def test_a_cache_that_forgets_tells_nothing_twice(clashing, now):
    tell(now)
    cache.clear()
    assert (tell(now), Notice.objects.count()) == (0, 1)


def test_nothing_that_clashes_is_no_mail(meets, now):
    meets("Call", 15)
    meets("Review", 16)
    assert (tell(now), Notice.objects.count()) == (0, 0)


def test_a_draft_clashes_with_nothing_yet(clashing, now):
    clashing[0].is_published = False
    clashing[0].save()
    assert (tell(now), Notice.objects.count()) == (0, 0)


def test_both_sides_hear_of_it_and_nobody_else(meets, bear, lead, superuser, now):
    other, voter = InitiativeFactory(), UserFactory()
    theirs = UserFactory()
    RoleFactory(initiative=other, role="organizer", person=theirs)
    RoleFactory(initiative=other, role="voting-member", person=voter)
    RoleFactory(initiative=bear, role="chair", person=superuser)
    meets("Joint call", 15, initiative=other).also_for.add(bear)
    meets("Call", 15)
    assert tell(now) == 2
    assert set(Notice.objects.values_list("person", flat=True)) == {lead.pk, theirs.pk}


def test_one_click_stops_the_mails(clashing, lead, now, django_capture_on_commit_callbacks):
    stop_mail(person=lead, kind="meeting-clash")
    with django_capture_on_commit_callbacks(execute=True):
        tell(now)
    assert mail.outbox == []


def test_a_date_that_was_cancelled_is_not_the_first(clashing, lead, now):
    call, _review = clashing
    first = call.occurrences.get(original_date=date(2026, 2, 3))
    cancel_occurrence(occurrence=first, by=lead)
    tell(now)
    context = Notice.objects.get(kind="meeting-clash").context
    assert context["clashes"][0]["starts_at"] == "2026-02-10T15:00:00+00:00"
