"""A mentee who was found nobody lets the matching read their profile as it is now."""

from django.db import transaction

from mentorship.models import Application
from mentorship.queries.profile_facts import missing_parts, profile_facts
from portal.kit import audit
from portal.kit.locks import hold

from .left_out import NotInTheMatching
from .match import open_matches
from .run import lock_name


class PartsMissing(Exception):
    """A profile without these can't be matched; what was sent stays."""

    def __init__(self, parts: list[str]):
        super().__init__(", ".join(parts))
        self.parts = parts


@transaction.atomic
def read_profile_again(*, application: Application) -> bool:
    """Counts from the next run on; a run that was made and not published is out of date. Returns
    whether anything is new. What they wrote in the application stays as it was sent, and the rules
    for taking part are not asked again: somebody has decided.

    Raises NotInTheMatching, also where a match stands, and PartsMissing.
    """
    hold(lock_name(application.cohort))
    rows = Application.objects.accepted().select_for_update()
    row = rows.filter(pk=application.pk).first()
    if row is None or open_matches(row).exists():
        raise NotInTheMatching
    told = profile_facts(person=row.person, role=row.role)
    if missing := missing_parts(told):
        raise PartsMissing(missing)
    facts = {**row.facts, **told}
    if facts == row.facts:
        return False
    row.facts = facts
    row.save(update_fields=["facts"])
    audit.record(by=row.person, verb="application.profile_read", on=row, is_on_pages=False)
    return True
