"""Addresses shown as evidence, as their list says."""

import json

import pytest

from initiatives.onboarding.core.evidence_link import BadLink, canonical, holds_a_key


def test_each_is_taken_refused_or_asked_about_as_its_list_says(acceptance_data):
    listed = json.loads((acceptance_data / "onboarding/evidence_urls.json").read_text())
    for one in listed:
        if not one["accept"]:
            with pytest.raises(BadLink):
                canonical(one["url"])
            continue
        spelling = canonical(one["url"])
        assert spelling == one.get("canonical", spelling), one["url"]
        assert holds_a_key(one["url"]) == ("warn" in one), one["url"]
    assert len(listed) == 26
