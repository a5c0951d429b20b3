from uuid import UUID

from django.utils.crypto import salted_hmac

SALT = "mentorship.equity.answer"


def answer_key(public_id: UUID) -> str:
    """What an application's answer is kept under. Without the secret of the site nobody can say
    whose it is; with another one nobody can at all, and such answers go with the term."""
    return salted_hmac(SALT, str(public_id), algorithm="sha256").hexdigest()
