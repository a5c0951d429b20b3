from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.text import slugify

from mentorship.core.instance_reading import config_from
from mentorship.models import Goal, Program, ProgramAdmin
from portal.kit import audit
from portal.people.models import User


class NobodyThere(Exception):
    """No account has this e-mail address, or nobody has proved yet to read it."""


@transaction.atomic
def create_program(*, by: User, admin_email: str, **facts: Any) -> Program:
    """A new program and the person who runs it. Raises NobodyThere, InstanceRefused."""
    config_from(facts.get("config", {}))
    goals = facts.pop("goals")
    program = Program.objects.create(**facts)
    set_goals(program=program, names=goals)
    audit.record(by=by, verb="program.created", on=program)
    appoint_admin(program=program, email=admin_email, by=by)
    return program


@transaction.atomic
def change_program(*, program: Program, by: User, **facts: Any) -> Program:
    """Raises InstanceRefused for a config that is none."""
    config_from(facts.get("config", {}))
    goals = facts.pop("goals")
    for name, value in facts.items():
        setattr(program, name, value)
    program.save()
    set_goals(program=program, names=goals)
    audit.record(by=by, verb="program.changed", on=program)
    return program


@transaction.atomic
def appoint_admin(*, program: Program, email: str, by: User | None) -> ProgramAdmin:
    """Raises NobodyThere. Safe to repeat."""
    unproved = EmailAddress.objects.filter(email__iexact=email, verified=False)
    accounts = User.objects.filter(email__iexact=email, is_active=True)
    person = accounts.exclude(pk__in=unproved.values("user")).first()
    if person is None:
        raise NobodyThere
    admin, is_new = ProgramAdmin.objects.get_or_create(program=program, person=person)
    if is_new:
        audit.record(by=by, verb="program.admin_appointed", on=program)
    return admin


def set_goals(*, program: Program, names: list[str]) -> None:
    """A goal that keeps its words keeps its row, and with it the answers that chose it."""
    kept = {goal.name: goal for goal in program.goals.all()}
    program.goals.exclude(name__in=names).delete()
    taken = {goal.slug for name, goal in kept.items() if name in names}
    for position, name in enumerate(names):
        if name in kept:
            Goal.objects.filter(pk=kept[name].pk).update(position=position)
            continue
        slug = free_slug(name, taken)
        taken.add(slug)
        Goal.objects.create(program=program, name=name, slug=slug, position=position)


def free_slug(name: str, taken: set[str]) -> str:
    """Words in a script that slugs do not know are numbered."""
    stem = slugify(name)[:50] or "goal"
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbers if slug not in taken)
