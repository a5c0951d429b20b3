"""The cast of the demo on its paths: some begin, some show something, some arrive."""

from datetime import datetime, timedelta
from random import Random

from initiatives.onboarding.models import Completion, Edition, Evidence, Journey, Path, Source
from portal.people.models import User

# The path, and of the cast every so-manieth walks it.
WALKED = {"find-your-group": 2, "first-change-to-a-guide": 2}
A_DAY = timedelta(days=1)
LONGEST_AGO = 90


def fill_walks(now: datetime) -> None:
    cast = list(User.objects.filter(username__startswith="cast-").order_by("username"))
    for slug, every in WALKED.items():
        walk_path(Path.objects.get(slug=slug), cast[::every], now)


def walk_path(path: Path, people: list[User], now: datetime) -> None:
    edition = Edition.objects.newest().get(path=path)
    steps = [step for step in edition.steps.order_by("position") if not step.is_optional]
    walks, marks, shown = [], [], []
    for person in people:
        draw = Random(f"{person.username}: {path.slug}")  # noqa: S311
        begun = now - draw.randint(3, LONGEST_AGO) * A_DAY
        done = steps[: draw.choice([0, 1, 1, 2, 3, *[len(steps)] * 4])]
        days = sorted(draw.randint(0, (now - begun).days) for _step in done)
        acted = begun + days[-1] * A_DAY if days else begun
        walk = Journey(person=person, path=path, edition=edition, started_at=begun, acted_at=acted)
        walks.append(walk)
        for step, day in zip(done, days, strict=True):
            at = begun + day * A_DAY
            mark = Completion(journey=walk, step=step, key=step.key, at=at)
            if step.planned.is_shown:
                one = evidence(walk, step, at, draw.randint(1, 9), now)
                mark.source = Source.VERIFIED if one.decided_at else Source.SHOWN
                walk.acted_at = max(walk.acted_at, one.decided_at or at)
                shown.append(one)
            marks.append(mark)
    Journey.objects.bulk_create(walks)
    Completion.objects.bulk_create(marks)
    Evidence.objects.bulk_create(shown)


def evidence(walk, step, at: datetime, days: int, now: datetime) -> Evidence:
    """Answered after some days, unless these are not over yet."""
    told = Evidence(
        journey=walk,
        step=step,
        key=step.key,
        words="It was merged this week. The sentence on pinned versions is mine.",
        handed_in_at=at,
    )
    if at + days * A_DAY < now and days < 8:
        told.state, told.decided_at = "accepted", at + days * A_DAY
        told.held_since = told.decided_at - timedelta(minutes=20)
        told.decided_as = ["staff"]
    return told
