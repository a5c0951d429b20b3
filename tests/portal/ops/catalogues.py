"""Any catalogue a foundation could write, for properties of import and export."""

from datetime import date, datetime

from hypothesis import strategies as st

from initiatives.core import vocabulary
from initiatives.core.catalog_entry import (
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    MeetingEntry,
    ParentEntry,
    QuestionEntry,
    RoleEntry,
    ServesEntry,
    SlotEntry,
    SourceEntry,
    StageEntry,
    TopicEntry,
)
from initiatives.core.catalog_writer import clean

SLUGS = ["no", "on", "a", "b-1", "null-x", "1e3", "yes"]
letters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
urls = st.sampled_from(["", "https://a.example/x?y=1#z", "http://ä.example:8080/ü"])
flags = st.booleans()


def words(longest: int = 30, *, least: int = 0):
    return st.text(letters, max_size=longest).map(clean).filter(lambda text: len(text) >= least)


def slugs(prefix: str):
    return st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True).map(f"{prefix}-{{}}".format)


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
    }


def facts(entry, /, *, most: int = 3, **fields):
    """Dated entries of which at most one has no end."""

    def fact(drawn: tuple[dict, dict]):
        return entry(**drawn[0], **drawn[1])

    one = st.tuples(st.fixed_dictionaries(fields), dated()).map(fact)
    return st.lists(one, max_size=most, unique_by=lambda f: f.until).map(tuple)


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
        is_again = key in {(r.role, r.name, r.handle) for r in found if r.until is None}
        if not (entry.until is None and (name or handle) and is_again):
            found.append(entry)
    return tuple(found)


@st.composite
def meetings(draw, group: str) -> tuple[MeetingEntry, ...]:
    found = []
    for number in range(draw(st.integers(0, 2))):
        start = draw(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)))
        found.append(
            MeetingEntry(
                slug=f"{group}-meets-{number}",
                title=draw(words(least=1)),
                kind=draw(st.sampled_from(sorted(vocabulary.MEETING_KINDS))),
                duration_minutes=draw(st.integers(1, 600)),
                region=draw(words(10)),
                join_url=draw(st.sampled_from(["", "https://meet.example/1"])),
                notes_url=draw(urls),
                access_note=draw(words()),
                newcomers=draw(flags),
                slots=(
                    SlotEntry(
                        start=start.replace(second=0, microsecond=0),
                        tz=draw(st.sampled_from(["America/St_Johns", "Asia/Kolkata", "UTC"])),
                    ),
                ),
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
    groups = []
    for place, slug in enumerate(taken):
        above = taken[:place]
        kind = draw(st.sampled_from(sorted(vocabulary.KINDS)))
        has_stage = kind not in vocabulary.KINDS_WITHOUT_STAGE
        parent = st.none() | st.sampled_from(above) if above else st.none()
        groups.append(
            CatalogEntry(
                slug=slug,
                name=draw(words(least=1)),
                kind=kind,
                summary=draw(words()),
                why=draw(lines()),
                joining=draw(lines()),
                hue=draw(st.integers(1, 12)),
                website_url=draw(urls),
                repo_url=draw(urls),
                charter_url=draw(urls),
                topics=tuple(sorted(t.slug for t in topics if draw(flags))),
                aliases=draw(
                    many(
                        AliasEntry,
                        by=lambda alias: alias.name,
                        name=words(least=1),
                        slug=st.none(),
                        kind=st.sampled_from(sorted(vocabulary.ALIAS_KINDS)),
                        until=st.none() | days,
                    )
                ),
                parents=draw(facts(ParentEntry, parent=parent)),
                serves=draw(facts(ServesEntry, serves=st.sampled_from(above), most=1))
                if above
                else (),
                stages=draw(facts(StageEntry, stage=st.sampled_from(sorted(vocabulary.STAGES))))
                if has_stage
                else (),
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
    return Catalog(topics=topics, initiatives=tuple(groups))
