import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by staff until members can look after a profile of their own."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A mail server that is down must not answer with an error where a stranger may not learn
        whether an address has an account; the operator reads it in the log."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("mail not sent: %s", template_prefix)
