"""Sent inside the transaction of the change; receivers are three lines and call an action."""

from django.dispatch import Signal

# Asked, not told: receivers return (slug, title) pairs of the meetings that a step may be about.
meetings_asked = Signal()

# Asked, not told. people: ids; meetings: slugs, mostly none: receivers return pairs of a person's
# id and a `core.own_work.Piece`, of what these people did or hold a seat for.
own_work_asked = Signal()

# Asked, not told. initiative: a group, or None for every group; until: a day: receivers return
# pairs of a person's id and the last day, not after that one, on which they took a rung there.
rungs_asked = Signal()
