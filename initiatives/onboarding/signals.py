"""Sent inside the transaction of the change; receivers are three lines and call an action."""

from django.dispatch import Signal

# Asked, not told: receivers return (slug, title) pairs of the meetings that a step may be about.
meetings_asked = Signal()
