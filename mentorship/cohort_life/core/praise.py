"""When a mentor hears what their mentees reached on paths, so that a word of praise comes in time.

What was told is kept by the caller and not handed in again: a run that was missed is caught up with
by one letter, and nothing comes twice.
"""

from datetime import datetime, timedelta

# Several steps of one evening are told together, and what is taken back by then is not told.
SETTLES = timedelta(days=1)
APART = timedelta(days=7)
# Praise for what is longer ago would come too late.
FRESH = timedelta(days=28)


def told_until(now: datetime) -> datetime:
    """What is done since then may still be taken back, and waits for the next letter."""
    return now - SETTLES


def told_from(now: datetime, *, shown_at: datetime) -> datetime:
    """Nothing of the time before it was shown, and nothing that is long ago."""
    return max(shown_at, now - FRESH)


def rests_since(now: datetime) -> datetime:
    """Who had a letter after this hears of nothing yet; anybody else of whatever is untold."""
    return now - APART
