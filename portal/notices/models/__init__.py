from .notice import NEVER_STOPPED, Kind, MailState, Notice
from .preference import Preference

__all__ = ["NEVER_STOPPED", "Kind", "MailState", "Notice", "Preference"]
