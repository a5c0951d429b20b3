from django_tasks import task

from events.actions.standing_answer import answer_new_dates
from events.models import Series


@task()
def answer_dates(series_id: int, dates: list[int]) -> None:
    answer_new_dates(series=Series.objects.get(pk=series_id), dates=dates)
