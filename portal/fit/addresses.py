"""Every page of the finder with all answers so far."""

from django.urls import reverse

from portal.core.fit import Question
from portal.fit.answers import Asked, write_asked


def list_url(asked: Asked) -> str:
    return with_query(reverse("fit:list"), write_asked(asked))


def keep_url(asked: Asked) -> str:
    return with_query(reverse("fit:keep"), write_asked(asked))


def question_url(asked: Asked, question: Question) -> str:
    query = write_asked(asked)
    return with_query(reverse("fit:index"), f"ask={question}{'&' if query else ''}{query}")


def with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
