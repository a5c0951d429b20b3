"""Enqueue work by name, inside the caller's transaction: no slice imports another's tasks."""

from django.utils.module_loading import import_string


def enqueue(task: str, *args: object) -> None:
    """Store a job for `task`, a dotted name such as `"events.tasks.roll_horizon"`.

    The job row commits or rolls back with the change that asked for it. Pass ids, never rows.
    """
    import_string(task).enqueue(*args)
