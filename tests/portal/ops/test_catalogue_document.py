"""The example of `docs/catalogue-format.md` is a file somebody can save and import."""

import re
from pathlib import Path

import pytest

from initiatives.models import Initiative
from portal.ops.catalog import import_catalog

DOCUMENT = Path("docs/catalogue-format.md")


@pytest.mark.django_db
def test_the_example_can_be_imported_as_it_stands(tmp_path, settings):
    example = re.search(r"```yaml\n(.*?)```", (settings.BASE_DIR / DOCUMENT).read_text(), re.DOTALL)
    file = tmp_path / "catalogue.yaml"
    file.write_text(example[1])
    report = import_catalog(path=file)
    assert [question.where for question in report.questions] == ["bear"]
    assert sorted(Initiative.objects.values_list("slug", flat=True)) == ["bear", "education", "tac"]
