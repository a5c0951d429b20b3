"""What the desk wrote about people goes with the term."""

from datetime import UTC, datetime, time, timedelta

import pytest

from mentorship.actions.forget import forget_reasons
from mentorship.actions.left_out import leave_out
from mentorship.actions.pin import set_pin
from mentorship.models import LeftOut, Pin
from tests.mentorship.pool import people, pool

pytestmark = pytest.mark.django_db


def test_reasons_of_the_desk_are_gone_once_the_last_day_has_passed_everywhere(superuser):
    cohort = pool(mentees=3, mentors=1)
    [mentor], (pinned, vetoed, out) = people(cohort, "mentor"), people(cohort, "mentee")
    by = {"mentor": mentor, "by": superuser}
    set_pin(mentee=pinned, kind="pin", reason="Wrote the proposal together", **by)
    set_pin(mentee=vetoed, kind="veto", reason="Said so at the talk", **by)
    leave_out(application=out, by=superuser, reason="Ill until June")
    last = datetime.combine(cohort.ends_on, time(12), tzinfo=UTC)
    days = [0, 1, 2, 2]
    assert [forget_reasons(now=last + timedelta(days=n)) for n in days] == [0, 0, 3, 0]
    assert set(Pin.objects.values_list("kind", "reason")) == {("pin", ""), ("veto", "")}
    assert LeftOut.objects.get().reason == ""
