"""Work of people in repositories, and what is known of the repositories. Import from here."""

from .contribution import Contribution
from .repository import Repository
from .tally import Outcome, Tally

__all__ = ["Contribution", "Outcome", "Repository", "Tally"]
