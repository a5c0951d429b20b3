from typing import Any

from django.db import transaction

from portal.kit import audit, clock
from portal.people.models import User
from portal.people.queries.own_record import own_record
from portal.people.signals import gather_personal_facts

FORMAT, VERSION = "waymark.personal-data", 1


@transaction.atomic
def export_person(*, person: User, by: User) -> dict[str, Any]:
    """Everything kept about a person, from every slice; docs/guides/members.md has the shape."""
    audit.record(by=by, verb="person.exported", on=person, is_on_pages=False)
    answers: list[tuple[Any, Any]] = gather_personal_facts.send(User, person=person)
    sections = dict(own_record(person=person))
    for _receiver, (section, rows) in answers:
        sections[section] = sections.get(section, []) + list(rows)
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": clock.now(),
        "sections": dict(sorted(sections.items())),
    }
