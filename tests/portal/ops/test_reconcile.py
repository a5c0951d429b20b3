from datetime import date

import pytest
from django.core.management import call_command

from events.models import Occurrence


@pytest.mark.django_db
def test_a_wrong_count_of_seats_is_repaired(make_series, capsys):
    series = make_series()
    Occurrence.objects.filter(original_date=date(2026, 2, 3)).update(seats_taken=3)
    for said in (
        "1 dates whose seats were counted wrong.",
        "0 dates whose seats were counted wrong.",
    ):
        call_command("reconcile")
        assert said in capsys.readouterr().out
    assert not series.occurrences.exclude(seats_taken=0).exists()
