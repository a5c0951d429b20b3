"""The secret in an address that is for who has it, and what is kept of it."""

import hashlib
import secrets

TOKEN_BYTES = 32


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """Nothing slower is needed: what is long beyond guessing can't be guessed from its hash."""
    return hashlib.sha256(token.encode()).hexdigest()
