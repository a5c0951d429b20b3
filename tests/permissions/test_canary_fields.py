"""Every field with words in a private table holds a canary, or a reason why it needs none."""

import pytest
from django.apps import apps
from django.db import models

APPS = (
    "people",
    "notices",
    "onboarding",
    "contributions",
    "ladder",
    "events",
    "mentorship",
    "proposals",
    "mailings",
    "cohort_life",
    "alumni",
    "credentials",
    "equity",
    "review",
    "selection",
)
# What these keep is public, or holds no words of people but in fields looked for elsewhere.
OTHER_APPS = {
    "kit": "the trail, whose words are counted in test_log_lines",
    "ui": "no table",
    "record": "digests under a salt, and no words of anybody",
    "initiatives": "groups are public; what is hidden of them is planted in the foundation",
    "home": "pages are public; drafts and private ones are planted in the foundation",
    "search": "no table",
    "ops": "of a demo alone",
}
OURS = ("portal.", "initiatives", "events", "mentorship")
WORDS = (models.CharField, models.TextField, models.JSONField)
ADDRESS = "stands in addresses: a hidden one is asked for by name, and answers 404"
CODE = "a word of a short list, such as a zone, a language or a rule"
PUBLIC = "the vocabulary is everybody's; who has which skill is a row without words"
NO_CANARY = {
    "contributions.Holder.account": "a keyed digest",
    "credentials.Credential.evidence": "everybody's by a tick, and empty without it",
    "credentials.SigningKey.public": "the public half of a key",
    "events.CalendarSource.default_tzid": CODE,
    "events.Occurrence.tz_version": CODE,
    "events.Occurrence.tzid": CODE,
    "events.Rsvp.guest_zone": CODE,
    "events.PersonalFeed.token_sha256": "a hash; the address itself is kept nowhere",
    "events.Slot.dropped_dates": "days as numbers",
    "events.Slot.excluded_dates": "days as numbers",
    "events.Slot.rrule": CODE,
    "events.Slot.tzid": CODE,
    "mentorship.Cohort.key": ADDRESS,
    "mentorship.Cohort.timezone": CODE,
    "mentorship.Match.choice": "the key of a project that is listed for everybody",
    "mentorship.Program.config": "the weights, told to everybody on the program's page",
    "mentorship.Program.slug": ADDRESS,
    "mentorship.Run.config": "the same weights",
    "mentorship.ScoreVersion.config": "the same weights, as they were",
    "mentorship.Run.engine": CODE,
    "mentorship.Run.instance_sha256": CODE,
    "mentorship.Run.made_of": "digests, and public ids of applications",
    "mentorship.Run.tzdata": CODE,
    "notices.Notice.template": CODE,
    "onboarding.Journey.link_sha256": "a hash; the address itself is kept nowhere",
    "onboarding.Path.slug": ADDRESS,
    "people.PersonLanguage.language": CODE,
    "people.Skill.name": PUBLIC,
    "people.Skill.slug": PUBLIC,
    "people.SkillSynonym.text": PUBLIC,
    "people.User.password": "a hash; nobody here has one",
    "people.User.timezone": CODE,
}


def fields_of_words() -> list[tuple[type[models.Model], models.Field]]:
    return [
        (model, field)
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_fields
        if isinstance(field, WORDS) and not field.choices
    ]


@pytest.mark.django_db
def test_a_canary_sits_in_every_field_of_words(keys):
    silent = {
        f"{model._meta.label}.{field.name}"
        for model, field in fields_of_words()
        if not any(
            "canary" in str(said).lower()
            for said in model._default_manager.values_list(field.name, flat=True)
        )
    }
    assert silent == set(NO_CANARY)


def test_no_slice_is_forgotten():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}
    assert ours == {*APPS, *OTHER_APPS}
