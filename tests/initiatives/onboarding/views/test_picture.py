"""A picture shown for a step: who gets it and how, and when it is gone."""

import base64
import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.actions.shown_picture import FILES, forget_lost_pictures
from initiatives.onboarding.actions.verdict import decide
from initiatives.onboarding.models import Completion, Evidence
from portal.kit import clock
from portal.people.actions.erase import erase_person
from portal.people.actions.own_data import export_person
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

WALK = "/me/paths/first/"
HERE = "/me/paths/first/show/send/"
WORDS = "The page as it looks now."


@pytest.fixture(autouse=True)
def nothing_is_kept():
    for name in kept():
        FILES.delete(f"evidence/{name}")


@pytest.fixture
def journey(member):
    steps = [{"key": "send", "kind": "evidence"}, {"key": "ask", "kind": "verify"}]
    group = InitiativeFactory(slug="bear", name="BEAR")
    path = PathFactory(slug="first", initiative=group, steps=steps)
    return start_journey(person=member, path=path)


@pytest.fixture
def chair(lead, journey):
    lead_of(lead, journey.path.initiative)
    return lead


def photo(**told) -> SimpleUploadedFile:
    file = io.BytesIO()
    noted = Image.Exif()
    noted[0x010F] = "SECRET camera"
    Image.new("RGB", told.pop("size", (40, 30)), "navy").save(file, "JPEG", exif=noted)
    return SimpleUploadedFile("SECRET name.jpg", file.getvalue(), "image/jpeg")


def show(browser, picture=None, address=HERE, **form):
    told = {"link": "", "words": WORDS, "picture": picture or photo(), **form}
    return browser.post(address, told, follow=True)


def kept() -> list[str]:
    try:
        return FILES.listdir("evidence")[1]
    except FileNotFoundError:
        return []


def own_address() -> str:
    return f"/me/evidence/{Evidence.objects.get(state='waiting').public_id}/picture/"


def desk_address() -> str:
    return f"/desk/evidence/{Evidence.objects.last().public_id}/picture/"


class TestShowing:
    def test_it_counts_like_a_link_and_stands_at_the_step(self, as_member, journey):
        page = show(as_member).text
        assert list(Completion.objects.values_list("key", "source")) == [("send", "shown")]
        assert f'<img src="{own_address()}"' in page
        assert WORDS in page

    def test_of_the_file_nothing_is_kept_but_the_picture(self, as_member, journey):
        show(as_member)
        evidence = Evidence.objects.get()
        assert evidence.picture.name == f"evidence/{kept()[0]}"
        assert evidence.picture_kind == "jpeg"
        assert "SECRET" not in evidence.picture.name
        assert b"SECRET" not in evidence.picture.read()

    def test_beside_words_that_are_asked_for(self, as_member, journey):
        show(as_member, address="/me/paths/first/show/ask/")
        assert Evidence.objects.get().picture_kind == "jpeg"

    @pytest.mark.parametrize(
        ("file", "form", "answer"),
        [
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}, "It takes PNG, JPEG and WebP"),
            (b"<!doctype html><script>alert(1)</script>", {}, "It takes PNG, JPEG and WebP"),
            (b"GIF89a/*", {}, "It takes PNG, JPEG and WebP"),
            (b"", {}, "The submitted file is empty."),
            (None, {"words": ""}, "Say what the picture shows"),
            (b"x" * 1_000_001, {}, "This picture is too large. At most 1 MB"),
        ],
    )
    def test_anything_else_is_refused_in_a_sentence(
        self, as_member, journey, settings, file, form, answer
    ):
        settings.EVIDENCE_PICTURE_MB = 1
        named = SimpleUploadedFile("a.png", file, "image/png") if file is not None else photo()
        assert answer in show(as_member, named, **form).text
        assert (Evidence.objects.count(), kept()) == (0, [])

    def test_more_points_than_can_be_held_are_refused(self, as_member, journey):
        page = show(as_member, photo(size=(5001, 5000))).text
        assert "and 25 million points" in page
        assert kept() == []

    def test_it_may_not_be_larger_once_it_is_drawn_anew(self, as_member, journey, settings):
        noise = Image.effect_noise((1200, 1200), 90).convert("P")
        file = io.BytesIO()
        noise.save(file, "PNG")
        assert len(file.getvalue()) < 2_000_000
        settings.EVIDENCE_PICTURE_MB = 2
        named = SimpleUploadedFile("a.png", file.getvalue(), "image/png")
        assert "This picture is too large." in show(as_member, named).text

    def test_without_link_and_picture_nothing_is_shown(self, as_member, journey):
        page = as_member.post(HERE, {"link": "", "words": WORDS}).text
        assert "Show a link to what you made, or a picture of it." in page

    def test_each_try_counts_among_what_may_be_shown_in_an_hour(self, as_member, journey, settings):
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "evidence": "1/h/user"}
        assert show(as_member, words="").status_code == 200
        assert show(as_member).status_code == 429


class TestWhoGetsIt:
    def test_its_person_and_who_looks_each_at_their_own_address(self, as_member, journey, chair):
        show(as_member)
        desk = signed_in(chair)
        page = desk.get(f"/desk/evidence/{Evidence.objects.get().public_id}/").text
        assert f'<img src="{desk_address()}"' in page
        for browser, address in ((as_member, own_address()), (desk, desk_address())):
            response = browser.get(address)
            assert response.status_code == 200
            assert response.getvalue()[:3] == b"\xff\xd8\xff"

    def test_as_a_file_to_keep_that_no_cache_keeps_and_no_browser_runs(self, as_member, journey):
        show(as_member)
        response = as_member.get(own_address())
        policy = set(response["Content-Security-Policy"].split("; "))
        assert policy == {"default-src 'none'", "sandbox"}
        told = {
            name: response[name]
            for name in (
                *("Content-Type", "Content-Disposition", "X-Content-Type-Options"),
                *("Cache-Control", "Cross-Origin-Resource-Policy"),
            )
        }
        assert told == {
            "Content-Type": "image/jpeg",
            "Content-Disposition": 'attachment; filename="picture.jpeg"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    def test_nobody_else(self, as_member, client, journey, chair):
        show(as_member)
        other = signed_in(UserFactory())
        asked = [
            (client, own_address(), 302),
            (client, desk_address(), 302),
            (other, own_address(), 404),
            (other, desk_address(), 404),
            (signed_in(UserFactory(is_superuser=True)), own_address(), 404),
            (signed_in(UserFactory(is_superuser=True)), desk_address(), 404),
            (signed_in(chair), own_address(), 404),
        ]
        assert [b.get(address).status_code for b, address, _is in asked] == [
            status for *_asked, status in asked
        ]

    def test_no_public_address_leads_to_it(self, as_member, journey):
        show(as_member)
        name = Evidence.objects.get().picture.name
        for address in (f"/media/{name}", f"/media/images/../{name}", f"/static/{name}"):
            assert as_member.get(address).status_code == 404

    def test_where_the_file_was_lost_there_is_nothing(self, as_member, member, journey):
        show(as_member)
        FILES.delete(Evidence.objects.get().picture.name)
        assert as_member.get(own_address()).status_code == 404
        assert copy_of(member)["picture"] is None

    def test_a_link_alone_has_no_picture(self, as_member, member, journey):
        as_member.post(HERE, {"link": "https://github.com/a/b/pull/1", "words": ""})
        assert as_member.get(own_address()).status_code == 404
        assert copy_of(member)["picture"] is None


def copy_of(person) -> dict:
    [walk] = export_person(person=person, by=person)["sections"]["journeys"]
    return walk["shown"][0]


class TestWhenItGoes:
    def test_the_copy_of_ones_data_holds_it(self, as_member, member, journey):
        show(as_member)
        told = copy_of(member)["picture"]
        assert told["type"] == "image/jpeg"
        assert base64.b64decode(told["base64"]) == Evidence.objects.get().picture.read()

    def test_what_was_taken_back_leaves_no_file(
        self, as_member, journey, chair, django_capture_on_commit_callbacks
    ):
        show(as_member)
        address = own_address()
        with django_capture_on_commit_callbacks(execute=True):
            as_member.post(WALK, {"verb": "undo", "step": "send"})
        assert kept() == []
        assert as_member.get(address).status_code == 404
        assert signed_in(chair).get(desk_address()).status_code == 404

    def test_an_account_that_goes_leaves_none_decided_or_not(
        self, as_member, member, journey, chair, django_capture_on_commit_callbacks
    ):
        show(as_member)
        decide(
            evidence=Evidence.objects.get(),
            verdict="changes",
            answer="More, please.",
            by=chair,
            now=clock.now(),
        )
        show(as_member)
        assert len(kept()) == 2
        with django_capture_on_commit_callbacks(execute=True):
            erase_person(person=member, by=member)
        assert kept() == []

    def test_files_that_no_row_names_go_after_a_day_looked_for_once_a_day(self, as_member, journey):
        cache.clear()
        now = clock.now()
        assert forget_lost_pictures(now=now) == 0
        show(as_member)
        ours = kept()
        FILES.save("evidence/lost.png", ContentFile(b"lost"))
        found = []
        for days in (0.5, 2, 2):
            found.append(forget_lost_pictures(now=now + timedelta(days=days)))
            if days == 0.5:
                cache.clear()
        cache.clear()
        found.append(forget_lost_pictures(now=now + timedelta(days=2)))
        assert (found, kept()) == ([0, 1, 0, 0], ours)
