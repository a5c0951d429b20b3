"""Which seats speak for their group: they look after its story. One arranges its meetings only."""

LEAD_ROLES = frozenset({"chair", "co-chair", "vice-chair", "lead", "co-lead", "maintainer"})
ORGANIZER = "organizer"
ORGANIZING_ROLES = LEAD_ROLES | {ORGANIZER}
