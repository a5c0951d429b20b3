"""What the past of the demo told is not mailed: nobody waits for it, and it would bury the sign-in
links on the screen. What is told from then on is mailed there."""

from portal.notices.models import MailState, Notice

OF_THE_DEMO = "^(demo|cast)-"


def keep_letters_back() -> None:
    """They stay in the list of everybody who was told. Whoever made an account of their own in the
    demo gets theirs."""
    due = Notice.objects.filter(mail=MailState.DUE, person__username__regex=OF_THE_DEMO)
    due.update(mail=MailState.STOPPED)
