"""The one place that decides 404: who shows nothing of themselves is nobody's business."""

import rules
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from portal.people.models import Skill, User


def get_person(user: User | AnonymousUser, handle: str) -> User:
    """Raises Http404, for administrators too: nobody is above what a person shows. Two queries."""
    person = User.objects.filter(handle=handle.lower()).first()
    if person is None or not rules.has_perm("people.view_person", user, person):
        raise Http404
    return person


def get_skill(user: User | AnonymousUser, slug: str) -> Skill:
    """The words are everybody's. Raises Http404. One query."""
    skill = Skill.objects.filter(slug=slug).first()
    if skill is None:
        raise Http404
    return skill
