import pytest

from portal.core.languages import label


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        ("de", "German", "German (Deutsch)"),
        ("de", "Deutsch", "Deutsch"),
        ("wo", "wolof", "wolof"),
        ("yue", "Cantonese", "Cantonese (粵語)"),
    ],
)
def test_a_language_is_named_twice_only_where_the_names_differ(code, name, words):
    assert label(code, name) == words
