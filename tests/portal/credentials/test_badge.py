"""A certificate as a badge to carry away: signed, checked without us, revocable, and quiet."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from portal.core.canonical_json import canonical
from portal.core.status_bits import LENGTH
from portal.credentials.actions.credential import restore_credential, revoke_credential
from portal.credentials.actions.shown_link import hide_link, show_link
from portal.credentials.actions.shown_name import NotTheirs, hide_name, show_name
from portal.credentials.actions.signing_key import keep_key
from portal.credentials.models import CRITERIA, Credential, Kind, SigningKey
from portal.kit import clock
from portal.people.actions.erase import erase_person
from tests.factories.credentials import CredentialFactory
from tests.outsiders import verify_badge

pytestmark = pytest.mark.django_db
NAME = "Ada of Lovelace"
LIST = "/badges/revoked/0/"
DID = "did:web:127.0.0.1%3A8000"


@pytest.fixture
def one(member, now):
    return CredentialFactory(
        holder=member,
        public_id="3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        issued_at=datetime(2026, 1, 30, 9, 30, tzinfo=UTC),
        status_place=94_567,
    )


def address(one):
    return f"{one.get_absolute_url()}badge.json"


def badge_of(client, one):
    return verify_badge.read(client.get(address(one)).content)


def keys_of(client):
    return verify_badge.read(client.get("/.well-known/did.json").content)


def check(client, badge):
    """As an outsider with all three files."""
    listed = verify_badge.read(client.get(LIST).content)
    verify_badge.check(badge, keys_of(client), listed, clock.now())


def test_a_badge_says_what_the_page_says(client, one):
    show_name(credential=one, name=NAME, by=one.holder)
    badge = badge_of(client, one)
    assert badge.pop("proof")["verificationMethod"].startswith(f"{DID}#z6Mk")
    page = f"http://127.0.0.1:8000{one.get_absolute_url()}"
    subject = badge.pop("credentialSubject")
    assert badge == {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": page,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": one.title,
        "description": f"Rust for all: {one.what}",
        "issuer": {
            "id": DID,
            "type": ["Profile"],
            "name": "OpenSSF",
            "url": "http://127.0.0.1:8000/",
        },
        "validFrom": "2026-01-30T09:30:00Z",
        "credentialStatus": {
            "id": f"http://127.0.0.1:8000{LIST}#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": f"http://127.0.0.1:8000{LIST}",
        },
    }
    achievement = subject.pop("achievement")
    assert subject == {
        "id": f"{page}#holder",
        "type": ["AchievementSubject"],
        "activityStartDate": "2026-04-06T00:00:00Z",
        "activityEndDate": "2026-06-28T00:00:00Z",
        "identifier": [
            {
                "type": "IdentityObject",
                "identityType": "name",
                "identityHash": NAME,
                "hashed": False,
            }
        ],
    }
    assert achievement.pop("id").startswith("urn:uuid:")
    assert achievement == {
        "type": ["Achievement"],
        "name": one.title,
        "description": "Completed twelve weeks of mentorship in Rust for all, Spring 2026.",
        "criteria": {
            "id": "http://127.0.0.1:8000/badges/#mentee",
            "narrative": str(CRITERIA[Kind.MENTEE]),
        },
    }


def test_every_kind_says_what_it_takes():
    assert set(CRITERIA) == set(Kind)


def test_one_thing_told_of_two_people_is_one_achievement(client, one):
    def achievement(of):
        return badge_of(client, of)["credentialSubject"]["achievement"]["id"]

    assert achievement(CredentialFactory(about=one.about)) == achievement(one)
    for other in ({"kind": "mentor"}, {"what": "Other words."}, {"title": "Another title"}):
        assert achievement(CredentialFactory(about=one.about, **other)) != achievement(one)


def test_an_outsider_checks_it_without_asking_about_it(client, one):
    check(client, badge_of(client, one))


def test_the_script_of_the_docs_needs_no_connection(client, one, tmp_path, capsys):
    for name, where in (
        ("badge.json", address(one)),
        ("did.json", "/.well-known/did.json"),
        ("revoked.json", LIST),
    ):
        (tmp_path / name).write_bytes(client.get(where).content)
    kept = ["--issuer", str(tmp_path / "did.json")]
    badge = str(tmp_path / "badge.json")
    assert verify_badge.main([badge, "--offline", *kept]) == 0
    assert "Not checked whether it was revoked since: no list." in capsys.readouterr().out
    assert verify_badge.main([badge, *kept, "--list", str(tmp_path / "revoked.json")]) == 0
    assert capsys.readouterr().out == (
        f"{one.title}\nSigned by {DID}: is that whom you expect?\n"
        "Not revoked when the list was made, 2026-02-02T09:00:00Z.\n"
    )
    assert verify_badge.main([badge, "--offline"]) == 1
    assert "needs --issuer" in capsys.readouterr().out
    assert verify_badge.main([badge, "--issuer", str(tmp_path / "none.json")]) == 1


def test_where_nobody_answers_the_script_says_that_nothing_was_checked(
    client, one, tmp_path, capsys
):
    """The portal of this badge does not listen."""
    (tmp_path / "badge.json").write_bytes(client.get(address(one)).content)
    assert verify_badge.main([str(tmp_path / "badge.json")]) == 2
    assert capsys.readouterr().out.startswith("NOT CHECKED: https://127.0.0.1:8000/")


def test_the_script_takes_a_list_for_no_badge(client, one, tmp_path, capsys):
    (tmp_path / "did.json").write_bytes(client.get("/.well-known/did.json").content)
    (tmp_path / "revoked.json").write_bytes(client.get(LIST).content)
    asked = [str(tmp_path / "revoked.json"), "--offline", "--issuer", str(tmp_path / "did.json")]
    assert verify_badge.main(asked) == 1
    assert capsys.readouterr().out == "NOT VALID: It is no OpenBadgeCredential.\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"issuer": "x\nSigned by did:web:a.example\x1b[1A"},
            "NOT VALID: It names another issuer: x?Signed by did:web:a.example?[1A\n",
        ),
        (
            {"credentialStatus": ["a"]},
            "NOT VALID: It is not what was signed.\n",
        ),
    ],
)
def test_no_file_makes_the_script_say_more_than_one_line(
    client, one, tmp_path, capsys, change, said
):
    badge = json.loads(client.get(address(one)).content) | change
    (tmp_path / "badge.json").write_text(json.dumps(badge))
    (tmp_path / "did.json").write_bytes(client.get("/.well-known/did.json").content)
    asked = [str(tmp_path / "badge.json"), "--offline", "--issuer", str(tmp_path / "did.json")]
    assert verify_badge.main(asked) == 1
    assert capsys.readouterr().out == said


def test_a_change_of_any_byte_is_found(client, one):
    show_name(credential=one, name="Ada \N{SNOWMAN} of “Lovelace”", by=one.holder)
    raw, keys = client.get(address(one)).content, keys_of(client)
    verify_badge.check_proof(verify_badge.read(raw), keys)
    unseen = []
    for place in range(len(raw)):
        for flip in (1, 2, 4, 8, 16, 32, 64, 128):
            changed = raw[:place] + bytes([raw[place] ^ flip]) + raw[place + 1 :]
            try:
                verify_badge.check_proof(verify_badge.read(changed), keys)
            except verify_badge.Wrong:
                continue
            unseen.append((place, flip))
    assert unseen == []


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "did:web:elsewhere.example"},
        {"proof": None},
        {"proof": {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}},
        {"validUntil": "2030-01-01T00:00:00Z"},
        {"evidence": []},
        {"name": "\ud800"},
    ],
    ids=str,
)
def test_what_is_added_or_taken_away_is_found(client, one, change):
    with pytest.raises(verify_badge.Wrong):
        check(client, badge_of(client, one) | change)


def test_what_says_one_thing_twice_or_half_a_number_is_not_read():
    for raw in (b'{"a":1,"a":1}', b'{"a":0.5}', b'{"a":NaN}', b"[]", b"\xff", b"[" * 100_000):
        with pytest.raises(verify_badge.Wrong):
            verify_badge.read(raw)


def test_a_badge_of_tomorrow_does_not_hold_today(client, one):
    badge = badge_of(client, one)
    with pytest.raises(verify_badge.Wrong, match="does not hold today: validFrom"):
        verify_badge.check(badge, keys_of(client), now=datetime(2026, 1, 30, 9, tzinfo=UTC))


def test_the_script_asks_only_where_nobody_else_could_answer():
    assert verify_badge.address_of(DID) == "https://127.0.0.1:8000/.well-known/did.json"
    for strange in (
        "did:key:z6Mk",
        "did:web:a.example:path",
        "did:web:",
        "https://a.example",
        None,
    ):
        with pytest.raises(verify_badge.Wrong):
            verify_badge.address_of(strange)
    for strange in ("file:///etc/passwd", "http://a.example/", None):
        with pytest.raises(verify_badge.Wrong):
            verify_badge.fetched(strange)


def test_a_revoked_one_stands_in_the_list_and_goes_from_it_again(client, one, staff, now):
    badge, other = badge_of(client, one), CredentialFactory(status_place=94_566)
    revoke_credential(credential=one, by=staff, reason="Of somebody else.", now=now)
    with pytest.raises(verify_badge.Wrong, match="It was revoked"):
        check(client, badge)
    check(client, badge_of(client, other))
    gone = client.get(address(one))
    assert (gone.status_code, gone.json()) == (410, {"status": "revoked"})
    restore_credential(credential=one, by=staff, now=now)
    check(client, badge)
    check(client, badge_of(client, one))


def test_the_list_is_as_long_whoever_is_in_it_and_names_nobody(client, one, staff, now):
    empty = verify_badge.read(client.get(LIST).content)
    assert empty["credentialSubject"] == {
        "id": f"http://127.0.0.1:8000{LIST}#list",
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": empty["credentialSubject"]["encodedList"],
    }
    revoke_credential(credential=one, by=staff, reason="Of somebody else.", now=now)
    full = client.get(LIST)
    assert str(one.public_id) not in full.content.decode()
    assert verify_badge.read(full.content) | {"credentialSubject": "", "proof": ""} == (
        empty | {"credentialSubject": "", "proof": ""}
    )


def test_what_a_list_is_not_is_said(client, one):
    badge, listed = badge_of(client, one), verify_badge.read(client.get(LIST).content)
    for change, words in (
        ({"id": "https://elsewhere.example/"}, "not its list"),
        ({"credentialSubject": None}, "names no list"),
        ({"credentialSubject": {"statusPurpose": "message"}}, "not one of revoked"),
        ({"credentialSubject": {"statusPurpose": "revocation"}}, "cannot be read"),
    ):
        with pytest.raises(verify_badge.Wrong, match=words):
            verify_badge.is_revoked(badge, listed | change)


def test_a_second_list_begins_when_something_stands_in_it(client, staff, now):
    assert client.get("/badges/revoked/1/").status_code == 404
    later = CredentialFactory(status_place=LENGTH + 5)
    badge = badge_of(client, later)
    assert badge["credentialStatus"]["statusListIndex"] == "5"
    revoke_credential(credential=later, by=staff, reason="Wrong.", now=now)
    listed = verify_badge.read(client.get("/badges/revoked/1/").content)
    assert verify_badge.is_revoked(badge, listed)
    assert client.get("/badges/revoked/2/").status_code == 404


def test_the_files_of_all_badges_are_kept_and_asked_for_again(client, one, at):
    for where in (LIST, "/.well-known/did.json"):
        answer = client.get(where)
        assert answer["Cache-Control"] == "public, max-age=300"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert client.get(where, headers={"if-none-match": answer["ETag"]}).status_code == 304
    before = client.get(LIST)["ETag"]
    at("2026-02-02T09:05:00Z")
    assert client.get(LIST)["ETag"] != before


def test_a_badge_is_kept_by_nobody_on_the_way(client, one):
    answer = client.get(address(one))
    assert answer["Content-Type"] == "application/vc"
    assert answer["Content-Disposition"] == 'attachment; filename="badge.json"'
    assert "no-store" in answer["Cache-Control"]
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert answer.content == canonical(verify_badge.read(answer.content))


def test_the_page_itself_answers_a_program_that_asks_for_a_badge(client, one):
    def kind(accept):
        return client.get(one.get_absolute_url(), headers={"accept": accept})["Content-Type"]

    assert kind("application/vc") == "application/vc"
    assert kind("*/*") == "text/html; charset=utf-8"
    assert kind("text/html,application/xhtml+xml,*/*;q=0.8") == "text/html; charset=utf-8"
    assert kind("application/json") == "text/html; charset=utf-8"


@pytest.mark.parametrize("wrong", ["nothing", "00000000-0000-4000-8000-000000000000"])
def test_what_was_never_issued_is_not_signed(client, wrong):
    answer = client.get(f"/verify/{wrong}/badge.json")
    assert (answer.status_code, answer.json()) == (404, {"status": "unknown"})


def test_no_name_stands_in_it_but_the_one_that_is_shown(client, one, member):
    assert "identifier" not in badge_of(client, one)["credentialSubject"]
    show_name(credential=one, name=NAME, by=member)
    said = client.get(address(one)).content.decode()
    assert NAME in said
    for private in (member.email, member.username, f'"{member.pk}"'):
        assert private not in said
    hide_name(credential=one, by=member)
    assert NAME not in client.get(address(one)).content.decode()


def test_of_who_erased_their_account_nothing_is_left_in_it(client, one, member):
    show_name(credential=one, name=NAME, by=member)
    erase_person(person=member, by=member)
    badge = badge_of(client, one)
    check(client, badge)
    assert "identifier" not in badge["credentialSubject"]


def test_what_an_old_key_signed_can_still_be_checked(client, one, settings):
    keep_key(now=clock.now())
    before = badge_of(client, one)
    settings.CREDENTIAL_KEY = bytes(range(32))
    after = badge_of(client, one)
    assert before["proof"]["verificationMethod"] != after["proof"]["verificationMethod"]
    for badge in (before, after):
        check(client, badge)
    keep_key(now=clock.now() + timedelta(minutes=1))
    keep_key(now=clock.now() + timedelta(minutes=2))
    listed = [method["id"] for method in keys_of(client)["verificationMethod"]]
    assert listed == [one["proof"]["verificationMethod"] for one in (before, after)]


def test_what_a_withdrawn_key_signed_counts_no_more(client, one, settings, now):
    keep_key(now=clock.now())
    stolen = badge_of(client, one)
    SigningKey.objects.update(withdrawn_at=now)
    settings.CREDENTIAL_KEY = bytes(range(32))
    with pytest.raises(verify_badge.Wrong, match="withdrawn the key"):
        check(client, stolen)
    check(client, badge_of(client, one))
    assert "withdrawn" in client.get("/badges/").content.decode()


def test_the_keys_say_whose_they_are(client):
    [method] = keys_of(client)["verificationMethod"]
    public = method["publicKeyMultibase"]
    assert keys_of(client) == {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": DID,
        "alsoKnownAs": ["http://127.0.0.1:8000/"],
        "verificationMethod": [
            {
                "id": f"{DID}#{public}",
                "type": "Multikey",
                "controller": DID,
                "publicKeyMultibase": public,
            }
        ],
        "assertionMethod": [f"{DID}#{public}"],
    }


@pytest.mark.parametrize("count", [1, 30])
def test_checking_costs_the_same_however_many_there_are(
    client, one, now, count, django_assert_num_queries
):
    for _number in range(count):
        CredentialFactory(revoked_at=now, revoked_reason="Wrong.")
    for where in (address(one), LIST, "/.well-known/did.json"):
        with django_assert_num_queries(1):
            client.get(where)


def test_whoever_has_the_link_finds_the_badge_and_what_it_means(client, one, staff, now):
    page = client.get(one.get_absolute_url()).content.decode()
    assert f'href="{address(one)}"' in page
    assert 'href="/badges/"' in page
    meant = client.get("/badges/").content.decode()
    assert '<h3 id="mentee">' in meant
    assert "docs/verify_badge.py" in meant
    revoke_credential(credential=one, by=staff, reason="Wrong.", now=now)
    assert f'href="{address(one)}"' not in client.get(one.get_absolute_url()).content.decode()


def test_places_are_found_by_chance_and_never_twice(member, staff, now, monkeypatch):
    from portal.credentials.actions import credential as actions

    CredentialFactory(status_place=7)
    drawn = iter([7, 7, 123])
    monkeypatch.setattr(actions.secrets, "randbelow", lambda bound: next(drawn))
    assert actions.free_place() == 123
    assert Credential.objects.count() == 1


def test_the_periodic_work_keeps_the_key(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    call_command("tick", stdout=StringIO())
    assert SigningKey.objects.count() == 1


MADE = "https://github.com/ossf/demo/pull/13"


class TestTheLinkItsHolderTicks:
    def form(self, client, one, **told):
        client.force_login(one.holder)
        return client.post(f"/me/credentials/{one.public_id}/", told, follow=True)

    def test_it_stands_in_the_badge_and_on_the_page_and_is_signed(self, client, one):
        self.form(client, one, link=MADE, is_meant="on")
        badge = badge_of(client, one)
        assert badge["evidence"] == [{"id": MADE, "type": ["Evidence"]}]
        check(client, badge)
        badge["evidence"][0]["id"] = "https://example.org/another"
        with pytest.raises(verify_badge.Wrong):
            check(client, badge)
        page = client.get(one.get_absolute_url()).text
        assert f'href="{MADE}"' in page
        assert "Nobody here says what stands there." in page
        assert client.get(f"{one.get_absolute_url()}?format=json").json()["evidence"] == MADE

    @pytest.mark.parametrize(
        "told",
        [
            {"link": MADE},
            {"link": "", "is_meant": "on"},
            {"link": "http://example.org/", "is_meant": "on"},
            {"link": "https://example.org/?token=secret", "is_meant": "on"},
            {"link": "https://example.org/@ada", "is_meant": "on"},
            {"link": "https://ada@example.org/", "is_meant": "on"},
            {"link": "javascript:alert(1)", "is_meant": "on"},
        ],
    )
    def test_without_a_tick_or_with_what_holds_a_key_there_is_none(self, client, one, told):
        assert "has-errors" in self.form(client, one, **told).text
        one.refresh_from_db()
        assert one.evidence == ""
        assert "evidence" not in badge_of(client, one)

    def test_it_is_taken_off_in_the_next_badge_and_the_one_before_still_holds(self, client, one):
        show_link(credential=one, link=MADE, by=one.holder)
        before = badge_of(client, one)
        self.form(client, one, hide_link="yes")
        after = badge_of(client, one)
        assert ("evidence" in after, after["id"]) == (False, before["id"])
        for badge in (before, after):
            check(client, badge)
        assert MADE not in client.get(one.get_absolute_url()).text

    def test_only_the_holder_decides_and_only_for_this_one(self, one, superuser):
        other = CredentialFactory(holder=one.holder)
        for act in (lambda **told: show_link(link=MADE, **told), hide_link):
            with pytest.raises(NotTheirs):
                act(credential=one, by=superuser)
        show_link(credential=one, link=MADE, by=one.holder)
        other.refresh_from_db()
        assert other.evidence == ""

    def test_it_goes_with_the_account(self, one):
        show_link(credential=one, link=MADE, by=one.holder)
        erase_person(person=one.holder, by=one.holder)
        one.refresh_from_db()
        assert one.evidence == ""
