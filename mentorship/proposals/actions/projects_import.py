"""A list of projects becomes proposals that are handed in and wait for their mentors."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from initiatives.core.catalog_report import Conflict, FileError, FileRefused, Report
from initiatives.models import Alias, Initiative
from mentorship.proposals.actions.proposal import Facts, differing, take_back, write
from mentorship.proposals.actions.step import note
from mentorship.proposals.core.projects_file import ProjectEntry
from mentorship.proposals.models import (
    Call,
    Deed,
    Proposal,
    ProposalMentor,
    ProposalStep,
    Status,
)
from portal.core.skill_names import folded
from portal.kit.locks import hold
from portal.people.models import Skill, User
from portal.people.queries.skills import vocabulary


@transaction.atomic
def import_projects(
    *,
    call: Call,
    entries: Sequence[ProjectEntry],
    where: str,
    by: User | None,
    now: datetime,
    dry_run: bool = False,
) -> Report:
    """The same list again changes nothing; what somebody has touched here since is a conflict.

    Nobody is written to: a list names mentors, it does not ask them. Raises FileRefused for a
    group that is not in the catalogue, and for what no proposal may say.
    """
    hold(f"import-projects:{call.pk}")
    groups = groups_named(entry.initiative for entry in entries)
    strangers = [entry for entry in entries if folded(entry.initiative) not in groups]
    if strangers:
        raise FileRefused(*(no_such_group(where, entry) for entry in strangers))
    known = {row.key: row for row in call.proposals.exclude(key="").prefetch_related("skills")}
    touched = set(
        ProposalStep.objects.filter(proposal__in=[row.pk for row in known.values()])
        .exclude(deed=Deed.IMPORTED)
        .exclude(deed=Deed.CHANGED, by=None)
        .values_list("proposal", flat=True)
    )
    words, skills = vocabulary(), {skill.slug: skill for skill in Skill.objects.all()}
    counts: Counter[str] = Counter()
    conflicts = []
    for entry in entries:
        taken = [(word, words.find_phrase(word)) for word in entry.skills]
        facts = facts_of(entry, groups[folded(entry.initiative)], taken, skills)
        row = known.get(entry.key)
        if row is None:
            with refused_by_line(where, entry):
                make(call, entry, facts, by=by, now=now)
            counts["created"] += 1
        elif not (changed := differing(row, facts)):
            counts["unchanged"] += 1
        elif row.pk in touched:
            counts["skipped"] += 1
            conflicts.append(
                Conflict(
                    what=entry.key,
                    ours="changed here",
                    theirs=", ".join(sorted(changed)),
                    sources=(f"{where}, line {entry.line}",),
                )
            )
        else:
            with refused_by_line(where, entry):
                write(row, facts)
            take_back(row, changed=changed, by=None, now=now)
            counts["updated"] += 1
    if dry_run:
        transaction.set_rollback(True)
    return Report(
        created=counts["created"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        skipped=counts["skipped"],
        conflicts=tuple(conflicts),
    )


@contextmanager
def refused_by_line(where: str, entry: ProjectEntry) -> Iterator[None]:
    """Raises FileRefused for what the row itself does not take: an address that is none."""
    try:
        yield
    except ValidationError as wrong:
        raise FileRefused(
            *(
                FileError(where=where, line=entry.line, field=name, message=" ".join(said))
                for name, said in wrong.message_dict.items()
            )
        ) from wrong


def groups_named(names: Iterable[str]) -> dict[str, Initiative]:
    """By slug, name or another name it has or had. Two queries."""
    wanted = {folded(name) for name in names}
    found: dict[str, Initiative] = {}
    others = Alias.objects.filter(initiative__is_listed=True).select_related("initiative")
    for alias in others:
        for name in (alias.name, alias.slug):
            if name and folded(name) in wanted:
                found[folded(name)] = alias.initiative
    for group in Initiative.objects.filter(Q(is_listed=True)).order_by("-pk"):
        for name in (group.slug, group.name):
            if folded(name) in wanted:
                found[folded(name)] = group
    return found


def no_such_group(where: str, entry: ProjectEntry) -> FileError:
    return FileError(
        where=where,
        line=entry.line,
        field="initiative",
        message=f"No group of the catalogue is called “{entry.initiative}”.",
    )


def facts_of(
    entry: ProjectEntry,
    group: Initiative,
    taken: Sequence[tuple[str, str | None]],
    skills: dict[str, Skill],
) -> Facts:
    """A list says no level: the first steps are enough until a mentor says more. Words that no
    skill is known by stay as words."""
    slugs = dict.fromkeys(slug for _word, slug in taken if slug)
    unknown = [word for word, slug in taken if not slug]
    prerequisites = "\n".join(f"- {word}" for word in unknown)[:1500]
    return Facts(
        title=entry.title,
        initiative=group,
        description=entry.description,
        prerequisites=prerequisites,
        upstream_url=entry.upstream,
        places=entry.places,
        skills=tuple((skills[slug], 1) for slug in slugs if slug in skills),
    )


def make(
    call: Call, entry: ProjectEntry, facts: Facts, *, by: User | None, now: datetime
) -> Proposal:
    proposal = Proposal(call=call, key=entry.key, status=Status.SUBMITTED, submitted_at=now)
    write(proposal, facts)
    ProposalMentor.objects.bulk_create(
        ProposalMentor(proposal=proposal, name=name, asked_at=now) for name in entry.mentors
    )
    note(proposal, deed=Deed.IMPORTED, by=by, now=now)
    return proposal
