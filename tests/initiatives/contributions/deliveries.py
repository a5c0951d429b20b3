"""Messages as GitHub sends them, cut down to what is read of them; and pressing them in, signed."""

import json

from initiatives.contributions.core.signature import signature

REPOSITORY = {"id": 9001, "full_name": "ossf/demo", "private": False}
ANA = {"id": 501, "login": "ana", "type": "User"}
MO = {"id": 900, "login": "mo", "type": "User"}
NEW, OLD = "the secret that comes", "the secret that goes"
DOOR = "/webhooks/github/"


def pull_request(action="closed", *, repository=REPOSITORY, **told) -> dict:
    pull = {
        "id": 100001,
        "number": 1,
        "state": "open" if action == "opened" else "closed",
        "user": ANA,
        "base": {"repo": repository},
        "created_at": "2026-03-01T10:00:00Z",
        "updated_at": "2026-03-02T09:00:00Z",
        "closed_at": None,
        "merged_at": None,
        "merged_by": None,
        "labels": [],
        **told,
    }
    return {"action": action, "pull_request": pull, "repository": repository}


def merged(at="2026-03-02T09:00:00Z", **told) -> dict:
    return pull_request(**{"merged_at": at, "closed_at": at, "merged_by": MO, **told})


def review(action="submitted", *, repository=REPOSITORY, of=MO, number=8, **told) -> dict:
    said = {"id": 7001, "user": ANA, "submitted_at": "2026-03-04T09:00:00Z"}
    said |= {"state": "approved", **told}
    pull = {"id": 100008, "number": number, "user": of}
    return {"action": action, "review": said, "pull_request": pull, "repository": repository}


def body_of(told: dict) -> bytes:
    return json.dumps(told).encode()


def press(client, told, *, event="pull_request", secret=NEW, **headers):
    body = told if isinstance(told, bytes) else body_of(told)
    return client.post(
        DOOR,
        body,
        content_type="application/json",
        headers={
            "X-GitHub-Event": event,
            "X-Hub-Signature-256": signature(body, secret),
            **headers,
        },
    )
