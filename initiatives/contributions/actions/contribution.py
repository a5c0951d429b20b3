"""Keeping what people did, each thing once; letting it go with the account it came from."""

from collections.abc import Collection
from dataclasses import replace

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from initiatives.contributions.core.fact import Fact, folded, heard_again
from initiatives.contributions.models import Contribution
from portal.people.queries.github import github_accounts, people_by_number

from .holder import hold_accounts

# What another message may add to a fact that is known.
ADDED = ("is_own_merge", "is_docs", "files", "are_all_files")


def keep_facts(*, facts: Collection[Fact]) -> frozenset[int]:
    """Keys of the people of whom something was new. What is told of anybody who connected no
    account is dropped: nobody has a profile here they did not ask for."""
    people = people_by_number(numbers={fact.author for fact in facts})
    theirs_from = hold_accounts(people=people)
    known = [
        replace(fact, had_by_another=fact.at < theirs_from.get(fact.author, fact.at))
        for fact in folded(facts)
        if fact.author in people
    ]
    return frozenset(people[fact.author] for fact in known if is_new(fact, people[fact.author]))


def is_new(fact: Fact, person: int) -> bool:
    row, is_first = Contribution.objects.get_or_create(
        repository_id=fact.repository,
        kind=fact.kind,
        subject=fact.subject,
        at=fact.at,
        defaults={
            "person_id": person,
            "author": fact.author,
            "number": fact.number,
            "is_own_merge": fact.is_own_merge,
            "is_docs": fact.is_docs,
            "files": fact.files,
            "are_all_files": fact.are_all_files,
            "had_by_another": fact.had_by_another,
        },
    )
    known, both = vars(row.fact), vars(heard_again(row.fact, fact))
    said = {name: both[name] for name in ADDED if both[name] != known[name]}
    if said:
        Contribution.objects.filter(pk=row.pk).update(**said)
    return is_first or bool(said)


def forget_unconnected() -> int:
    """Part of `tick`: who takes back the connection takes back what it told. Steps that are done
    stay done."""
    connected = github_accounts().filter(
        user=OuterRef("person"), uid=Cast(OuterRef("author"), CharField())
    )
    gone, _by_model = Contribution.objects.filter(~Exists(connected)).delete()
    return gone
