"""A graduate becomes a mentor: a draft with all that is known already, or a word when a call
opens."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.actions.application import Answers, save_draft
from mentorship.alumni.models import Graduation, WishToMentor
from mentorship.alumni.queries.learned import learned_skills
from mentorship.alumni.queries.next_call import open_call, programs_with_a_call
from mentorship.core.formula import MOST_SENIOR
from mentorship.models import Application, Cohort, Role
from mentorship.queries.edition import last_edition
from portal.notices.actions.notice import send_notice
from portal.people.actions.skill import TooManySkills, set_skill
from portal.people.models import PersonSkill, TeachLevel, User


@transaction.atomic
def begin_as_mentor(*, graduation: Graduation, now: datetime) -> Cohort | None:
    """A draft for the cohort whose call is open: what they can teach from what they learned, the
    rest as they said it last; what they have written there before stays. None where no call is
    open: then they hear of the next one.

    Raises what `save_draft` raises.
    """
    person, program = graduation.application.person, graduation.application.cohort.program
    cohort = open_call(program=program, now=now)
    if cohort is None:
        WishToMentor.objects.update_or_create(
            person=person, program=program, defaults={"made_at": now, "told_at": None}
        )
        return None
    if Application.objects.filter(cohort=cohort, person=person, role=Role.MENTOR).exists():
        return cohort
    names = teach_what_they_learned(graduation, person)
    save_draft(
        cohort=cohort,
        person=person,
        role=Role.MENTOR,
        answers=answers_of(graduation.application, cohort, names),
        now=now,
    )
    return cohort


def teach_what_they_learned(graduation: Graduation, person: User) -> list[str]:
    """Into their profile, where they can change it before they send; what they say there already
    stays. Returns the names."""
    names = []
    for skill in learned_skills(graduation=graduation):
        row = PersonSkill.objects.filter(person=person, skill=skill).first()
        if row is None or row.teach_level is None:
            try:
                set_skill(
                    person=person,
                    skill=skill,
                    teach_level=TeachLevel.EVERYDAY,
                    learn_level=row.learn_level if row else None,
                    importance=row.importance if row else 2,
                    by=person,
                )
            except TooManySkills:
                break
        names.append(skill.name)
    return names


def answers_of(earlier: Application, cohort: Cohort, skills: list[str]) -> Answers:
    """A consent is given anew each time."""
    words = _("I was a mentee in %(program)s, %(cohort)s, and want to pass on what I learned") % {
        "program": cohort.program.name,
        "cohort": earlier.cohort.name,
    }
    return Answers(
        motivation=f"{words}: {', '.join(skills)}." if skills else f"{words}.",
        goals=tuple(earlier.goals.all()),
        initiatives=tuple(earlier.initiatives.all()),
        capacity=1,
        seniority=min(MOST_SENIOR, (earlier.seniority or 0) + 1),
        organisation=earlier.organisation,
        edition=last_edition(cohort=cohort, role=Role.MENTOR),
    )


def tell_of_calls(*, now: datetime) -> int:
    """Whoever wanted to hear of it, once, when a call of their program is open. Safe to repeat;
    returns how many people."""
    told = 0
    for program in programs_with_a_call(now=now):
        for wish in WishToMentor.objects.filter(program=program, told_at=None).order_by("pk"):
            told += tell(wish, now)
    return told


@transaction.atomic
def tell(wish: WishToMentor, now: datetime) -> int:
    """The update is conditional: of two at once one tells. A call that has just closed leaves the
    wish open."""
    cohort = open_call(program=wish.program, now=now)
    if cohort is None:
        return 0
    if not WishToMentor.objects.filter(pk=wish.pk, told_at=None).update(told_at=now):
        return 0
    send_notice(
        person=wish.person,
        kind="call",
        key=f"wish-to-mentor:{cohort.key}",
        template="alumni/open_call",
        context={"program": cohort.program.name, "cohort": cohort.name},
        url=reverse("mentorship:apply", args=[cohort.key, Role.MENTOR]),
    )
    return 1
