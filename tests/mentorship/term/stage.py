"""The people of a term, the calendar on the wall and the letters on their way."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.core.management import call_command

from mentorship.models import Application, Match
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import EmailAddressFactory
from tests.mentorship.term.cast import TROUPE, Fate, Part, cast_of
from tests.mentorship.term.post import Post
from tests.mentorship.term.pressed import button_that_says
from tests.mentorship.term.somebody import Secrets, Somebody, words_of

DESK = "/desk/mentorship/learn/spring/"
A_DAY = timedelta(days=1)
MORNINGS = (0, 3)  # Monday and Thursday
FIRST_DAY, MORNING = date(2026, 1, 5), time(6, tzinfo=UTC)
MINE = "/me/mentorship/"
PASSWORD = "correct horse battery staple"
NO_MORE = "No more messages come about it."
TAG = re.compile(r'<span class="tag[^"]*">(.*?)</span>', re.DOTALL)
NEXT = re.compile(r'<p>([^<>]+) <span class="moment"><time[^>]*? datetime="([^"]+)"')


@dataclass(frozen=True)
class Standing:
    """What somebody's page says of their application, and what comes next when."""

    said: str
    next_words: str = ""
    next_at: str = ""


class Term:
    def __init__(self, size: int, travel):
        self.travel = travel
        self.secrets = Secrets()
        self.post = Post(self.secrets)
        self.group = InitiativeFactory(name="Scorecard", slug="scorecard")
        self.site = self.somebody("site-admin", is_staff=True, is_superuser=True)
        self.admin = self.somebody("program-admin")
        self.lead = self.somebody("group-lead")
        lead_of(self.lead.user, self.group)
        self.follower = self.somebody("follower")
        self.cast = cast_of(size)
        self.people = {part: self.somebody(part.username) for part in self.cast}
        self.troupes = size // TROUPE
        self.by_name = {one.name: one for one in self.everybody()}
        self.left: list[str] = []
        self.last_morning = FIRST_DAY
        self.fates: dict[int, int] = {}

    def somebody(self, name: str, **facts: object) -> Somebody:
        user = EmailAddressFactory(user__username=name).user
        for field, value in facts.items():
            setattr(user, field, value)
        user.set_password(PASSWORD)
        user.save()
        return Somebody(user, self.secrets)

    def it_is(self, moment: str) -> None:
        """After the mornings since."""
        at = datetime.fromisoformat(moment)
        self.mornings_until(at.date() if at.timetz() >= MORNING else at.date() - A_DAY)
        self.travel(at)

    def everybody(self) -> tuple[Somebody, ...]:
        return (self.site, self.admin, self.lead, self.follower, *self.people.values())

    def mornings_until(self, last: date) -> None:
        """What the portal does by itself: twice a week, and on the last of these days. A morning
        that was missed is caught up with by the next one."""
        while self.last_morning < last:
            self.last_morning += A_DAY
            if self.last_morning == last or self.last_morning.weekday() in MORNINGS:
                self.travel(datetime.combine(self.last_morning, MORNING))
                call_command("tick", stdout=io.StringIO())

    def next_morning(self) -> None:
        self.mornings_until(self.last_morning + A_DAY)

    def of(self, role: str, *fates: Fate) -> list[Part]:
        return [part for part in self.cast if part.role == role and part.fate in (fates or Fate)]

    def at(self, role: str, place: int) -> list[Part]:
        """The same part in each troupe."""
        return [part for part in self.cast if (part.role, part.place) == (role, place)]

    def mate(self, part: Part, place: int) -> Somebody:
        """Somebody of the same troupe and role."""
        [found] = [one for one in self.at(part.role, place) if one.troupe == part.troupe]
        return self.people[found]

    def who(self, parts: Iterable[Part]) -> list[Somebody]:
        return [self.people[part] for part in parts]

    def called(self, *names: str) -> list[Somebody]:
        by_name = {part.display_name: person for part, person in self.people.items()}
        return [by_name[name] for name in names]

    def accepted(self) -> list[str]:
        rows = Application.objects.accepted().order_by("person__username")
        return list(rows.values_list("person__username", flat=True))

    def pairs_of(self, person: Somebody) -> list[Match]:
        """Those that have not ended."""
        return list(Match.objects.open().of(person.user).order_by("answer_by"))

    def in_the_matching(self, person: Somebody, next_words: str, next_at: str) -> Standing:
        """An offer to answer comes first; who has somebody reads what both wait for."""
        mine = self.pairs_of(person)
        awaited = [match for match in mine if is_awaited(match, person)]
        if awaited:
            until = awaited[0].answer_by - timedelta(minutes=1)
            return Standing("Offered: a match for you", "Answer until", f"{until:%FT%TZ}")
        if mine and next_words == NO_MORE:
            return Standing("You took part")  # how it went is still written about
        return Standing("You have a match" if mine else "In the matching", next_words, next_at)

    def shown_name(self, username: str) -> str:
        [name] = [part.display_name for part in self.cast if part.username == username]
        return name

    def choices(self, person: Somebody) -> dict[str, str]:
        """What a mentee may choose first, as their form offers it."""
        form, _button = button_that_says(
            person.see("/me/mentorship/spring/apply/mentee/"), "Send my application"
        )
        return form.words["choice_1"]

    def everybody_reads(self, expected: dict[Part, Standing]) -> None:
        """Each of the cast on their own page."""
        read = {part: standing_of(self.people[part]) for part in self.cast}
        strange = {part.username: read[part] for part in read if read[part] != expected[part]}
        assert not strange, strange

    def applications(self, **narrowed: str) -> dict[str, str]:
        """Names to addresses, as the list of the desk leads to them, over all its pages."""
        found: dict[str, str] = {}
        page = 0
        while True:
            page += 1
            links = self.admin.links(f"{DESK}?{urlencode({**narrowed, 'page': page})}")
            rows = {
                name: url for name, url in links.items() if url.startswith("/desk/mentorship/appl")
            }
            if rows.items() <= found.items():
                return found
            found |= rows


def is_awaited(match: Match, person: Somebody) -> bool:
    side = "mentee" if match.mentee.person_id == person.user.pk else "mentor"
    return getattr(match, f"{side}_answer") == "awaited"


def standing_of(person: Somebody) -> Standing | None:
    """Of their one application; None where there is none."""
    html = person.see(MINE)
    tags = TAG.findall(html)
    if not tags:
        return None
    assert len(tags) == 1
    found = NEXT.findall(html)
    words, at = found[-1] if found else (NO_MORE if NO_MORE in words_of(html) else "", "")
    return Standing(words_of(tags[0]), words, at)
