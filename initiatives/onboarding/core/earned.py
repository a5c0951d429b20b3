"""When a walk says something about somebody that others have seen."""

from collections.abc import Collection

from .plan import Plan
from .progress import Progress


def is_earned(plan: Plan, stands: Progress, found: Collection[str]) -> bool:
    """Walked to the end, with each step that is to be shown found to count, and at least one step
    at all: what rests on somebody's own word alone is nobody's to certify. `found` are the keys of
    steps that somebody else, or GitHub, found to count."""
    shown = {step.key for step in plan if step.is_shown and not step.is_optional}
    return stands.is_finished and shown.issubset(found) and any(step.key in found for step in plan)
