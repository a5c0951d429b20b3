"""A repository is named as people copy it."""

import pytest

from initiatives.onboarding.core.repository import is_known, repository_named


@pytest.mark.parametrize(
    "typed",
    [
        "ossf/demo",
        " OSSF/Demo ",
        "/ossf/demo/",
        "https://github.com/ossf/demo",
        "https://www.github.com/OSSF/demo.git",
        "http://github.com/ossf/demo/pull/7?w=1",
    ],
)
def test_by_its_name_or_by_any_address_in_it(typed):
    assert repository_named(typed) == "ossf/demo"
    assert is_known("ossf/demo")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "demo",
        "ossf demo",
        "https://gitlab.com/ossf/demo",
        "https://[x/ossf",
        "a/b/c",
        "ossf/..",
    ],
)
def test_what_is_none_stays_one_nobody_knows(typed):
    assert not is_known(repository_named(typed))
