"""Is this database a demo? Asked once a process: the answer changes only with a restart."""

from functools import cache

from portal.ops.models import DemoMarker


@cache
def is_demo() -> bool:
    return DemoMarker.objects.exists()


def ribbon(request) -> dict[str, object]:
    """Context for the frame of every page. A callable: pages without the frame never ask."""
    return {"is_demo": is_demo}
