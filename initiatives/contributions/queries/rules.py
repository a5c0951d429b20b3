"""Which repositories steps speak of."""

from initiatives.onboarding.models import Step


def is_spoken_of(*, name: str) -> bool:
    """By a step of any edition: people walk on older ones too. One query."""
    return Step.objects.filter(repository=name).exclude(counts="").exists()
