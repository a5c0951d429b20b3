"""Rows of the catalogue. Import from here; the files below never import each other upward."""

from .alias import Alias, AliasKind
from .change import Change, ChangeKind
from .channel import Channel, ChannelKind
from .confirmation import Confirmation, FactGroup
from .conflict import Conflict, Verdict
from .dated import DatedFact, DatedQuerySet
from .deliverable import Deliverable, DeliverableType
from .follow import Follow
from .initiative import AiPolicy, Initiative, Kind, Persona, Topic, address, kind_labels
from .link_check import LinkCheck, LinkState
from .opening import Opening, OpeningSkill, SkillNeed
from .page import InitiativeIndexPage, InitiativePage
from .place import AlsoServes, Parent
from .predecessor import Predecessor
from .question import Question
from .report import Report
from .role import RoleHolding, TakenDown
from .source import Source
from .stage import Stage, StageRecord
from .task import Task, TaskClaim, TaskClaimEnd, TaskSize, TaskSource, TaskState
from .trusted_signal import SignalKind, TrustedSignal

__all__ = [
    "AiPolicy",
    "Alias",
    "AliasKind",
    "AlsoServes",
    "Change",
    "ChangeKind",
    "Channel",
    "ChannelKind",
    "Confirmation",
    "Conflict",
    "DatedFact",
    "DatedQuerySet",
    "Deliverable",
    "DeliverableType",
    "FactGroup",
    "Follow",
    "Initiative",
    "InitiativeIndexPage",
    "InitiativePage",
    "Kind",
    "LinkCheck",
    "LinkState",
    "Opening",
    "OpeningSkill",
    "Parent",
    "Persona",
    "Predecessor",
    "Question",
    "Report",
    "RoleHolding",
    "SignalKind",
    "SkillNeed",
    "Source",
    "Stage",
    "StageRecord",
    "TakenDown",
    "Task",
    "TaskClaim",
    "TaskClaimEnd",
    "TaskSize",
    "TaskSource",
    "TaskState",
    "Topic",
    "TrustedSignal",
    "Verdict",
    "address",
    "kind_labels",
]
