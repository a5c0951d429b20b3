"""Which seats speak for their group: they look after its story."""

LEAD_ROLES = frozenset({"chair", "co-chair", "vice-chair", "lead", "co-lead", "maintainer"})
