from django_tasks import task

from events.actions.calendar_source import refresh_known_calendar, take_kept_copy
from events.actions.standing_answer import answer_new_dates
from events.models import Series
from portal.kit import clock


@task()
def answer_dates(series_id: int, dates: list[int]) -> None:
    answer_new_dates(series=Series.objects.get(pk=series_id), dates=dates)


@task()
def refresh_calendar(pk: int) -> None:
    refresh_known_calendar(pk=pk, now=clock.now())


@task()
def take_calendar(pk: int, by: int) -> None:
    take_kept_copy(pk=pk, by=by, now=clock.now())
