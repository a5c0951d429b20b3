import sys
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand

from portal.ops.catalog import export_catalog


class Command(BaseCommand):
    help = "Writes all public catalogue facts to one file, YAML or JSON."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--format", choices=["portal", "json"], default="portal")

    def handle(self, *, path, **options):
        content = export_catalog(file_format=options["format"])
        try:
            replace_file(path, content)
        except OSError as error:
            self.stderr.write(f"{path} can't be written: {error.strerror}.")
            sys.exit(1)
        self.stdout.write(f"{path}: {len(content)} bytes.")


def replace_file(path: Path, content: bytes) -> None:
    """All of it or nothing: a reader never sees half a file."""
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        file.write(content)
    try:
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
        raise
