"""Which files a pattern means, and which lines mean none."""

import time

import pytest

from initiatives.onboarding.core.path_pattern import (
    is_any_meant,
    is_pattern,
    odd_lines,
    patterns_of,
)


@pytest.mark.parametrize(
    ("pattern", "meant", "not_meant"),
    [
        ("docs/", ["docs/a.md", "docs/deep/b.png"], ["docs", "a/docs/a.md", "docs.md"]),
        ("docs/**", ["docs/a.md", "docs/deep/b.png"], ["mydocs/a.md"]),
        ("*.md", ["README.md"], ["docs/a.md", "README.mdx"]),
        ("**/*.md", ["README.md", "docs/deep/a.md"], ["a.txt"]),
        ("docs/*/index.*", ["docs/a/index.md"], ["docs/index.md", "docs/a/b/index.md"]),
        ("a/**/**/z", ["a/z", "a/b/c/z"], ["a/b/c"]),
        ("README", ["README"], ["readme", "README.md"]),
    ],
)
def test_a_pattern_means_files_folder_by_folder(pattern, meant, not_meant):
    assert [is_any_meant([path], [pattern]) for path in [*meant, *not_meant]] == [
        *[True] * len(meant),
        *[False] * len(not_meant),
    ]


def test_one_file_and_one_pattern_are_enough():
    assert is_any_meant(["src/a.py", "docs/a.md"], ["site/", "docs/"])
    assert not is_any_meant([], ["docs/"])
    assert not is_any_meant(["docs/a.md"], [])


@pytest.mark.parametrize(
    "line",
    [
        *("/docs", "docs//a", "../docs", "./docs", "docs/..", "!docs", "docs/[ab]", "a?", "{a,b}"),
        *("docs\\a", "doc**", "**", "*", "**/*", "/", "a\x00b", "a" * 201),
    ],
)
def test_a_line_that_means_no_files_or_all_is_odd(line):
    assert not is_pattern(line)


def test_the_writer_reads_which_line_is_odd():
    assert odd_lines("docs/\n\n  /src\n*.md\n!x") == (3, 5)
    assert odd_lines("\n".join(f"docs{n}/" for n in range(22))) == (21, 22)
    assert patterns_of(" docs/ \n\n*.md\n") == ("docs/", "*.md")


def test_no_name_of_a_file_makes_it_slow():
    began = time.monotonic()
    assert not is_any_meant(["a/" * 2000 + "b"], ["/".join(["**", "a"] * 40)])
    assert not is_any_meant(["a" * 4000], ["*a" * 90 + "b"])
    assert time.monotonic() - began < 2
