"""Check the record of a portal from outside. Needs Python 3.9+ and `pip install cryptography`.

    python verify_record.py https://portal.example.org [kept-heads.json]

Prints the first entry that is not as it was written and exits 1, or says that all is whole. Keep
what /record/heads.json says today and hand it over next time: entries written anew, or a record
restored from before, show against a head you have kept. Nothing of the portal's code is used, so
that you need not trust it; read this file instead, it is short.
"""

import hashlib
import json
import sys
import urllib.request
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def lines_of(portal):
    after = 0
    while True:
        with urllib.request.urlopen(f"{portal}/record/entries.jsonl?after={after}") as answer:
            lines = answer.read().splitlines()
        if not lines:
            return
        yield from lines
        after += len(lines)


def problem_of(lines, heads):
    """The first thing that is wrong, in words, or None. `lines` are bytes, one entry each."""
    promised = {}
    for head in heads:
        signed = {"day": head["day"], "digest": head["digest"], "number": head["number"]}
        text = json.dumps(signed, sort_keys=True, separators=(",", ":")).encode()
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head["key"]))
            key.verify(bytes.fromhex(head["signature"]), text)
        except (InvalidSignature, ValueError):
            return f"The head of {head['day']} does not bear its key's signature."
        promised.setdefault(head["number"], set()).add(head["digest"])
    before, place = "0" * 64, 0
    for place, line in enumerate(lines, start=1):
        try:
            said = json.loads(line)
            follows = (said["number"], said["before"]) == (place, before)
        except (ValueError, KeyError, TypeError):
            follows = False
        if not follows:
            return f"Entry {place} does not follow the entry before."
        before = hashlib.sha256(line).hexdigest()
        if promised.pop(place, {before}) != {before}:
            return f"Entry {place} is not what a signed head says."
    if promised:
        return f"Entry {place + 1} is missing: a signed head covers it."
    return None


def main(portal, *kept):
    with urllib.request.urlopen(f"{portal}/record/heads.json") as answer:
        heads = json.load(answer)["heads"]
    keys = {head["key"] for head in heads}
    for path in kept:
        old = json.loads(Path(path).read_text())["heads"]
        for key in keys - {head["key"] for head in old}:
            print(f"Signed with a key that you have not kept: {key}. Ask the portal why.")
        heads += old
    problem = problem_of(lines_of(portal), heads)
    print(problem or f"All is as it was written, under {len(heads)} signed heads.")
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/"), *sys.argv[2:]) if len(sys.argv) > 1 else __doc__)
