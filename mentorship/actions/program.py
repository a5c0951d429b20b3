from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify

from mentorship.core.instance_reading import config_from
from mentorship.models import Goal, Program, ProgramAdmin
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import forget_notices_beside, send_notices
from portal.people.models import User
from portal.people.queries.account import account_of
from portal.people.queries.names import told_name


class NobodyThere(Exception):
    """No account has this e-mail address, or nobody has proved yet to read it."""


class LastAdmin(Exception):
    """Nobody would be left to read applications and to answer them."""


@transaction.atomic
def create_program(*, by: User, admin_email: str, **facts: Any) -> Program:
    """A new program and the person who runs it. Raises NobodyThere, InstanceRefused."""
    config_from(facts.get("config", {}))
    goals, skills = facts.pop("goals"), facts.pop("skills", ())
    program = Program.objects.create(**facts)
    set_goals(program=program, names=goals)
    program.skills.set(skills)
    audit.record(by=by, verb="program.created", on=program)
    appoint_admin(program=program, email=admin_email, by=by)
    return program


@transaction.atomic
def change_program(*, program: Program, by: User, **facts: Any) -> Program:
    """What is not said stays, also where somebody else changes it at the same moment.

    Raises InstanceRefused for a config that is none.
    """
    config_from(facts.get("config", {}))
    goals = facts.pop("goals")
    if "skills" in facts:
        program.skills.set(facts.pop("skills"))
    for name, value in facts.items():
        setattr(program, name, value)
    program.save(update_fields=[*facts, "updated_at"])
    set_goals(program=program, names=goals)
    audit.record(by=by, verb="program.changed", on=program)
    return program


@transaction.atomic
def appoint_admin(*, program: Program, email: str, by: User | None) -> ProgramAdmin:
    """They hear of it, and so does everybody who runs it: whoever comes in reads what people have
    told. Raises NobodyThere. Safe to repeat."""
    person = account_of(address=email)
    if person is None:
        raise NobodyThere
    admin, is_new = ProgramAdmin.objects.get_or_create(program=program, person=person)
    if is_new:
        entry = audit.record(by=by, verb="program.admin_appointed", on=program)
        tell_appointed(admin, key=f"program-admin:{entry.pk}")
    return admin


def tell_appointed(admin: ProgramAdmin, *, key: str) -> None:
    program = admin.program
    others = program.admins.exclude(pk=admin.pk).select_related("person")
    told: dict[str, Any] = {
        "kind": "account",
        "key": key,
        "context": {"program": program.name, "who": told_name(admin.person)},
        "url": reverse("mentorship:desk_admins", args=[program.slug]),
    }
    send_notices(people=[admin.person], template="mentorship/appoint_admin", **told)
    send_notices(people=[one.person for one in others], template="mentorship/welcome_admin", **told)


def forget_appointments(*, person: User) -> None:
    """The others who run a program were told who had come: that goes with the account."""
    forget_notices_beside(person=person, template="mentorship/appoint_admin")


@transaction.atomic
def dismiss_admin(*, admin: ProgramAdmin, by: User) -> None:
    """Also oneself. What they decided stays decided. Raises LastAdmin."""
    hold(f"program-admins:{admin.program_id}")
    if not ProgramAdmin.objects.filter(program=admin.program_id).exclude(pk=admin.pk).exists():
        raise LastAdmin
    admin.delete()
    audit.record(by=by, verb="program.admin_dismissed", on=admin.program)


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
