"""The closed word lists a catalogue file may use. The models' choices are held against them."""

KINDS = frozenset(
    {
        "board",
        "council",
        "committee",
        "working-group",
        "sig",
        "project",
        "associated-project",
        "subproject",
    }
)
# Governing bodies are not on the lifecycle: they have no stage, not even an unknown one.
KINDS_WITHOUT_STAGE = frozenset({"board", "council", "committee"})
STAGES = frozenset({"unknown", "sandbox", "incubating", "graduated", "archived"})
ALIAS_KINDS = frozenset({"name", "alias", "former-name"})
CHANNEL_KINDS = frozenset(
    {
        "slack",
        "mailing-list",
        "github",
        "discord",
        "calendar",
        "notes",
        "recordings",
        "website",
        "other",
    }
)
MEETING_KINDS = frozenset(
    {
        "meeting",
        "office-hours",
        "welcome-call",
        "workshop",
        "webinar",
        "conference",
        "deadline",
        "election",
    }
)
AI_POLICIES = frozenset({"welcome", "disclose", "not-first", "no"})
DELIVERABLE_TYPES = frozenset(
    {"software", "specification", "guide", "course", "service", "dataset", "report", "other"}
)
SKILL_AREAS = frozenset(
    {
        "code",
        "docs",
        "design",
        "translation",
        "community",
        "policy",
        "research",
        "operations",
        "leadership",
    }
)
SKILL_NEEDS = frozenset({"must", "nice", "will-teach"})
FACT_GROUPS = frozenset(
    {"text", "links", "people", "place", "meetings", "openings", "deliverables"}
)
EXCEPTION_STATUSES = frozenset({"cancelled", "moved"})
# Words that are addresses of their own beside the groups.
RESERVED_SLUGS = frozenset({"map", "compare", "openings", "tasks", "changes", "quality", "export"})
