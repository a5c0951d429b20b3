"""What is known of somebody's own work, step by step, for the screen of their walk."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from initiatives.contributions.core.fact import Fact
from initiatives.contributions.core.rule import Standing
from initiatives.onboarding.core.plan import PlanStep
from initiatives.onboarding.models import Journey
from portal.people.queries.github import can_connect_github, github_accounts

from .standing import known_work, standings_by


@dataclass(frozen=True)
class Piece:
    number: int
    url: str
    at: datetime


@dataclass(frozen=True)
class CountedStep:
    step: PlanStep
    standing: Standing

    @property
    def counted(self) -> list[Piece]:
        return self.told(self.standing.counted)

    @property
    def before(self) -> list[Piece]:
        """Only where it is worth saying: with it, the step would be done."""
        return self.told(self.standing.before) if self.standing.is_prior_work else []

    @property
    def own_merges(self) -> list[Piece]:
        return self.told(self.standing.own_merges)

    @property
    def under_way(self) -> list[Piece]:
        return self.told(self.standing.under_way)

    @property
    def unknown(self) -> list[Piece]:
        return self.told(self.standing.unknown)

    @property
    def had_by_another(self) -> list[Piece]:
        return self.told(self.standing.had_by_another)

    @property
    def to_show(self) -> Piece | None:
        """What somebody could look at, the latest of it."""
        found = [*self.had_by_another, *self.before, *self.own_merges, *self.unknown]
        return max(found, key=lambda piece: piece.at, default=None)

    def told(self, facts: tuple[Fact, ...]) -> list[Piece]:
        address = f"https://github.com/{self.step.repository}/pull"
        return [Piece(fact.number, f"{address}/{fact.number}", fact.at) for fact in facts]


@dataclass(frozen=True)
class WalkedWork:
    """`steps` by their key; `is_asked` where GitHub is asked for what it did not say by itself."""

    steps: dict[str, CountedStep] = field(default_factory=dict)
    is_connected: bool = False
    can_connect: bool = False
    is_asked: bool = False


def walked_work(*, journey: Journey) -> WalkedWork:
    """Two queries, and one more of allauth's where no account is connected; none where nothing is
    counted. Whose work is known has connected an account, or did until the next `tick`."""
    plan = journey.edition.plan
    known = known_work(journey=journey, plan=plan)
    stands = standings_by(known, journey=journey, plan=plan)
    if not stands:
        return WalkedWork()
    steps = {step.key: step for step in plan}
    is_connected = any(known.values()) or github_accounts().filter(user=journey.person_id).exists()
    return WalkedWork(
        steps={key: CountedStep(steps[key], stood) for key, stood in stands.items()},
        is_connected=is_connected,
        can_connect=not is_connected and can_connect_github(),
        is_asked=bool(settings.GITHUB_TOKEN),
    )
