"""What somebody has done here, said in a way that strangers can check. Import from here."""

from .credential import (
    CRITERIA,
    LONGEST_LINK,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_WHAT,
    Credential,
    Kind,
)
from .signing_key import SigningKey

__all__ = [
    "CRITERIA",
    "LONGEST_LINK",
    "LONGEST_NAME",
    "LONGEST_REASON",
    "LONGEST_WHAT",
    "Credential",
    "Kind",
    "SigningKey",
]
