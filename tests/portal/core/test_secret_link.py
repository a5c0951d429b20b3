from hashlib import sha256

from portal.core.secret_link import digest, new_token


def test_a_token_is_beyond_guessing_and_only_its_hash_is_kept():
    one, other = new_token(), new_token()
    assert (one != other, len(one) >= 43) == (True, True)
    assert digest("abc") == sha256(b"abc").hexdigest()
