"""Whatever stands where something else should: a reader reads it or refuses it with a line."""

import json
from collections.abc import Iterator
from copy import deepcopy

import pytest
import yaml

from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import FileRefused
from tests.initiatives.core import (
    test_catalog_cncf_tags,
    test_catalog_kubernetes,
    test_catalog_landscape2,
    test_catalog_openssf,
    test_catalog_opentelemetry,
    test_catalog_ossf_community,
    test_catalog_up_for_grabs,
)

SAMPLES = {
    "openssf": test_catalog_openssf.FILE,
    "kubernetes": test_catalog_kubernetes.FILE,
    "opentelemetry": test_catalog_opentelemetry.FILE.partition("- id: slicing")[0],
    "cncf-tags": test_catalog_cncf_tags.FILE,
    "landscape2": test_catalog_landscape2.FILE,
    "ossf-community": test_catalog_ossf_community.BREAD,
    "up-for-grabs": test_catalog_up_for_grabs.TOAST,
}
MISTAKES = (None, "x", "a\0b", "★" * 9_000, ["x"], {}, [{}])

# What a reader does not look at.
PASSED_OVER = {
    "openssf": "_about weekday time tz_as_published iana_tz_inferred frequency problems",
    "kubernetes": "label email private_mailing_list description gb_rep oven_size",
    "opentelemetry": "sigCategory",
    "cncf-tags": "label email lfx_id landscape_preview_image",
    "landscape2": "category subcategory item logo name homepage_url baked_by",
    "ossf-community": "kind categories sdlc_stages supply_chain_actors compatible_with note lfx_id",
    "up-for-grabs": "",
}


def places(node: object) -> Iterator[tuple]:
    """The path to every value."""
    inside = node.items() if isinstance(node, dict) else []
    inside = enumerate(node) if isinstance(node, list) else inside
    for key, value in inside:
        yield (key,)
        yield from ((key, *path) for path in places(value))


def with_mistake(tree: object, path: tuple, mistake: object) -> object:
    tree = deepcopy(tree)
    node = tree
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = mistake
    return tree


def is_refused(tree: object, file_format: str) -> bool:
    try:
        read_catalog([("one.yml", json.dumps(tree).encode())], file_format=file_format)
    except FileRefused:
        return True
    return False


@pytest.mark.parametrize("file_format", sorted(SAMPLES))
def test_a_mistake_anywhere_is_read_or_refused(file_format):
    tree = yaml.safe_load(SAMPLES[file_format])
    tree = json.loads(json.dumps(tree, default=str))
    assert not is_refused(tree, file_format)
    for path in places(tree):
        wrong = [is_refused(with_mistake(tree, path, it), file_format) for it in MISTAKES]
        assert any(wrong) or set(path) & set(PASSED_OVER[file_format].split()), path
