"""The path of `path_versions.yaml`, published four times by its page while its people walk it; what
they read of it, and what the page says to plans that must not come out.

A step that somebody has submitted is one to show, and the pull requests come from GitHub's side.
"""

from itertools import count

import pytest
import yaml

from initiatives.contributions.actions.delivery import take_delivery
from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import complete_step, start_journey
from initiatives.onboarding.actions.path import BadPlan
from initiatives.onboarding.actions.verdict import decide, take_evidence
from initiatives.onboarding.models import Edition, Evidence, Path, Verifier
from portal.credentials.models import Credential
from portal.kit import clock
from portal.notices.models import Notice
from tests.conftest import lead_of, signed_in
from tests.factories.contributions import with_github
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import path_page, step_block
from tests.factories.people import UserFactory
from tests.initiatives.contributions.deliveries import body_of, merged, pull_request

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HERE = "/me/paths/docs-contributor/"
NUMBERS = {"ana": 501, "ben": 502, "chen": 503, "dina": 504}
# What the CMS says, in its own words; the file names what has to be in them.
REFUSED = {
    "cycle": "These steps wait for each other, so nobody could begin: a → b → c → a",
    "self": "These steps wait for each other, so nobody could begin: a → a",
    "unknown key": "“a” waits for “zzz”, and there is no such step.",
    "requires a draft or retired step": (
        "“b” waits for “a”, which is no longer a step of this path."
    ),
    "nothing is available at the start": (
        "These steps wait for each other, so nobody could begin: a → b → a"
    ),
    "unreachable any-of": "One of which steps? Name them, or take the tick away.",
    "step that nobody can verify": (
        "Nobody in the group is “A maintainer” today, so “a” could not be finished."
    ),
}


@pytest.fixture(scope="module")
def told(acceptance_data):
    return yaml.safe_load((acceptance_data / "onboarding/path_versions.yaml").read_text())


@pytest.fixture
def group(lead):
    group = InitiativeFactory(slug="docs", name="Docs")
    lead_of(lead, group)
    Verifier.objects.create(initiative=group, person=UserFactory())
    return group


@pytest.fixture
def steps(told) -> dict[str, dict]:
    """The first edition, by key, as its editor fills in the form."""
    submitted = {key for who in told["people"] for key in who.get("submitted", ())}
    merges = count(1)
    written = {}
    for step in told["versions"][0]["steps"]:
        key = step["key"]
        written[key] = {"kind": step["kind"], "title": step["title"]}
        written[key] |= {"needs": ", ".join(step["requires"])}
        if key in submitted:
            written[key] |= {"kind": "evidence"}
        if step.get("verify", {}).get("event") == "pr_merged":
            of = {"repository": "ossf/demo", "how_many": next(merges)}
            written[key] |= {"counts": "merged", **of}
    return written


def written(steps: dict[str, dict]) -> list[tuple[str, dict]]:
    return [step_block(**{"title": key, "key": key, **step}) for key, step in steps.items()]


@pytest.fixture
def page(group, steps, at):
    at("2026-03-01T09:00Z")
    page = path_page(*written(steps), below=group, slug="docs-contributor", title="Docs")
    page.save_revision().publish()
    return page


def publish(page, steps: dict[str, dict]) -> None:
    page = type(page).objects.get(pk=page.pk)
    page.steps = written(steps)
    page.save_revision().publish()


@pytest.fixture
def walks(told, page, lead, at):
    """Everybody of the file as far as it says, by name."""
    found = {}
    for who in told["people"]:
        at("2026-03-02T09:00Z")
        person = with_github(UserFactory(username=who["who"]), NUMBERS[who["who"]])
        found[who["who"]] = journey = start_journey(person=person, path=Path.objects.get())
        by_merges = [key for key in who["done"] if key in {"first", "second"}]
        for key in who["done"]:
            if key == "cla":
                look(shown(journey, key), by=lead)
            elif key not in by_merges:
                complete_step(journey=journey, key=key)
        for key in who.get("submitted", ()):
            shown(journey, key)
        for number, _key in enumerate(by_merges):
            hear(who["who"], number)
        if "second" in who.get("in_progress", ()):
            hear(who["who"], 1, is_open=True)
    return found


def shown(journey, key: str) -> Evidence:
    return hand_in(journey=journey, key=key, link="", words="Signed off.", now=clock.now())


def look(evidence: Evidence, *, by) -> None:
    take_evidence(evidence=evidence, by=by, now=clock.now())
    decide(evidence=evidence, by=by, verdict="accepted", answer="", now=clock.now())


def hear(name: str, number: int, *, is_open: bool = False) -> None:
    """GitHub tells of a pull request of theirs, on the days after they began."""
    author = NUMBERS[name]
    of = {"id": author * 10 + number, "number": author * 10 + number}
    of |= {"user": {"id": author, "login": name, "type": "User"}}
    day = f"2026-03-0{3 + number}T09:00:00Z"
    told = pull_request("opened", **of, created_at=day) if is_open else merged(day, **of)
    at_the_end = clock.now().replace(day=9)
    take_delivery(event="pull_request", body=body_of(told), now=at_the_end)


@pytest.fixture
def second(steps):
    """A typo mended."""
    return {**steps, "guide": {**steps["guide"], "why": "It helps!", "change": "editorial"}}


@pytest.fixture
def third(told, second):
    version = told["versions"][2]
    [call] = version["steps_added"]
    steps = {key: dict(step) for key, step in second.items() if key != "hello"}
    steps["guide"] |= {"title": "Read the guide, written anew", "change": "substantive"}
    steps["second"] |= {"needs": ", ".join(version["rewire"]["second"]["requires"])}
    steps["call"] = {"kind": "attend", "title": call["title"], "meeting": "docs-meeting"}
    return {**steps, "call": {**steps["call"], "needs": ", ".join(call["requires"])}}


@pytest.fixture
def fourth(told, third):
    """`first` taken apart. Its editor says nothing of who has done it."""
    parts = told["versions"][3]["change"]["into"]
    part = {"kind": "evidence", "needs": "guide, cla", "replaces": "first"}
    steps = {key: step for key, step in third.items() if key != "first"}
    steps |= {key: {**part, "title": key} for key in parts}
    return {**steps, "second": {**third["second"], "needs": ", ".join([*parts, "call"])}}


def editions(walks) -> dict[str, int]:
    for journey in walks.values():
        journey.refresh_from_db()
    return {name: journey.edition.number for name, journey in walks.items()}


def states(journey) -> dict[str, str]:
    context = signed_in(journey.person).get(HERE).context
    return {one.step.key: one.state.value for one in context["walk"].steps}


def letters() -> list[tuple[str, str]]:
    return sorted(
        Notice.objects.filter(template__startswith="onboarding/")
        .exclude(template__contains="evidence")
        .values_list("person__username", "template")
    )


def take_it(journey):
    return signed_in(journey.person).post(HERE, {"verb": "newest"}, follow=True)


def test_a_typo_moves_everybody_on_the_way_without_a_word(walks, page, second):
    before = {name: states(journey) for name, journey in walks.items()}
    assert [before[name]["second"] for name in walks] == ["done", "locked", "open", "locked"]
    publish(page, second)

    assert editions(walks) == {"ana": 1, "ben": 2, "chen": 2, "dina": 2}
    assert {name: states(journey) for name, journey in walks.items()} == before
    assert letters() == []


class TestWhenTheThirdComesOut:
    @pytest.fixture(autouse=True)
    def _published(self, walks, page, second, third, at):
        at("2026-03-10T09:00Z")
        publish(page, second)
        at("2026-03-20T09:00Z")
        publish(page, third)

    def test_who_has_arrived_stays_and_reads_that_there_is_a_newer_one(self, walks):
        ana = signed_in(walks["ana"].person)
        page = ana.get(HERE).text
        assert "1, of 1 March 2026" in page
        assert "A newer one came out on 20 March 2026. You have arrived on yours" in page

        ana.post(HERE, {"verb": "certify"})
        assert "edition 1, to its end" in Credential.objects.get().what

    def test_who_has_begun_reads_first_what_it_would_change(self, walks):
        ben = walks["ben"]
        assert editions(walks)["ben"] == 2
        preview = signed_in(ben.person).get(f"{HERE}newer/").context["newer"]
        assert dict(preview.told) == {
            "Say hello in the channel": ("no longer part of the path; that you did it is kept"),
            "Read the guide, written anew": (
                "asks for something else now; yours stays done, look at it if you like"
            ),
            "Attend one docs meeting": "new",
            "Second merged change": "other steps come before it now",
        }
        take_it(ben)
        assert editions(walks)["ben"] == 3
        assert states(ben) == {
            "guide": "done",
            "cla": "done",
            "first": "here",
            "second": "locked",
            "call": "open",
        }
        assert Evidence.objects.get(journey=ben).state == "waiting"
        assert set(ben.completions.values_list("key", "source")) == {
            ("hello", "self"),
            ("guide", "self"),
            ("cla", "shown"),
        }

    def test_what_was_begun_stays_open_and_the_new_step_is_none_before_it(self, walks):
        chen = walks["chen"]
        assert "Open, not merged yet:" in signed_in(chen.person).get(HERE).text
        take_it(chen)
        assert states(chen) == {
            "guide": "done",
            "cla": "done",
            "first": "done",
            "second": "here",
            "call": "open",
        }
        assert "Open, not merged yet:" in signed_in(chen.person).get(HERE).text
        hear("chen", 1)
        assert states(chen)["second"] == "done"

    def test_who_has_done_nothing_begins_with_it_and_is_told_once(self, walks):
        assert editions(walks) == {"ana": 1, "ben": 2, "chen": 2, "dina": 3}
        assert letters() == [
            ("ben", "onboarding/new_edition"),
            ("chen", "onboarding/new_edition"),
            ("dina", "onboarding/moved"),
        ]


class TestWhenAStepIsTakenApart:
    def go_on(self, walks, page, *editions):
        for steps in editions:
            publish(page, steps)
        take_it(walks["chen"])
        return walks["chen"]

    def test_its_person_is_asked_once_for_both_parts(self, walks, page, second, third, fourth):
        chen = self.go_on(walks, page, second, third, fourth)
        browser = signed_in(chen.person)
        asked = browser.get(HERE).context["walk"].covered
        assert [one.step.key for one in asked] == ["first-small", "first-page"]
        assert states(chen)["first-small"] != "done"

        browser.post(HERE, {"verb": "covered"})
        assert set(chen.completions.values_list("key", "source")) == {
            ("guide", "self"),
            ("cla", "verified"),
            ("first", "github"),
            ("first-small", "carried"),
            ("first-page", "carried"),
        }
        assert browser.get(HERE).context["walk"].covered == ()

    def test_a_part_its_editor_maps_is_done(self, walks, page, second, third, fourth):
        fourth["first-small"]["carries"] = True
        chen = self.go_on(walks, page, second, third, fourth)
        assert states(chen)["first-small"] == "done"
        walk = signed_in(chen.person).get(HERE).context["walk"]
        assert [one.step.key for one in walk.covered] == ["first-page"]


def test_each_plan_nobody_could_walk_is_refused_and_nothing_comes_out(told, group):
    found = {}
    for number, bad in enumerate(told["invalid_versions"]):
        steps = {
            one["key"]: {
                "kind": one.get("kind", "do"),
                "needs": ", ".join([*one.get("requires", ()), *one.get("requires_any", ())]),
                "one_is_enough": "requires_any" in one,
                "with_whom": "maintainer" if one.get("verify") else "",
            }
            for one in bad["steps"]
        }
        retired = {one["key"] for one in bad["steps"] if one.get("state") == "retired"}
        page = path_page(below=group, slug=f"bad-{number}", title=f"Bad {number}")
        if retired:
            publish(page, {key: {"needs": ""} for key in steps})
        before = Edition.objects.count()
        with pytest.raises(BadPlan) as refused:
            publish(page, {key: step for key, step in steps.items() if key not in retired})
        assert Edition.objects.count() == before
        found[bad["why"]] = str(refused.value)
    assert found == REFUSED
