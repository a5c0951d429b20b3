"""Work of people in repositories, and what is known of the repositories. Import from here."""

from .contribution import Contribution
from .holder import Holder
from .poll import Poll
from .repository import Repository
from .revert import Revert
from .tally import Outcome, Tally

__all__ = ["Contribution", "Holder", "Outcome", "Poll", "Repository", "Revert", "Tally"]
