"""What makes a step count by itself, as data: what was done, and how often."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from initiatives.onboarding.core.path_pattern import is_any_meant

from .fact import Fact, Kind, folded, pull_requests


class What(StrEnum):
    MERGED = "merged"
    DOCS = "docs"
    REVIEWED = "reviewed"


@dataclass(frozen=True)
class Rule:
    """`paths` are patterns of files: who changes one of them changes the docs, labelled or not."""

    what: What
    how_many: int = 1
    paths: tuple[str, ...] = ()

    def is_kept_by(self, fact: Fact) -> bool | None:
        """A pull request once it is merged; None while nobody knows which files it changed."""
        if self.what is not What.DOCS or fact.is_docs:
            return True
        if not self.paths:
            return False
        if is_any_meant(fact.files or (), self.paths):
            return True
        return False if fact.are_all_files else None


@dataclass(frozen=True)
class Standing:
    """Where one person stands on one rule. `counted` came after they began, `before` is earlier
    work, which they may say counts; what they merged themselves somebody else has to look at, and
    so it is with `had_by_another`; `unknown` is what may be of this kind or not."""

    rule: Rule
    counted: tuple[Fact, ...] = ()
    before: tuple[Fact, ...] = ()
    own_merges: tuple[Fact, ...] = ()
    under_way: tuple[Fact, ...] = ()
    unknown: tuple[Fact, ...] = ()
    had_by_another: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All that is known here of their work of this kind."""
        here = self.counted + self.before + self.own_merges + self.under_way
        return here + self.unknown + self.had_by_another

    @property
    def kept_at(self) -> datetime | None:
        """The moment from which the rule is kept."""
        enough = self.counted[: self.rule.how_many]
        return enough[-1].at if len(enough) == self.rule.how_many else None

    @property
    def is_prior_work(self) -> bool:
        """Only together with what they did before they began there is enough of it."""
        is_enough = len(self.before) + len(self.counted) >= self.rule.how_many
        return self.kept_at is None and bool(self.before) and is_enough


def standing(rule: Rule, facts: Iterable[Fact], since: datetime) -> Standing:
    """From all facts of one person in one repository, in any order."""
    known = folded(facts)
    if rule.what is What.REVIEWED:
        done, own_merges, under_way, unknown = reviewed(known), [], [], []
    else:
        stands = sorted(pull_requests(known).values(), key=lambda fact: fact.order)
        all_merged = [fact for fact in stands if fact.kind is Kind.MERGED]
        merged = [fact for fact in all_merged if rule.is_kept_by(fact)]
        unknown = [fact for fact in all_merged if rule.is_kept_by(fact) is None]
        done = [fact for fact in merged if not fact.is_own_merge]
        own_merges = [fact for fact in merged if fact.is_own_merge]
        under_way = [fact for fact in stands if fact.kind in {Kind.OPENED, Kind.REOPENED}]
    had = [fact for fact in (*done, *own_merges, *unknown) if fact.had_by_another]
    theirs = [fact for fact in done if not fact.had_by_another]
    return Standing(
        rule=rule,
        counted=tuple(fact for fact in theirs if fact.at >= since),
        before=tuple(fact for fact in theirs if fact.at < since),
        own_merges=tuple(fact for fact in own_merges if not fact.had_by_another),
        under_way=tuple(under_way),
        unknown=tuple(fact for fact in unknown if not fact.had_by_another),
        had_by_another=tuple(sorted(had, key=lambda fact: fact.order)),
    )


def reviewed(known: Iterable[Fact]) -> list[Fact]:
    """The first review of each pull request: many remarks on one are one review. One of before the
    account was theirs gives way to one that is theirs."""
    first: dict[int, Fact] = {}
    for fact in known:
        before = first.get(fact.number)
        if fact.kind is Kind.REVIEWED and (
            before is None or (before.had_by_another and not fact.had_by_another)
        ):
            first[fact.number] = fact
    return sorted(first.values(), key=lambda fact: fact.order)
