"""Every letter there is, held to what the outbox expects of it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates" / "mail"
# To who has no account any more, so it is no notice.
NO_NOTICES = {"people/erase_person"}
LETTERS = sorted(
    str(path.parent.relative_to(FOLDER))
    for path in FOLDER.glob("*/*/subject.txt")
    if str(path.parent.relative_to(FOLDER)) not in NO_NOTICES
)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_three_files(letter):
    names = {path.name for path in (FOLDER / letter).iterdir()}
    assert names == {"subject.txt", "body.txt", "body.html"}


@pytest.mark.parametrize("letter", LETTERS)
def test_nothing_of_its_facts_is_taken_for_markup(letter):
    for name in ("subject.txt", "body.txt", "body.html"):
        text = (FOLDER / letter / name).read_text("utf-8")
        assert re.findall(r"\|\s*safe\b|autoescape|safeseq", text) == []


@pytest.mark.parametrize("letter", LETTERS)
def test_its_words_need_no_file_from_elsewhere(letter):
    html = (FOLDER / letter / "body.html").read_text("utf-8")
    assert re.findall(r"<(?:img|link|script|style|iframe)\b|\bstyle=", html) == []


def test_there_are_letters():
    assert "home/publish_page" in LETTERS
