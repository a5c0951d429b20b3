from modelsearch import index

from events.models import Minutes


def keep_findable(minutes: Minutes) -> None:
    """After any change of its words: the search has those of published minutes, of a draft none.

    Called by name, not by a signal: decisions are written after the row that they belong to.
    """
    if minutes.published_at is None:
        index.remove_object(minutes)
    else:
        index.insert_or_update_object(minutes)
