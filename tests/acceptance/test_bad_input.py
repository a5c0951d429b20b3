"""Nasty files and words: the outcome their list states, never a 500, nothing half written."""

import json
import re
import subprocess
import sys
import time
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from initiatives.actions.start_story import start_story
from initiatives.models import Initiative
from portal.kit.markdown import ALLOWED_TAGS, markdown_html
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory
from tests.quick import slowness, within

ROOT = Path(__file__).resolve().parents[2]
ADDRESSES_THAT_SEARCH = ["/search/?q=", "/initiatives/?q="]
API = ["/api/v1/initiatives/", "/api/v1/events/", "/api/v1/occurrences/"]
# File → line and field of every reason given. A field is empty only where no key can be named.
REFUSED_CATALOGUES = {
    "yaml/bomb.yaml": [(1, "a")],
    "yaml/dupkeys.yaml": [(3, "slug")],
    "yaml/norway.yaml": [
        *((1, "format"), (2, "kind"), (4, "stage"), (5, "founded")),
        *((6, "country"), (7, "time"), (8, "version")),
    ],
    "yaml/python.yaml": [(1, "x")],
    "yaml/tabs.yaml": [(2, "a")],
    "json/bigint.json": [(1, "format"), (1, "capacity")],
    "json/deep.json": [(1, "")],  # lists in lists
    "json/dupkeys.json": [(1, "role")],
    "json/massassign.json": [
        *((1, "format"), (1, "name"), (1, "is_staff"), (1, "is_superuser"), (1, "id")),
        *((1, "user_id"), (1, "groups"), (1, "status"), (1, "score"), (1, "reviewer_id")),
        (1, "created_at"),
    ],
    "json/nan.json": [(1, "format"), (1, "capacity"), (1, "score"), (1, "n")],
    "json/notutf8.json": [(1, "")],  # not even text
    "json/surrogate.json": [(1, "")],  # refused before its first key is whole
    "json/trunc.json": [(2, "items")],
    "json/types.json": [
        *((1, "format"), (1, "skills"), (1, "email"), (1, "capacity"), (1, "accept"), (1, "id")),
    ],
}
# The others have no column "quarter".
NO_TABLES = {
    "empty.csv": [(1, "")],
    "people_latin1.csv": [(2, "")],
    "people_nul.csv": [(2, "")],
    "people_utf16.csv": [(1, "")],
    "xlsx_named.csv": [(1, "")],
}
# File → the dates it gives.
STRANGE_CALENDARS = {
    "ics/ok.ics": 4,
    "ics/rrule_never.ics": 0,
    "ics/empty_calendar.ics": 0,
    "ics/dup_uid.ics": 1,
    "ics/xss.ics": 1,
    "ics/attach_ssrf.ics": 1,
    "ics/injection_org.ics": 1,
}
BROKEN_CALENDARS = (
    "ics/rrule_secondly.ics",
    "ics/html.ics",
    "ics/truncated.ics",
    "ics/badtz.ics",
    "ics/baddate.ics",
)


@pytest.fixture
def bad(acceptance_data) -> Path:
    return acceptance_data / "badinput"


def row_counts() -> dict[str, int]:
    """Of every table, so that nothing written anywhere goes unseen."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed and not model._meta.label.startswith("sessions.")
    }


def lines_of(path: Path) -> list[str]:
    return path.read_bytes().decode().split("\n")


def rows_of(path: Path) -> list[dict[str, str]]:
    rows = path.read_bytes().decode().split("\n")
    heading = rows[0].split("\t")
    return [
        dict(zip(heading, row.rsplit("\t", len(heading) - 1), strict=True))
        for row in rows[1:]
        if row
    ]


def files_in(bad: Path, *folders: str) -> set[str]:
    return {f"{folder}/{file.name}" for folder in folders for file in (bad / folder).iterdir()}


def test_every_bad_file_is_a_case(bad):
    """Those of `csv` too: `import_reports` is given the whole folder, the rest is people's."""
    assert files_in(bad, "yaml", "json") == set(REFUSED_CATALOGUES)
    assert files_in(bad, "ics") == {*STRANGE_CALENDARS, *BROKEN_CALENDARS}
    assert files_in(bad, "text") == {*TEXTS, *ELSEWHERE}


# Catalogue files, lists of reports


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "reasons"), REFUSED_CATALOGUES.items())
def test_a_bad_catalogue_file_is_refused_by_line_and_field_and_writes_nothing(
    bad, capsys, name, reasons
):
    before = row_counts()
    began = time.process_time()
    with pytest.raises(SystemExit) as exit_code:
        call_command("import_catalog", bad / name, "--report", "json")
    assert time.process_time() - began < 2 * slowness(time.process_time)
    report = json.loads(capsys.readouterr().out)
    assert exit_code.value.code == 1
    assert (report["created"], report["updated"]) == (0, 0)
    assert all(error["message"] for error in report["errors"])
    assert [(error["line"], error["field"]) for error in report["errors"]] == reasons
    assert row_counts() == before


@pytest.mark.django_db
def test_a_bad_list_of_reports_is_refused_by_line_and_field_and_writes_nothing(bad, capsys):
    before = row_counts()
    for path in sorted((bad / "csv").iterdir()):
        with pytest.raises(SystemExit) as exit_code:
            call_command("import_reports", path, "--report", "json")
        report = json.loads(capsys.readouterr().out)
        found = [(error["line"], error["field"]) for error in report["errors"]]
        reasons = NO_TABLES.get(path.name, [(1, "quarter")])
        assert (path.name, exit_code.value.code, found) == (path.name, 1, reasons)
    assert row_counts() == before


@pytest.mark.django_db
def test_a_group_named_no_is_called_no(tmp_path):
    """YAML 1.1 reads no, on and NO as truth values; the catalogue takes every text as written."""
    file = tmp_path / "norway.yaml"
    file.write_text(
        "format: waymark-catalogue/1\ninitiatives:\n"
        "- {slug: no, name: on, kind: sig, summary: 1.10}\n"
    )
    call_command("import_catalog", file, "--report", "json")
    assert Initiative.objects.values_list("slug", "name", "summary").get() == ("no", "on", "1.10")


# Calendars


def expand(file: Path) -> subprocess.CompletedProcess:
    window = ["2026-05-01T00:00:00Z", "2027-05-01T00:00:00Z"]
    return subprocess.run(
        [sys.executable, "-m", "events.core.expand", str(file), *window],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


@pytest.mark.parametrize(("name", "dates"), STRANGE_CALENDARS.items())
def test_a_strange_calendar_is_read_for_its_times_alone(bad, name, dates):
    done = expand(bad / name)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, len(rows)) == (0, dates)
    assert {key for row in rows for key in row} <= {
        "uid",
        "recurrence_id",
        "start",
        "end",
        "status",
    }
    assert "Traceback" not in done.stderr
    assert not re.search(r"mailto|victim|169\.254|alert\(", done.stdout)


@pytest.mark.parametrize("name", BROKEN_CALENDARS)
def test_a_broken_calendar_is_refused_in_a_line(bad, name):
    done = expand(bad / name)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_rule_that_never_comes_true_is_a_warning(bad):
    assert expand(bad / "ics/rrule_never.ics").stderr.strip()


# JSON


@pytest.mark.django_db
@pytest.mark.parametrize("address", API)
def test_the_api_takes_no_body_whatever_it_says(bad, client, address):
    before = row_counts()
    for file in sorted((bad / "json").iterdir()):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            response = client.generic(
                method, address, file.read_bytes(), content_type="application/json"
            )
            assert (file.name, method, response.status_code) == (file.name, method, 405)
    assert row_counts() == before


@pytest.mark.django_db
@pytest.mark.parametrize("address", API)
def test_the_api_refuses_bad_values_with_a_reason(bad, client, address):
    client.raise_request_exception = False
    for file in sorted((bad / "json").iterdir()):
        text = file.read_bytes()[:3000].decode("utf-8", "replace")
        for parameter in ("cursor", "page_size"):
            response = client.get(address, {parameter: text})
            assert response.status_code in {400, 422}, (file.name, parameter)
            assert response.json()["detail"], (file.name, parameter)


@pytest.mark.django_db
@pytest.mark.parametrize("address", API)
def test_the_api_refuses_fields_it_does_not_know(bad, client, address):
    stranger = json.loads((bad / "json/massassign.json").read_text())
    for name, value in stranger.items():
        if name not in {"status", "name"}:
            assert (name, client.get(address, {name: str(value)}).status_code) == (name, 422)


# Words people search for


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES_THAT_SEARCH)
def test_any_words_can_be_searched_for(bad, client, address):
    for number in range(30):
        InitiativeFactory(name=f"Supply chain {number}")
    path = address.partition("?")[0]
    for words in ("warm", "nothing is called this"):  # each kind of page once, uncounted
        client.get(path, {"q": words})
    for words in lines_of(bad / "text/search.txt"):
        response = client.get(path, {"q": words})
        assert (words[:40], response.status_code) == (words[:40], 200)
        assert within(0.3, lambda words=words: client.get(path, {"q": words})), words[:40]
        # Whatever a query puts into the page is text: our own scripts all have a source.
        assert "<script>" not in response.content.decode()


@pytest.mark.django_db
def test_a_nul_in_an_address_is_a_plain_400(client):
    assert client.get("/search/?q=%00").status_code == 400
    assert client.get("/initiatives/?q=a%00b").status_code == 400


# Names


@pytest.mark.django_db
def test_every_real_name_is_stored_and_shown_unbroken(bad, client):
    for number, name in enumerate(lines_of(bad / "text/names.txt")):
        if len(name) > 160 or not name.strip():
            continue
        group = InitiativeFactory(name=name, slug=f"named-{number}")
        group.full_clean()
        assert Initiative.objects.get(pk=group.pk).name == name
        page = client.get(group.get_absolute_url()).content.decode()
        assert escape(name) in page  # {{7*7}} stays {{7*7}}, <b>x</b> is told as text


@pytest.mark.django_db
def test_a_name_that_does_not_fit_is_refused_not_cut():
    for name in ["A" * 300, ""]:
        with pytest.raises(ValidationError) as refusal:
            InitiativeFactory.build(name=name, slug="too-long").full_clean()
        assert set(refusal.value.message_dict) == {"name"}


@pytest.mark.django_db
def test_a_name_is_found_without_its_accents(client):
    InitiativeFactory(slug="anh", name="Nguyễn Thị Ánh")
    InitiativeFactory(slug="zoe", name="Zoë Łukasz İstanbul")
    for words, slug in [
        ("nguyen", "anh"),
        ("Nguyễn", "anh"),
        ("thi anh", "anh"),
        ("zoe", "zoe"),
        ("istanbul", "zoe"),
    ]:
        for address in ADDRESSES_THAT_SEARCH:
            page = client.get(address.partition("?")[0], {"q": words}).content.decode()
            assert f"/initiatives/{slug}/" in page, (address, words)


# Addresses, headers, prose


@pytest.fixture
def person(db):
    user = UserFactory(email="person@example.org")
    user.set_password("a long enough password")
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_signing_in_never_leads_to_another_host(bad, person):
    for row in rows_of(bad / "text/next_urls.tsv"):
        client = Client()
        response = client.post(
            "/accounts/login/",
            {"login": person.email, "password": "a long enough password", "next": row["value"]},
        )
        location = response.get("Location", "")
        assert response.status_code == 302, row
        if row["location_must_be"] == "local":
            assert re.match(r"/(?![/\\])", location), (row, location)
        else:
            assert location == row["location_must_be"]


def test_who_is_signed_in_already_is_not_led_away_either(bad, as_member):
    for row in rows_of(bad / "text/next_urls.tsv"):
        response = as_member.get("/accounts/login/", {"next": row["value"]})
        assert re.match(r"/(?![/\\])", response.get("Location", "/")), row


@pytest.mark.django_db
def test_headers_nobody_may_send_change_nothing(bad, client):
    plain = client.get("/initiatives/").content
    for row in rows_of(bad / "text/headers.tsv"):
        name, value, expected = row["header"], row["value"], row["expect"]
        if name in {"Content-Type", "Transfer-Encoding"}:
            continue  # of bodies: below, and the server's own business
        response = client.get("/initiatives/", headers={name: value})
        if expected == "400":
            assert (row["value"][:40], response.status_code) == (row["value"][:40], 400)
            continue
        assert response.status_code in {200, 206, 304, 400, 416}, row
        if response.status_code == 200:
            assert b"evil.example" not in response.content
            assert len(response.content) == len(plain), name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content_type", "statuses"),
    [
        ("multipart/form-data; boundary=", {400}),
        ("application/json; charset=utf-7", {200, 400, 415}),
    ],
)
def test_a_form_with_a_strange_content_type_is_no_500(client, content_type, statuses):
    """headers.tsv, Content-Type: a login form is the one thing anybody may post."""
    client.raise_request_exception = False
    response = client.generic("POST", "/accounts/login/", b"login=x", content_type=content_type)
    assert response.status_code in statuses


def test_a_reset_answers_the_same_for_known_and_unknown(bad, person, client):
    answers = set()
    for address in [person.email, "stranger@example.org"]:
        response = client.post("/accounts/password/reset/", {"email": address})
        answers.add((response.status_code, response.get("Location")))
    assert len(answers) == 1
    client.raise_request_exception = False
    for row in rows_of(bad / "text/emails.tsv"):
        response = client.post("/accounts/password/reset/", {"email": row["email"]})
        assert response.status_code in {200, 302, 429}, row["email"][:40]
    assert all("evil" not in message.body for message in mail.outbox)


def test_each_address_opens_an_account_or_is_refused_as_listed(bad, db):
    answers = {}
    for row in rows_of(bad / "text/emails.tsv"):
        cache.clear()
        response = Client().post(
            "/accounts/signup/", {"email": row["email"], "password1": "a long enough password"}
        )
        answers[row["email"]] = (row["verdict"], response.status_code)
    for email, (verdict, status) in answers.items():
        assert status == (302 if verdict.startswith("ok") else 200), (email[:40], verdict)


def test_each_name_may_stand_in_a_profile_and_comes_back_as_text(bad, member):
    browser = signed_in(member)
    for name in lines_of(bad / "text/names.txt"):
        response = browser.post("/me/profile/", {"display_name": name, "shows-name": "members"})
        if response.status_code == 200:
            assert list(response.context["form"].errors) == ["display_name"], name
        page = browser.get("/me/profile/preview/?as=members")
        assert page.status_code == 200, name
        assert "<b>x</b>" not in page.text


class Elements(HTMLParser):
    """Names and attributes of every element in a page."""

    def __init__(self):
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    parser = Elements()
    parser.feed(html)
    return parser.found


@pytest.mark.django_db
def test_prose_keeps_its_words_and_nothing_that_acts(bad, client):
    group = InitiativeFactory(slug="storied")
    story = start_story(initiative=group)
    hostile = (bad / "text/richtext.html").read_text()
    block = {"type": "text", "value": hostile, "id": str(uuid4())}
    callout = {"type": "callout", "value": {"title": hostile, "text": hostile}, "id": str(uuid4())}
    story.body = [block, callout]
    story.summary = "<script>alert(1)</script>"
    story.save_revision().publish()
    page = client.get("/initiatives/storied/").content.decode()
    plain = client.get(InitiativeFactory().get_absolute_url()).content.decode()
    assert ">l</a>" in page
    for tag, attributes in elements(page):
        assert tag not in {"iframe", "math", "base", "style", "object", "embed"}
        assert not any(name.startswith("on") or name in {"style", "srcdoc"} for name in attributes)
        assert not re.match(r"\s*javascript:", attributes.get("href", ""), re.IGNORECASE)
        assert "evil.example" not in " ".join(attributes.values())
        assert attributes.get("http-equiv") is None
        if tag == "script":
            assert attributes.get("src", "").startswith("/")
    assert forms(page) == forms(plain)
    assert "alert(1)" not in "".join(re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL))


def test_markdown_keeps_its_words_and_nothing_that_acts(bad):
    hostile = (bad / "text/markdown.md").read_text()
    assert within(0.5, lambda: markdown_html(hostile))
    html = markdown_html(hostile)
    assert "alert(1)" in html
    for tag, attributes in elements(html):
        assert tag in ALLOWED_TAGS
        assert set(attributes) <= {"href", "rel", "start"}
        assert attributes.get("href", "https:").startswith("https:")


def forms(html: str) -> int:
    return [tag for tag, _attributes in elements(html)].count("form")


# File → the tests that read it; what is read elsewhere, and what nothing takes.
TEXTS = {
    "text/emails.tsv": (
        test_a_reset_answers_the_same_for_known_and_unknown,
        test_each_address_opens_an_account_or_is_refused_as_listed,
    ),
    "text/headers.tsv": (test_headers_nobody_may_send_change_nothing,),
    "text/markdown.md": (test_markdown_keeps_its_words_and_nothing_that_acts,),
    "text/names.txt": (
        test_every_real_name_is_stored_and_shown_unbroken,
        test_each_name_may_stand_in_a_profile_and_comes_back_as_text,
    ),
    "text/next_urls.tsv": (
        test_signing_in_never_leads_to_another_host,
        test_who_is_signed_in_already_is_not_led_away_either,
    ),
    "text/richtext.html": (test_prose_keeps_its_words_and_nothing_that_acts,),
    "text/search.txt": (test_any_words_can_be_searched_for,),
}
ELSEWHERE = {"text/ssrf_urls.txt": "test_fetch.py"}
