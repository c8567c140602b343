"""Lay out a new problem: the template's files under the new problem's name."""

import ast
import builtins
import keyword
import shutil
from pathlib import Path

from grader.catalogue import IDENTIFIER
from grader.problem import ProblemError

TEMPLATE_DIR = Path(__file__).resolve().parent / "template"
TEMPLATE_ID = "new_problem"


def lay_out_problem(problems_dir: Path, problem_id: str) -> Path:
    """The new problem's folder. Raises ProblemError for an id that will not do, OSError where it cannot be written."""
    if not IDENTIFIER.fullmatch(problem_id):
        raise ProblemError(f"{problem_id!r}: an id is lower case letters, digits and underscores, a letter first")
    if keyword.iskeyword(problem_id) or problem_id in _list_used_names():
        raise ProblemError(f"{problem_id!r}: an id is also the name of a function, and this one means something else")
    folder = problems_dir / problem_id
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise ProblemError(f"{folder} is there already: choose another id") from None
    try:
        _write_files(folder)
    except OSError:
        shutil.rmtree(folder)
        raise
    return folder


def _write_files(folder: Path) -> None:
    shutil.copytree(TEMPLATE_DIR, folder, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    for path in folder.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(TEMPLATE_ID, folder.name), encoding="utf-8")


def _list_used_names() -> set[str]:
    """What the template's programs call by name: an entry point called so would stand in its place."""
    nodes = [node for path in TEMPLATE_DIR.glob("*.py") for node in ast.walk(ast.parse(path.read_bytes()))]
    read = {node.id for node in nodes if isinstance(node, ast.Name)}
    imports = [node for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom))]
    bound = {(alias.asname or alias.name).partition(".")[0] for node in imports for alias in node.names}
    return (read | bound | set(dir(builtins))) - {TEMPLATE_ID}
