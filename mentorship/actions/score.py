"""What counts in the matching of a program, and by which rules, from one version to the next."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorship.core.instance import Config
from mentorship.core.instance_reading import config_from
from mentorship.models import Program, ScoreVersion
from mentorship.queries.instance import config_of
from portal.kit import audit
from portal.people.models import User


class NothingNew(Exception):
    """The weights, rules and limits are what they were."""


@transaction.atomic
def change_score(
    *,
    program: Program,
    weights: Mapping[str, int],
    rules: Mapping[str, bool],
    limits: Mapping[str, int],
    why: str,
    by: User,
    now: datetime,
) -> ScoreVersion:
    """A new version, which holds from the next run on: runs that were made by the one before are
    out of date, and nothing that is published changes.

    Raises NothingNew, and InstanceRefused for weights, rules or limits that are none.
    """
    row = Program.objects.select_for_update().get(pk=program.pk)
    asked = {"weights": dict(weights), "rules": dict(rules), "limits": dict(limits)}
    config = {**row.config, **asked}
    was, becomes = config_of(row), config_from(config)
    if score_tree(was) == score_tree(becomes):
        raise NothingNew
    keep_first(row, was)
    row.config, row.score_version = config, row.score_version + 1
    row.save(update_fields=["config", "score_version", "updated_at"])
    version = ScoreVersion.objects.create(
        program=row,
        number=row.score_version,
        config=score_tree(becomes),
        why=why,
        made_by=by,
        made_at=now,
    )
    audit.record(by=by, verb="program.score_changed", on=row)
    return version


def keep_first(program: Program, config: Config) -> None:
    """What held since the program was made is a version too, once another one follows it."""
    ScoreVersion.objects.get_or_create(
        program=program,
        number=program.score_version,
        defaults={"config": score_tree(config), "made_at": program.created_at},
    )


def score_tree(config: Config) -> dict[str, Any]:
    """As JSON that reads back as these weights, rules and limits."""
    return {
        "weights": dict(config.weights),
        "rules": asdict(config.rules),
        "limits": asdict(config.limits),
    }
