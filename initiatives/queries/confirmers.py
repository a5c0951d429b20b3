"""Who confirmed each part of a group's page last, as its keepers may read it; nobody else does."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from portal.people.models import Disclosure, Part, User
from portal.people.queries.names import told_name


def confirmers(*, initiative: Initiative, reader: User) -> dict[str, str]:
    """By part, in words. A name only of who shows it to people who are signed in. One query."""
    is_named = Exists(
        Disclosure.objects.filter(profile=OuterRef("confirmed_by__profile"), part=Part.NAME)
    )
    rows = initiative.confirmations.select_related("confirmed_by__profile")
    found = {}
    for row in rows.annotate(is_named=is_named):
        person = row.confirmed_by
        if person is None:
            continue
        if person == reader:
            found[row.part] = _("by you")
        elif row.is_named and (name := told_name(person)):
            found[row.part] = _("by %s") % name
        else:
            found[row.part] = _("by a member who shows no name")
    return found
