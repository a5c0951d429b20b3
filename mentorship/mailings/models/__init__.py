"""Letters to many. Import from here."""

from .mailing import Mailing

__all__ = ["Mailing"]
