"""Reads what outside sources publish about a project: Scorecard and badge as JSON, and
security-insights.yml. Only what a page shows is taken: no names of people, no mailboxes.

Scorecard: the result of `api.scorecard.dev/projects/…` and of `scorecard --format json`. Badge:
`bestpractices.dev/projects/N.json`, which tells the OSPS Baseline levels too. Security Insights:
schema versions 1 and 2 of ossf/security-insights.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from .catalog_report import FileError, FileRefused
from .published_section import PublishedSection
from .yaml_section import Errors, real_day
from .yaml_tree import Mapping, read_tree

BADGE_LEVELS = {
    "in_progress": "in progress",
    "passing": "passing",
    "silver": "silver",
    "gold": "gold",
}
BADGE_TIERS = (("0", "Passing"), ("1", "Silver"), ("2", "Gold"))
BASELINE_LEVELS = ("1", "2", "3")
MOST_CHECKS = 60
LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class Part:
    """One check behind an answer: "Code-Review", "8 of 10", why."""

    name: str
    value: str
    reason: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one source said on a day. `subject` is what was looked at, a repository mostly."""

    kind: str
    value: str
    subject: str = ""
    source_url: str = ""
    observed_on: date | None = None
    parts: tuple[Part, ...] = ()


def read_signals(raw: bytes, *, where: str) -> tuple[Reading, ...]:
    """Raises FileRefused with line and field. Which of the three formats it is shows its keys."""
    node = read_tree(raw, where=where)
    keys = frozenset(node.items) if isinstance(node, Mapping) else frozenset()
    errors = Errors(where)
    top = PublishedSection(node, errors, left_out=Counter())
    errors.raise_any()
    readings: tuple[Reading, ...]
    if "checks" in keys and "score" in keys:
        readings = (read_scorecard(top),)
    elif "badge_level" in keys or "badge_percentage_0" in keys:
        readings = read_badge(top)
    elif "header" in keys:
        readings = (read_security_insights(top),)
    else:
        message = (
            "This is no Scorecard result, no Best Practices badge and no security-insights.yml."
        )
        raise FileRefused(FileError(where=where, line=node.line, field="", message=message))
    errors.raise_any()
    return readings


def read_scorecard(top: PublishedSection) -> Reading:
    """A score of -1 says that the check could not decide."""
    repo = top.section("repo")
    name = repo.words("name", longest=200, required=True) if repo else ""
    if repo is None:
        top.wrong("repo", "This is needed.")
    checks = []
    for check in list(top.sections("checks"))[:MOST_CHECKS]:
        title = check.words("name", longest=80, required=True)
        score = check.number("score", least=-1, most=10)
        told = check.section("documentation")
        checks.append(
            Part(
                name=title,
                value="unknown" if score in (None, -1) else f"{score} of 10",
                reason=shortened(check.words("reason", longest=5000)),
                url=told.link("url") if told else "",
            )
        )
    return Reading(
        kind="scorecard",
        subject=name,
        value=score_words(top),
        source_url=f"https://scorecard.dev/viewer/?uri={name}" if name else "",
        observed_on=day_of(top, "date"),
        parts=tuple(checks),
    )


def score_words(top: PublishedSection) -> str:
    said = top.words("score", longest=20, required=True)
    try:
        score = float(said)
    except ValueError:
        score = -2.0
    if score == -1:
        return "unknown"
    if not 0 <= score <= 10:
        top.wrong("score", f"{said!r} is not a score from 0 to 10.")
        return ""
    return f"{score:.1f} of 10"


def read_badge(top: PublishedSection) -> tuple[Reading, ...]:
    number = top.number("id", least=1, most=999_999_999)
    page = f"https://www.bestpractices.dev/projects/{number}" if number else ""
    subject = subject_of(top.link("repo_url") or top.link("homepage_url"))
    seen = day_of(top, "updated_at")
    level = top.choice("badge_level", frozenset(BADGE_LEVELS))
    tiers = [(name, percentage(top, f"badge_percentage_{key}")) for key, name in BADGE_TIERS]
    metal = Reading(
        kind="best-practices",
        subject=subject,
        value=BADGE_LEVELS.get(level, "unknown"),
        source_url=page,
        observed_on=seen,
        parts=tuple(Part(name=name, value=f"{done} %") for name, done in tiers if done is not None),
    )
    levels = [(n, percentage(top, f"badge_percentage_baseline_{n}")) for n in BASELINE_LEVELS]
    if all(done is None for _level, done in levels):
        return (metal,)
    met = 0
    for level_number, done in levels:
        if done != 100:
            break
        met = int(level_number)
    baseline = Reading(
        kind="baseline",
        subject=subject,
        value=f"level {met}" if met else "in progress",
        source_url=f"{page}/baseline-1" if page else "",
        observed_on=seen,
        parts=tuple(
            Part(name=f"Level {n}", value=f"{done} %") for n, done in levels if done is not None
        ),
    )
    return metal, baseline


def percentage(top: PublishedSection, key: str) -> int | None:
    return top.number(key, least=0, most=100)


def read_security_insights(top: PublishedSection) -> Reading:
    header = top.section("header")
    if header is None:
        top.wrong("header", "This is needed.")
        return Reading(kind="security-insights", value="")
    version = header.words("schema-version", longest=20, required=True)
    updated = day_of(header, "last-updated") or day_of(header, "last-reviewed")
    place = top.section("repository")
    where = (place.link("url") if place else "") or header.link("project-url")
    parts = [*reporting(top), *expiry(header)]
    if place is not None:
        security = place.section("security")
        if security is not None:
            parts += assessments(security)
        if status := place.words("status", longest=40):
            parts.append(Part(name="Status", value=status))
    return Reading(
        kind="security-insights",
        subject=subject_of(where or header.link("url")),
        value=f"published, schema {version}" if version else "",
        source_url=header.link("url") or where,
        observed_on=updated,
        parts=tuple(parts),
    )


def reporting(top: PublishedSection) -> list[Part]:
    """Whether somebody takes reports of vulnerabilities, in either version of the schema."""
    project = top.section("project")
    told = project.section("vulnerability-reporting") if project else None
    if told is not None:
        accepts, policy = told.flag("reports-accepted", default=False), told.link("policy")
    else:
        told = top.section("vulnerability-reporting")
        if told is None:
            return []
        accepts = told.flag("accepts-vulnerability-reports", default=False)
        policy = told.link("security-policy")
    return [Part(name="Takes reports of vulnerabilities", value=yes_no(accepts), url=policy)]


def expiry(header: PublishedSection) -> list[Part]:
    """Version 1 says itself when it goes stale."""
    day = day_of(header, "expiration-date")
    return [Part(name="Expires", value=day.isoformat())] if day else []


def assessments(security: PublishedSection) -> list[Part]:
    told = security.section("assessments")
    if told is None:
        return []
    found = []
    itself = told.section("self")
    if itself is not None:
        evidence = itself.link("evidence")
        found.append(Part(name="Self-assessment", value=yes_no(bool(evidence)), url=evidence))
    for one in list(told.sections("third-party"))[:MOST_CHECKS]:
        evidence = one.link("evidence")
        name = one.words("name", longest=160)
        found.append(Part(name=name or "Audit by others", value="published", url=evidence))
    return found


def yes_no(said: bool) -> str:
    return "yes" if said else "no"


def day_of(section: PublishedSection, key: str) -> date | None:
    """Of "2026-01-05" and of "2026-01-05T12:00:00Z"; anything else is an error with its line."""
    said = section.words(key, longest=40)
    if not said:
        return None
    day = real_day(said[:10])
    if day is None:
        section.wrong(key, f"{said!r} is not a date; write it like 2026-03-05.")
    return day


def subject_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{parts.path.rstrip('/').removesuffix('.git')}"[:200]


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_REASON else f"{text[: LONGEST_REASON - 1]}…"
