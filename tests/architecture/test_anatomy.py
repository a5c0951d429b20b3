"""Every slice is built the same way, so that anything is found in ten seconds."""

import ast
from itertools import pairwise
from pathlib import Path

import pytest

NOT_A_NAME = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"} | {
    "service",
    "services",
    "data",
    "base",
    "stuff",
}
# A slice inside another stands before it.
SLICES = (
    "initiatives/onboarding",
    "initiatives/contributions",
    "initiatives/ladder",
    "mentorship/alumni",
    "initiatives",
    "events",
    "mentorship/cohort_life",
    "mentorship/equity",
    "mentorship/mailings",
    "mentorship/proposals",
    "mentorship/selection",
    "mentorship/review",
    "mentorship",
)
# Left may import right, never the other way round; names between bars may not see each other.
LAYERS = [
    {"urls"},
    {"views", "api", "feeds", "wagtail_hooks", "templatetags", "sitemaps"},
    {"forms", "tasks", "receivers"},
    {"actions"},
    {"access"},
    {"rules"},
    {"queries"},
    {"models"},
    {"blocks"},
    {"signals", "core", "converters"},
]
BESIDE_THE_LAYERS = {"apps", "checks", "management", "migrations", "static", "__init__"}


def layer(name: str) -> int:
    return next(depth for depth, names in enumerate(LAYERS) if name in names)


def place_of(path: Path) -> tuple[str, str]:
    """The slice a file belongs to and the part of it; two empty words outside of every slice."""
    name = next((name for name in SLICES if path.is_relative_to(name)), "")
    return (name, Path(path.relative_to(name).parts[0]).stem) if name else ("", "")


def test_every_file_is_named_after_what_is_in_it(project_files):
    vague = [
        str(path)
        for path in project_files
        if (path.stem in NOT_A_NAME and path.suffix == ".py") or path.stem.startswith("handle_")
    ]
    assert vague == []


def test_a_slice_has_only_the_parts_every_slice_may_have(code_files):
    allowed = set().union(*LAYERS) | BESIDE_THE_LAYERS
    strange = {
        str(path) for path in code_files if place_of(path)[0] and place_of(path)[1] not in allowed
    }
    assert strange == set()


@pytest.mark.parametrize("slice_name", SLICES)
def test_imports_inside_a_slice_run_downward(slice_name, code_files, root):
    upward = []
    for path in code_files:
        name, part = place_of(path)
        if name != slice_name or part in BESIDE_THE_LAYERS:
            continue
        for imported in imported_modules(root / path):
            inside, other = place_of(Path(imported.replace(".", "/")))
            if inside.startswith(f"{name}/"):
                upward.append(f"{path} imports {imported}, the slice above it")
            if inside != name or other in BESIDE_THE_LAYERS or other == part:
                continue
            if layer(other) <= layer(part):
                upward.append(f"{path} imports {imported}")
    assert upward == []


def imported_modules(file: Path) -> list[str]:
    """Absolute imports only: ruff and habit keep relative ones inside one package."""
    modules = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules += [f"{node.module}.{alias.name}" for alias in node.names]
    return modules


def test_imports_stand_at_the_top_of_the_file(code_files, root):
    """Only `ready()` may wait: Django asks for it."""
    late = []
    for path in code_files:
        for function in ast.walk(ast.parse((root / path).read_text())):
            if isinstance(function, ast.FunctionDef) and function.name != "ready":
                late += [
                    f"{path}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                ]
    assert late == []


def test_an_action_called_from_outside_takes_named_arguments(code_files, root):
    called = {
        imported
        for path in code_files
        if "actions" not in path.parts
        for imported in imported_modules(root / path)
        if ".actions." in imported
    }
    positional = []
    for path in code_files:
        module = ".".join(path.with_suffix("").parts)
        for node in ast.parse((root / path).read_text()).body:
            if isinstance(node, ast.FunctionDef) and f"{module}.{node.name}" in called:
                positional += [f"{module}.{node.name}"] * bool(
                    node.args.posonlyargs + node.args.args
                )
    assert positional == []


def test_no_class_does_a_functions_work(code_files, root):
    """Verbs are functions: a class in `actions` may only be a refusal or a frozen result."""
    verbs = []
    for path in code_files:
        if "actions" not in path.parts:
            continue
        verbs += [
            f"{path}:{node.name}"
            for node in ast.parse((root / path).read_text()).body
            if isinstance(node, ast.ClassDef) and not node.bases and not node.decorator_list
        ]
    assert verbs == []


def test_behaviour_never_hangs_on_saving_a_row(code_files, root):
    hooked = [
        str(path)
        for path in code_files
        if any(
            name in (root / path).read_text()
            for name in ("post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed")
        )
    ]
    assert hooked == []


def test_tests_replace_no_part_of_the_product(project_files, root):
    """A test that mocks our own code proves the mock. The clock and the network may be stood in."""
    mocked = [
        f"{path}: {line.strip()}"
        for path in project_files
        if path.parts[0] == "tests" and path.suffix == ".py" and path.name != Path(__file__).name
        for line in (root / path).read_text().splitlines()
        if "mock" in line.lower() and ("import" in line or "patch(" in line or "mocker" in line)
    ]
    assert mocked == []


def test_nothing_is_left_for_later(project_files, root):
    marks = ("TODO", "FIXME", "XXX", "lorem ipsum", "Lorem ipsum")
    left = [
        str(path)
        for path in project_files
        if path.suffix in {".py", ".html", ".css", ".js", ".md", ".yaml"}
        and path.name != Path(__file__).name
        and any(mark in (root / path).read_text() for mark in marks)
    ]
    assert left == []


def test_migrations_stay_small_beside_the_code(code_files, project_files, root):
    """StreamField blocks are kept out of them; a ratio above 0.15 means they crept in."""

    def lines(paths):
        return sum(bool(line.strip()) for path in paths for line in (root / path).open())

    migrations = [path for path in project_files if "migrations" in path.parts]
    assert lines(migrations) / lines(code_files) <= 0.15


def test_migrations_of_an_app_are_one_line(project_files):
    """No two migrations of an app share a number."""
    names = [
        (path.parent, path.stem[:4])
        for path in project_files
        if path.parent.name == "migrations" and path.stem[:4].isdigit()
    ]
    assert [pair for pair, again in pairwise(sorted(names)) if pair == again] == []
