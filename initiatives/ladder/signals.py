"""Asked, not told: receivers are three lines and call a query."""

from django.dispatch import Signal

# person, initiative: a receiver returns how many meetings of the group they were seen at.
meetings_attended_asked = Signal()
