"""Every program of tests/sandbox/escapes ends as it says, under each set of layers that this host offers."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.sandbox.escape_judge import EscapeJudge, open_escape_judge
from tests.sandbox.escape_programs import Program, load_programs

PROGRAMS = load_programs()
ZYGOTES = {
    "unprivileged": "tests.sandbox.zygotes.unprivileged",
    "ordinary": "tests.sandbox.zygotes.ordinary",
    "all": "grader.sandbox.zygote",
}
"""By set of layers: those that are always on, those that this host offers an ordinary user, and root."""
FAMILIES_OF_NAMESPACES = {"kernel", "proc", "processes"}
"""What namespaces could make worse: an ordinary user in them has the other families' layers of the first set."""
OpenJudge = Callable[[str], EscapeJudge]


def is_judged_in(layers: str, program: Program) -> bool:
    if layers == "ordinary":
        return program.id.partition("/")[0] in FAMILIES_OF_NAMESPACES and program.needs != "own_uid"
    return layers == "all" or program.needs is None


CASES = [
    pytest.param(layers, program, id=f"{layers}-{program.id}")
    for layers in ZYGOTES
    for program in PROGRAMS.values()
    if is_judged_in(layers, program)
]


@pytest.fixture(scope="session")
def open_judge_of(cache_dir: Path) -> Iterator[OpenJudge]:
    """The judge for a set of layers: one each for all tests of a process."""
    judges: dict[str, EscapeJudge] = {}
    with ExitStack() as stack:

        def open_judge(layers: str) -> EscapeJudge:
            if layers not in judges:
                judges[layers] = stack.enter_context(open_escape_judge(ZYGOTES[layers], cache_dir))
            return judges[layers]

        yield open_judge


@pytest.mark.parametrize(("layers", "program"), CASES)
def test_escape_ends_as_expected_and_leaves_nothing(open_judge_of: OpenJudge, layers: str, program: Program) -> None:
    judge = open_judge_of(layers)
    if layers != "unprivileged" and not judge.layers:
        pytest.skip("this host offers no layer beyond those that need no privilege")
    if program.needs and program.needs not in judge.layers:
        pytest.skip(f"this host does not offer the layer {program.needs}")
    before = judge.find_leftovers()
    assert program.find_escapes(judge.judge(program), judge.read_output()) == []
    assert judge.find_leftovers() == before


def test_unprivileged_set_has_no_more_than_what_is_always_on(open_judge_of: OpenJudge) -> None:
    assert open_judge_of("unprivileged").layers == set()


def test_there_are_at_least_a_hundred_programs_in_eleven_families() -> None:
    families = Counter(program.id.partition("/")[0] for program in PROGRAMS.values())
    assert families.total() >= 100
    assert len(families) == 11
    assert min(families.values()) >= 5


def test_each_program_names_its_aim_and_what_must_come_of_it() -> None:
    """The loader refuses a program without them."""
    assert [program.id for program in PROGRAMS.values() if not program.aim.endswith(".") or not program.expected] == []
