"""The closed lists of the file format and of the database are one."""

from events.models import Kind as MeetingKind
from initiatives.core import vocabulary
from initiatives.core.hues import HUES
from initiatives.models import (
    AiPolicy,
    AliasKind,
    ChannelKind,
    DeliverableType,
    FactGroup,
    Kind,
    SkillNeed,
    Stage,
)
from portal.people.models import SkillArea
from portal.ui.hues import HUES as DRAWN_HUES


def test_files_and_rows_use_the_same_words():
    assert set(Kind.values) == vocabulary.KINDS
    assert set(Stage.values) == vocabulary.STAGES
    assert set(AliasKind.values) == vocabulary.ALIAS_KINDS
    assert set(ChannelKind.values) == vocabulary.CHANNEL_KINDS
    assert set(AiPolicy.values) == vocabulary.AI_POLICIES
    assert set(DeliverableType.values) == vocabulary.DELIVERABLE_TYPES
    assert set(FactGroup.values) == vocabulary.FACT_GROUPS
    assert set(SkillNeed.values) == vocabulary.SKILL_NEEDS
    assert set(SkillArea.values) == vocabulary.SKILL_AREAS
    assert set(MeetingKind.values) == vocabulary.MEETING_KINDS
    assert list(range(1, HUES + 1)) == list(DRAWN_HUES)
