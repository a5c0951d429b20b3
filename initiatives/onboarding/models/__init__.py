"""Paths, their editions and people's journeys. Import from here."""

from initiatives.onboarding.blocks import Counts, StepKind, StepPerson

from .evidence import (
    LONGEST_WORDS,
    PICTURES,
    VERDICTS,
    Evidence,
    EvidenceState,
    LinkFound,
    Verifier,
)
from .former_walkers import FormerWalkers
from .journey import FOUND_TO_COUNT, OWN_WORD, Completion, Journey, Nudge, Source
from .lookers import named, seats, working_for_the_foundation
from .page import PathIndexPage, PathPage
from .path import Edition, Level, Path, Step

__all__ = [
    "FOUND_TO_COUNT",
    "LONGEST_WORDS",
    "OWN_WORD",
    "PICTURES",
    "VERDICTS",
    "Completion",
    "Counts",
    "Edition",
    "Evidence",
    "EvidenceState",
    "FormerWalkers",
    "Journey",
    "Level",
    "LinkFound",
    "Nudge",
    "Path",
    "PathIndexPage",
    "PathPage",
    "Source",
    "Step",
    "StepKind",
    "StepPerson",
    "Verifier",
    "named",
    "seats",
    "working_for_the_foundation",
]
