"""The key that signs badges."""

import hmac

from .env import SECRET_KEY, env

# 32 bytes in hex. The public halves of all keys so far are kept: a new one breaks no badge.
CREDENTIAL_KEY = (
    bytes.fromhex(env("CREDENTIAL_KEY", default=""))
    or hmac.new(SECRET_KEY.encode(), b"the key of badges", "sha256").digest()
)
