from initiatives.models import Change, ChangeKind, Initiative

LONGEST = 300


def record_change(
    *, initiative: Initiative, kind: ChangeKind, before: str = "", after: str = "", source: str = ""
) -> Change:
    """What followers and feeds read. Part of the transaction of the change itself.

    Never with the name of a person: for a seat say the role.
    """
    return Change.objects.create(
        initiative=initiative,
        kind=kind,
        before=before[:LONGEST],
        after=after[:LONGEST],
        source=source[:LONGEST],
    )
