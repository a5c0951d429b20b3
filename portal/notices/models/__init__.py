from .notice import Kind, MailState, Notice
from .preference import Preference

__all__ = ["Kind", "MailState", "Notice", "Preference"]
