"""What the past of the demo told is not mailed: nobody waits for it, and it would bury the sign-in
links on the screen. What is told from then on is mailed there."""

from portal.notices.models import MailState, Notice


def keep_letters_back() -> None:
    """They stay in the list of everybody who was told."""
    Notice.objects.filter(mail=MailState.DUE).update(mail=MailState.STOPPED)
