import pytest

from initiatives.core.slugs import slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("C/C++ Compiler Guides", "c-c-compiler-guides"),
        ("Zürich – Ōsaka", "zurich-osaka"),
        ("---", ""),
        ("a" * 99, "a" * 80),
    ],
)
def test_a_slug_keeps_letters_and_digits(text, slug):
    assert slugify(text) == slug
