"""What has been said for good, sealed entry by entry. Import from here."""

from .entry import Entry, Salt
from .head import Head

__all__ = ["Entry", "Head", "Salt"]
