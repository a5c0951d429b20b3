"""Rows of the catalogue. Import from here; the files below never import each other upward."""

from .alias import Alias, AliasKind
from .channel import Channel, ChannelKind
from .dated import DatedFact, DatedQuerySet
from .follow import Follow
from .initiative import Initiative, Kind, Topic, address, kind_labels
from .page import InitiativeIndexPage, InitiativePage
from .place import AlsoServes, Parent
from .question import Question
from .role import RoleHolding, TakenDown
from .source import Source
from .stage import Stage, StageRecord

__all__ = [
    "Alias",
    "AliasKind",
    "AlsoServes",
    "Channel",
    "ChannelKind",
    "DatedFact",
    "DatedQuerySet",
    "Follow",
    "Initiative",
    "InitiativeIndexPage",
    "InitiativePage",
    "Kind",
    "Parent",
    "Question",
    "RoleHolding",
    "Source",
    "Stage",
    "StageRecord",
    "TakenDown",
    "Topic",
    "address",
    "kind_labels",
]
