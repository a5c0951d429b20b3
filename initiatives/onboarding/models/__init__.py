"""Paths, their editions and people's journeys. Import from here."""

from initiatives.onboarding.blocks import StepKind, StepPerson

from .journey import Completion, Journey, Source
from .page import PathIndexPage, PathPage
from .path import Edition, Level, Path, Step

__all__ = [
    "Completion",
    "Edition",
    "Journey",
    "Level",
    "Path",
    "PathIndexPage",
    "PathPage",
    "Source",
    "Step",
    "StepKind",
    "StepPerson",
]
