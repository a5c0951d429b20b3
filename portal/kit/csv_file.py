"""Tables for spreadsheets, in which no cell of somebody else's is a formula."""

from collections.abc import Iterable

from defusedcsv import csv
from django.http import HttpResponse


def csv_file(
    *, name: str, heading: Iterable[str], rows: Iterable[Iterable[object]]
) -> HttpResponse:
    """UTF-8 with a mark, so that spreadsheets read names right; kept by no cache."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    writer = csv.writer(response)
    writer.writerow(heading)
    writer.writerows(rows)
    return response
