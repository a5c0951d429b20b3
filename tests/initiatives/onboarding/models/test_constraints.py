"""What the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from initiatives.onboarding.models import Completion, Edition, Journey, Path, Step
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def refuses(model, *rows: dict) -> None:
    """The last of `rows` is refused, those before it are not."""
    for row in rows[:-1]:
        model.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**rows[-1])


@pytest.fixture
def edition():
    return PathFactory().editions.get()


@pytest.fixture
def walk(edition):
    return {"person": UserFactory(), "path": edition.path, "edition": edition}


def test_a_path_has_a_name_and_known_words():
    refuses(Path, {"slug": "a", "title": ""})
    refuses(Path, {"slug": "a", "title": "A", "role": "king"})
    refuses(Path, {"slug": "a", "title": "A", "level": "hard"})


def test_editions_of_a_path_are_numbered_from_one(edition):
    refuses(Edition, {"path": edition.path, "number": 1})
    refuses(Edition, {"path": edition.path, "number": 0})


def test_a_step_has_a_key_and_a_place_of_its_own(edition):
    step = {"edition": edition, "title": "T", "kind": "do"}
    refuses(Step, {**step, "key": "x", "position": 8}, {**step, "key": "x", "position": 9})
    refuses(Step, {**step, "key": "y", "position": 8})
    refuses(Step, {**step, "key": "", "position": 9})


def test_a_step_is_of_a_known_kind_with_a_role_and_attends_something(edition):
    step = {"edition": edition, "title": "T", "key": "x", "position": 9}
    refuses(Step, {**step, "kind": "sing"})
    refuses(Step, {**step, "kind": "do", "with_whom": "Ann Baker"})
    refuses(Step, {**step, "kind": "attend"})


def test_work_on_github_is_counted_in_a_repository_and_a_task_in_none(edition):
    step = {"edition": edition, "title": "T", "kind": "do"}
    refuses(Step, {**step, "key": "x", "position": 9, "counts": "sung", "repository": "a/b"})
    refuses(
        Step,
        {**step, "key": "y", "position": 8, "counts": "task"},
        {**step, "key": "x", "position": 9, "counts": "merged"},
    )


def test_one_open_journey_a_person_and_path(walk):
    first = Journey.objects.create(**walk)
    refuses(Journey, walk)
    first.left_at = first.started_at
    first.save()
    refuses(Journey, walk, walk)


def test_nobody_leaves_before_they_started(walk):
    started = Journey(**walk).started_at
    refuses(Journey, {**walk, "started_at": started, "left_at": started - timedelta(days=1)})


def test_a_step_is_done_once_and_we_know_from_whom(walk):
    journey, step = Journey.objects.create(**walk), walk["edition"].steps.first()
    refuses(Completion, {"journey": journey, "step": step, "source": "rumour"})
    refuses(Completion, {"journey": journey, "step": step}, {"journey": journey, "step": step})


def test_an_edition_somebody_walks_cannot_be_deleted(walk):
    Journey.objects.create(**walk)
    with pytest.raises(IntegrityError), transaction.atomic():
        walk["edition"].delete()
