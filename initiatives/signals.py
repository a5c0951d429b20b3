"""Sent inside the transaction of the change; receivers are three lines and call an action."""

from django.dispatch import Signal

# initiative: whose role rows were created, ended, claimed or taken down.
role_changed = Signal()

# fingerprints: of a name and handle that left the catalogue, for slices with texts of their own.
name_taken_down = Signal()

# initiative: whose rights to edit were projected, for slices with pages below its story.
rights_projected = Signal()
