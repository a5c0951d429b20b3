"""Any catalogue a foundation could write, for properties of import and export."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from initiatives.core import vocabulary
from initiatives.core.catalog_entry import (
    AddedEntry,
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    ConfirmationEntry,
    DeliverableEntry,
    MeetingEntry,
    OpeningEntry,
    ParentEntry,
    PersonaEntry,
    PredecessorEntry,
    QuestionEntry,
    ReportEntry,
    RoleEntry,
    ServesEntry,
    SkillEntry,
    SkillNeedEntry,
    SlotEntry,
    SourceEntry,
    StageEntry,
    TaskSourceEntry,
    TopicEntry,
)
from initiatives.core.catalog_writer import clean
from initiatives.core.reconcile import can_both_be

SLUGS = ["no", "on", "a", "b-1", "null-x", "1e3", "yes"]
letters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
later = st.dates(date(2100, 1, 1), date(2200, 12, 31))
urls = st.sampled_from(["", "https://a.example/x?y=1#z", "http://ä.example:8080/ü"])
flags = st.booleans()
minutes = st.integers(1, 600)
policies = st.sampled_from(["", *sorted(vocabulary.AI_POLICIES)])
languages = st.lists(st.sampled_from(["de", "en", "fr"]), max_size=2, unique=True).map(
    lambda codes: tuple(sorted(codes))
)
SKILLS = (
    SkillEntry(slug="own-word", name="Own word", area="docs"),
    SkillEntry(slug="zig-zag", name="Zig-zag"),
)


def words(longest: int = 30, *, least: int = 0):
    return st.text(letters, max_size=longest).map(clean).filter(lambda text: len(text) >= least)


def slugs(prefix: str):
    return st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True).map(f"{prefix}-{{}}".format)


labels = st.sampled_from(["good first issue", "docs: easy", "no", "#1"])


def lines(longest: int = 60):
    return st.text(letters | st.just("\n"), max_size=longest).map(clean)


@st.composite
def dated(draw) -> dict:
    since, until = draw(st.none() | days), draw(st.none() | days)
    if since and until and until <= since:
        until = None
    return {
        "since": since,
        "until": until,
        "source": draw(words()),
        "source_url": draw(urls),
        "seen_on": draw(st.none() | days),
        "confirmed_on": draw(st.none() | days),
    }


def facts(entry, /, *, most: int = 3, **fields):
    """Dated entries that can follow one another: no two of them hold the same day."""

    def fact(drawn: tuple[dict, dict]):
        return entry(**drawn[0], **drawn[1])

    one = st.tuples(st.fixed_dictionaries(fields), dated()).map(fact)
    return st.lists(one, max_size=most).map(in_a_row)


def in_a_row(entries: list) -> tuple:
    kept: list = []
    for entry in entries:
        if all(can_both_be(entry, one) for one in kept):
            kept.append(entry)
    return tuple(kept)


@st.composite
def names(draw, today: str) -> tuple[AliasEntry, ...]:
    found = []
    for name in draw(st.lists(words(least=1), max_size=3, unique=True)):
        kind = draw(st.sampled_from(["alias", "former-name"]))
        found.append(AliasEntry(name=name, kind=kind, **draw(dated())))
    if draw(flags) and today not in {alias.name for alias in found}:
        told = draw(dated()) | {"until": None}
        found.append(AliasEntry(name=today, kind="name", **told))
    return tuple(found)


@st.composite
def openings(draw, group: int) -> tuple[OpeningEntry, ...]:
    skills = draw(st.lists(st.sampled_from(["zig-zag", "own-word"]), max_size=2, unique=True))
    return tuple(
        OpeningEntry(
            key=f"00000000-0000-4000-8000-{group:06}{number:06}",
            title=draw(words(least=1)),
            role=draw(st.sampled_from(sorted(vocabulary.SKILL_AREAS))),
            fresh_until=draw(later),
            summary=draw(lines()),
            hours_min=draw(st.none() | st.integers(1, 5)),
            hours_max=draw(st.none() | st.integers(5, 60)),
            languages=draw(languages),
            contact=draw(words()),
            contact_url=draw(urls),
            ai_policy=draw(policies),
            newcomers=draw(flags),
            skills=tuple(
                SkillNeedEntry(
                    skill=skill,
                    need=draw(st.sampled_from(sorted(vocabulary.SKILL_NEEDS))),
                    level=draw(st.integers(1, 5)),
                )
                for skill in skills
            ),
        )
        for number in range(draw(st.integers(0, 2)))
    )


@st.composite
def made(draw, personas: list[str]) -> tuple[DeliverableEntry, ...]:
    return tuple(
        DeliverableEntry(
            name=name,
            type=draw(st.sampled_from(sorted(vocabulary.DELIVERABLE_TYPES))),
            summary=draw(words()),
            problem=draw(words()),
            url=draw(urls),
            personas=tuple(sorted(slug for slug in personas if draw(flags))),
            **draw(dated()),
        )
        for name in draw(st.lists(words(least=1), max_size=2, unique=True))
    )


def many(entry, /, *, by, most: int = 3, **fields):
    entries = st.lists(st.builds(entry, **fields), max_size=most, unique_by=by)
    return entries.map(tuple)


@st.composite
def roles(draw) -> tuple[RoleEntry, ...]:
    role = st.sampled_from(["chair", "co-chair", "staff-contact"])
    found: list[RoleEntry] = []
    for told in draw(st.lists(dated(), max_size=4)):
        name, handle = draw(words(12)), draw(words(8))
        withdrawn = not name and not handle and draw(flags)
        entry = RoleEntry(
            role=draw(role),
            name=name,
            handle=handle,
            affiliation="" if withdrawn else draw(words(12)),
            note=draw(words(12)),
            interim=draw(flags),
            withdrawn=withdrawn,
            **told,
        )
        key = (entry.role, name, handle)
        same = [r for r in found if (r.role, r.name, r.handle) == key]
        if not (name or handle) or all(can_both_be(entry, one) for one in same):
            found.append(entry)
    return tuple(found)


@st.composite
def added_dates(draw, start: datetime, tz: str) -> tuple[AddedEntry, ...]:
    """On days of their own; at noon, or when whole days begin: no clock skips that."""
    at = start.replace(hour=12) if start.time() != time() else start
    return tuple(
        AddedEntry(
            start=at + timedelta(days=days),
            tz=tz,
            title=draw(words(20)),
            moved_to=at + timedelta(days=days + 1) if draw(flags) else None,
            cancelled=draw(flags),
        )
        for days in sorted(draw(st.sets(st.integers(1, 300), max_size=2)))
    )


@st.composite
def meetings(draw, group: str) -> tuple[MeetingEntry, ...]:
    found = []
    for number in range(draw(st.integers(0, 2))):
        start = draw(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)))
        all_day = True if draw(flags) else None
        start = start.replace(
            second=0, microsecond=0, **({"hour": 0, "minute": 0} if all_day else {})
        )
        tz = draw(st.sampled_from(["America/St_Johns", "Asia/Kolkata", "UTC"]))
        place = draw(words(12)) or None
        found.append(
            MeetingEntry(
                slug=f"{group}-meets-{number}",
                title=draw(words(least=1)),
                kind=draw(st.sampled_from(sorted(vocabulary.MEETING_KINDS))),
                duration_minutes=1440 * draw(st.integers(1, 3)) if all_day else draw(minutes),
                region=draw(words(10)),
                join_url=draw(st.sampled_from(["", "https://meet.example/1"])),
                notes_url=draw(urls),
                access_note=draw(words()),
                newcomers=draw(flags),
                introductions=True if draw(flags) else None,
                capacity=draw(st.none() | st.integers(1, 500)),
                all_day=all_day,
                place=place,
                place_url="https://map.example/1" if place and draw(flags) else None,
                yields_to=tuple(one.slug for one in found if draw(flags)) or None,
                slots=(SlotEntry(start=start, tz=tz),),
                added=draw(added_dates(start, tz)),
                source=draw(words()),
                seen_on=draw(st.none() | days),
            )
        )
    return tuple(found)


@st.composite
def catalogues(draw) -> Catalog:
    taken = draw(st.lists(st.sampled_from(SLUGS), min_size=1, max_size=4, unique=True))
    topics = draw(
        many(
            TopicEntry,
            by=lambda t: t.slug,
            slug=slugs("t"),
            description=words(),
            name=slugs("Topic"),
            most=3,
        )
    )
    topics = tuple({topic.name: topic for topic in topics}.values())
    personas = tuple(
        PersonaEntry(slug=f"p-{number}", name=f"Persona {number}", description=draw(words()))
        for number in range(draw(st.integers(0, 2)))
    )
    groups: list[CatalogEntry] = []
    for place, slug in enumerate(taken):
        above = taken[:place]
        kind = draw(st.sampled_from(sorted(vocabulary.KINDS)))
        name = draw(words(least=1))
        whom = [persona.slug for persona in personas]
        has_stage = kind not in vocabulary.KINDS_WITHOUT_STAGE
        stage = st.sampled_from(sorted(vocabulary.STAGES))
        stages = draw(facts(StageEntry, stage=stage)) if has_stage else ()
        is_archived = any(fact.stage == "archived" for fact in stages)
        parent = st.none() | st.sampled_from(above) if above else st.none()
        groups.append(
            CatalogEntry(
                slug=slug,
                name=name,
                kind=kind,
                summary=draw(words()),
                why=draw(lines()),
                joining=draw(lines()),
                hue=draw(st.integers(1, 12)),
                website_url=draw(urls),
                repo_url=draw(urls),
                charter_url=draw(urls),
                topics=tuple(sorted(t.slug for t in topics if draw(flags))),
                decides=draw(lines()),
                ai_policy=draw(policies),
                ai_policy_url=draw(urls),
                languages=draw(languages),
                personas=tuple(slug for slug in whom if draw(flags)),
                aliases=draw(names(name)),
                parents=draw(facts(ParentEntry, parent=parent)),
                serves=draw(facts(ServesEntry, serves=st.sampled_from(above), most=1))
                if above
                else (),
                predecessors=draw(
                    facts(PredecessorEntry, predecessor=st.sampled_from(above), most=1)
                )
                if above
                else (),
                deliverables=draw(made(whom)),
                openings=() if is_archived else draw(openings(place)),
                task_sources=tuple(
                    TaskSourceEntry(
                        repository=f"owner-{place}/repo",
                        labels=tuple(
                            sorted(
                                (label, "newcomer") for label in draw(st.sets(labels, max_size=2))
                            )
                        ),
                    )
                    for _ in range(draw(st.integers(0, 1)))
                ),
                reports=draw(
                    many(
                        ReportEntry,
                        by=lambda report: report.quarter,
                        quarter=st.sampled_from(["2025-Q4", "2026-Q1"]),
                        filed_on=st.none() | days,
                        title=words(),
                        url=urls,
                    )
                ),
                confirmations=draw(
                    many(
                        ConfirmationEntry,
                        by=lambda said: said.part,
                        part=st.sampled_from(sorted(vocabulary.FACT_GROUPS)),
                        confirmed_on=days,
                    )
                ),
                stages=stages,
                roles=draw(roles()),
                channels=draw(
                    many(
                        ChannelEntry,
                        by=lambda c: (c.kind, c.name, c.url),
                        kind=st.sampled_from(sorted(vocabulary.CHANNEL_KINDS)),
                        name=words(least=1),
                        url=urls,
                        public=st.just(True),
                    )
                ),
                sources=draw(
                    many(
                        SourceEntry,
                        by=lambda source: source.title,
                        title=words(least=1),
                        url=urls,
                        seen_on=st.none() | days,
                    )
                ),
                questions=draw(
                    many(
                        QuestionEntry,
                        by=lambda question: question.about,
                        about=words(20, least=1),
                        ask=lines().filter(bool),
                        text=lines(),
                    )
                ),
                meetings=draw(meetings(slug)),
            )
        )
    named = {n.skill for group in groups for o in group.openings or () for n in o.skills}
    return Catalog(
        topics=topics,
        personas=personas,
        skills=tuple(skill for skill in SKILLS if skill.slug in named),
        initiatives=tuple(groups),
    )
