"""The list, its settings, and the link that stops a mail."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from portal.notices.actions.mail import deliver_notice
from portal.notices.models import Kind, Notice, Preference
from portal.notices.queries.notices import unread_count
from tests.conftest import signed_in
from tests.factories.notices import NoticeFactory
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db


def told(person, title: str, **facts) -> Notice:
    return NoticeFactory(person=person, context={"title": title, "comment": ""}, **facts)


class TestList:
    def test_an_empty_list_says_what_will_stand_there(self, as_member):
        assert "Nothing yet" in as_member.get("/me/notices/").text

    def test_unread_ones_come_first_each_part_newest_first(self, member, as_member, now):
        for day, title, read_at in [(1, "A", None), (2, "B", now), (3, "C", None), (4, "D", now)]:
            told(member, title, created_at=now.replace(day=day), read_at=read_at)

        assert re.findall(r"“(\w)” is out", as_member.get("/me/notices/").text) == list("CADB")

    def test_nobody_sees_what_others_were_told(self, as_member):
        told(UserFactory(), "CANARY")

        assert "CANARY" not in as_member.get("/me/notices/").text

    def test_a_kind_not_wanted_in_the_app_is_not_listed_or_counted(self, member, as_member):
        told(member, "Quiet", kind="match")
        Preference.objects.create(person=member, kind="match", in_app=False)

        assert "Quiet" not in as_member.get("/me/notices/").text
        assert unread_count(person=member) == 0

    def test_a_title_is_text(self, member, as_member):
        told(member, "<script>alert(1)</script>")

        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in as_member.get("/me/notices/").text

    def test_a_template_that_is_gone_leaves_its_kind(self, member, as_member):
        NoticeFactory(person=member, template="gone/by_now")

        assert "<b>A text you wrote or look through</b>" in as_member.get("/me/notices/").text

    @pytest.mark.parametrize("number", [1, 20])
    def test_it_costs_the_same_for_one_and_for_many(
        self, member, as_member, number, django_assert_num_queries
    ):
        for _ in range(number):
            told(member, "Bread")
        with django_assert_num_queries(7):
            as_member.get("/me/notices/")

    def test_long_lists_have_pages(self, member, as_member):
        for _ in range(21):
            told(member, "Bread")

        assert as_member.get("/me/notices/").text.count("“Bread” is out") == 20
        assert as_member.get("/me/notices/?page=2").text.count("“Bread” is out") == 1
        assert as_member.get("/me/notices/?page=x").status_code == 200


class TestReading:
    def test_marking_one_keeps_the_others_unread(self, member, as_member):
        one, other = told(member, "A"), told(member, "B")

        response = as_member.post(f"/me/notices/{one.public_id}/read/")

        assert response.headers["Location"] == "/me/notices/"
        assert list(Notice.objects.filter(read_at=None)) == [other]

    def test_opening_marks_it_and_leads_there(self, member, as_member):
        one = told(member, "A", url="/initiatives/bread/")

        response = as_member.post(f"/me/notices/{one.public_id}/read/", {"open": "1"})

        assert response.headers["Location"] == "/initiatives/bread/"
        assert unread_count(person=member) == 0

    def test_all_at_once(self, member, as_member):
        told(member, "A")
        told(member, "B")

        as_member.post("/me/notices/read/")

        assert unread_count(person=member) == 0

    @pytest.mark.parametrize("whose", ["somebody else's", "nobody's"])
    def test_a_notice_of_somebody_else_does_not_exist(self, as_member, whose):
        public_id = told(UserFactory(), "A").public_id if whose != "nobody's" else uuid4()

        assert as_member.post(f"/me/notices/{public_id}/read/").status_code == 404
        assert Notice.objects.exclude(read_at=None).count() == 0

    def test_reading_asks_for_the_token_of_a_form(self, member):
        one = told(member, "A")
        browser = signed_in(member)
        browser.handler.enforce_csrf_checks = True

        assert browser.post(f"/me/notices/{one.public_id}/read/").status_code == 403
        assert browser.post("/me/notices/read/").status_code == 403
        assert unread_count(person=member) == 1


class TestHeader:
    def test_it_counts_what_is_new(self, member, as_member):
        told(member, "A")
        told(member, "B")

        assert '<b class="notices-count">2<span' in as_member.get("/about/").text

    def test_it_shows_no_nought(self, as_member):
        assert "notices-count" not in as_member.get("/about/").text

    def test_who_is_signed_out_costs_nothing(self, client):
        assert "/me/notices/" not in client.get("/about/").text


class TestSettings:
    def wanted(self, person) -> dict[str, tuple[bool, bool]]:
        return {
            row.kind: (row.in_app, row.by_mail) for row in Preference.objects.filter(person=person)
        }

    def test_everything_is_wanted_at_first(self, as_member):
        page = as_member.get("/me/notices/settings/").text

        assert page.count("checked") == page.count('type="checkbox"') == 2 * (len(Kind) - 1)

    def test_what_is_unticked_stops(self, member, as_member):
        response = as_member.post(
            "/me/notices/settings/", {"in_app": ["match", "path"], "by_mail": ["path"]}
        )

        assert response.headers["Location"] == "/me/notices/settings/"
        assert self.wanted(member)["match"] == (True, False)
        assert self.wanted(member)["path"] == (True, True)
        assert self.wanted(member)["moderation"] == (False, False)
        assert as_member.get("/me/notices/settings/").text.count("checked") == 3

    def test_the_last_choice_counts(self, member, as_member):
        for by_mail in (["path"], [], ["path"]):
            as_member.post("/me/notices/settings/", {"by_mail": by_mail})

        assert self.wanted(member)["path"] == (False, True)

    def test_what_is_about_the_account_says_why_it_stays(self, member, as_member):
        assert "must not be able to keep you from hearing" in (
            as_member.get("/me/notices/settings/").text
        )
        as_member.post("/me/notices/settings/", {})

        assert "account" not in self.wanted(member)

    @pytest.mark.parametrize("kind", ["account", "gossip", "\x00", "x" * 10_000])
    def test_a_kind_nobody_may_choose_is_a_plain_error(self, member, as_member, kind):
        response = as_member.post("/me/notices/settings/", {"by_mail": [kind]})

        assert response.status_code == 200
        assert "data-form-errors" in response.text
        assert self.wanted(member) == {}


class TestStopLink:
    @pytest.fixture
    def reader(self):
        return EmailAddressFactory().user

    @pytest.fixture
    def link(self, reader, now) -> str:
        notice = told(reader, "A", try_at=now)
        deliver_notice(public_id=str(notice.public_id), now=now)
        return mail.outbox[-1].extra_headers["List-Unsubscribe"].strip("<>")

    def test_opening_it_changes_nothing(self, client, link):
        response = client.get(link)

        assert "Stop mails of this kind" in response.text
        assert "no-store" in response.headers["Cache-Control"]
        assert Preference.objects.count() == 0

    def test_a_mail_program_stops_the_kind_without_signing_in(self, reader, link):
        program = Client(enforce_csrf_checks=True)

        response = program.post(
            link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )

        assert response.status_code == 200
        assert [
            (row.person, row.kind, row.in_app, row.by_mail) for row in Preference.objects.all()
        ] == [(reader, "moderation", True, False)]

    def test_pressing_it_twice_is_pressing_it_once(self, client, link):
        assert [client.post(link).status_code for _ in range(2)] == [200, 200]
        assert Preference.objects.count() == 1

    def test_the_next_mail_of_this_kind_stays_away_and_another_comes(
        self, client, reader, link, now
    ):
        client.post(link)
        for kind in ("moderation", "match"):
            notice = told(reader, kind, kind=kind, try_at=now)
            deliver_notice(public_id=str(notice.public_id), now=now)

        assert [letter.subject for letter in mail.outbox] == ["“A” is out", "“match” is out"]

    @pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: t[:32]])
    def test_a_token_that_was_not_made_here_does_not_exist(self, client, link, change):
        start, token = link.rstrip("/").rsplit("/", 1)

        assert client.post(f"{start}/{change(token)}/").status_code == 404
        assert Preference.objects.count() == 0

    def test_a_notice_of_the_account_has_no_link_even_by_force(self, client, link):
        Notice.objects.update(kind="account")

        assert client.post(link).status_code == 404

    def test_the_page_says_nothing_about_the_person(self, client, reader, link):
        for page in (client.get(link), client.post(link)):
            assert reader.username not in page.text
            assert reader.email not in page.text
