"""What the API says when it can't answer."""

from ninja import Schema


class Problem(Schema):
    detail: str


class Misread(Schema):
    """One entry for every parameter that is unknown or not what it should be."""

    detail: list[dict]


PROBLEMS = {400: Problem, 422: Misread}
