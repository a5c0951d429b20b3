"""What an import did or would do, in the shape every import command prints."""

from dataclasses import asdict, dataclass

from .catalog_entry import LeftOut


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """Text that cannot be read for sure: where it stands, as published, what to ask."""

    where: str
    text: str
    ask: str


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Two sources that disagree, neither known to be later; ours stays until a person decides."""

    what: str
    ours: str
    theirs: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FileError:
    """Why nothing was written. `line` counts from 1; 0 means the file as a whole."""

    where: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        field = f", {self.field}" if self.field else ""
        return f"{self.where}{line}{field}: {self.message}"


@dataclass(frozen=True, kw_only=True)
class Report:
    """Groups and meetings are counted, not the single facts in them.

    `skipped` are names their bearers asked to leave out and whatever has no place in a catalogue;
    what that was stands in `left_out`, for people only.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    questions: tuple[AskedQuestion, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    errors: tuple[FileError, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def names_left_out(self) -> int:
        return self.skipped - sum(one.count for one in self.left_out)

    def __add__(self, other: "Report") -> "Report":
        return Report(
            created=self.created + other.created,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
            skipped=self.skipped + other.skipped,
            questions=self.questions + other.questions,
            conflicts=self.conflicts + other.conflicts,
            errors=self.errors + other.errors,
            left_out=self.left_out + other.left_out,
        )

    def as_json(self) -> dict:
        told = asdict(self)
        del told["left_out"]
        return told


class FileRefused(Exception):
    """The file, or what it says, cannot be taken in; carries every reason found."""

    def __init__(self, *errors: FileError) -> None:
        super().__init__("; ".join(str(error) for error in errors))
        self.errors = errors
