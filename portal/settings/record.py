"""The key that signs the record once a day."""

import hmac

from .env import SECRET_KEY, env

# 32 bytes in hex. Readers of the record keep the public half; a key of its own outlives SECRET_KEY.
RECORD_KEY = (
    bytes.fromhex(env("RECORD_KEY", default=""))
    or hmac.new(SECRET_KEY.encode(), b"the key of the record", "sha256").digest()
)
# Public halves of keys that signed it before, in hex, as /record/heads.json has them.
RECORD_KEYS_BEFORE = env.list("RECORD_KEYS_BEFORE", default=[])
