"""Whatever a reader can set, ask for or be told stands in the documents at the root."""

from pathlib import Path

from app.main import create_app
from app.settings import PREFIX, Settings
from grader.verdict import Outcome
from tests.architecture.source import ROOT

DOCUMENTS = "\n".join(path.read_text() for path in sorted(ROOT.glob("*.md")))


def test_each_setting_is_documented() -> None:
    variables = [f"{PREFIX}{field.upper()}" for field in Settings.model_fields]
    assert [variable for variable in variables if variable not in DOCUMENTS] == []


def test_each_outcome_is_documented() -> None:
    assert [outcome.value for outcome in Outcome if f"`{outcome.value}`" not in DOCUMENTS] == []


def test_each_route_is_documented(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path, cache_dir=tmp_path))
    paths = app.openapi()["paths"]
    assert "/readyz" in paths
    assert [path for path in sorted(paths) if path not in DOCUMENTS] == []


def test_each_make_target_has_a_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text().splitlines()
    (phony,) = (line.removeprefix(".PHONY: ").split() for line in makefile if line.startswith(".PHONY: "))
    helped = {line.partition(":")[0] for line in makefile if " ## " in line}
    assert helped == set(phony)
