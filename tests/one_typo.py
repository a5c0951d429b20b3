"""A word as somebody mistypes it."""

import random
import string


def one_typo(word: str, rnd: random.Random) -> str:
    """One letter is lost, changed, added, or swapped with the next."""
    at = rnd.randrange(len(word))
    letter = rnd.choice(string.ascii_lowercase)
    return rnd.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        ]
    )
