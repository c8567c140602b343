"""What `arborist judge` prints for people."""

from dataclasses import replace

from app.verdict_text import describe
from grader.verdict import (
    Advice,
    Captured,
    Check,
    CheckStatus,
    Counterexample,
    Diagnosis,
    Lesson,
    Mode,
    Outcome,
    ShownValue,
    TimingMs,
    TraceLine,
    Tried,
    Verdict,
    Versions,
)

VERDICT = Verdict(
    id="1",
    problem_id="state_zero_kernel",
    problem_version="v",
    mode=Mode.SUBMIT,
    outcome=Outcome.WRONG_ANSWER,
    score=0.2,
    message="Wrong value: the result has 0.0 at [0], expected 1.0.",
    checks=[
        Check("split", "Split", CheckStatus.PASSED, 15, 15),
        Check("values", "Ordinary values", CheckStatus.FAILED, 0, 20, "0.0 at [0]", "Look at the bias."),
        Check("merge", "Merge", CheckStatus.NOT_RUN, 0, 15, "", "Not to be seen."),
    ],
    counterexample=Counterexample(
        snippet="import jax\nstate_zero_kernel(0.0)\n# expected: 1.0\n# actual: 0.0",
        arguments={},
        expected=ShownValue("array([1.])", "Array"),
        actual=ShownValue("array([0.])", "Array"),
        difference="0.0 at [0]",
        shrunk=True,
    ),
    stdout=Captured("hello\n", truncated=True),
    stderr=Captured(),
    calls_judged=3,
    timing_ms=TimingMs(total=1500),
    peak_memory_bytes=300 << 20,
    versions=Versions("1", "2", "3", "4", "5"),
    replay_seed=7,
)


def test_everything_worth_reading_is_there_in_order() -> None:
    text = describe(VERDICT, has_colour=False)
    expected = [
        "wrong_answer",
        "score 20%",
        VERDICT.message,
        "✓ Split            15/15",
        "✗ Ordinary values  0/20",
        "Look at the bias.",
        "· Merge            0/15",
        "smallest call",
        "    state_zero_kernel(0.0)",
        "    # expected: 1.0",
        "    # actual: 0.0",
        "Printed (cut off)",
        "  hello",
        "3 calls in 1.50 s",
        "300 MiB",
        "replay seed 7",
    ]
    places = [text.index(each) for each in expected]
    assert places == sorted(places)
    assert "Not to be seen." not in text
    assert "stderr" not in text


def test_no_sentence_is_said_twice() -> None:
    repeated = [replace(check, message=VERDICT.message) for check in VERDICT.checks]
    assert describe(replace(VERDICT, checks=repeated), has_colour=False).count(VERDICT.message) == 1


def test_colour_is_only_there_when_asked_for() -> None:
    assert "\x1b" not in describe(VERDICT, has_colour=False)
    assert "\x1b[1;31mwrong_answer\x1b[0m" in describe(VERDICT, has_colour=True)


def test_what_a_student_prints_cannot_drive_the_terminal() -> None:
    hostile = "\x1b]0;renamed\x07\x1b[2J\r\x9b1m\ud800"
    verdict = replace(VERDICT, stdout=Captured(hostile), stderr=Captured(hostile), message=hostile)
    text = describe(verdict, has_colour=False)
    assert not {"\x1b", "\x07", "\r", "\x9b", "\ud800"} & set(text)
    assert "\\x1b]0;renamed" in text


def test_an_accepted_submission_needs_few_words() -> None:
    verdict = replace(
        VERDICT, outcome=Outcome.ACCEPTED, counterexample=None, checks=[], stdout=Captured(), message="Ok"
    )
    assert len(describe(verdict, has_colour=False).split("\n\n")) == 2


def test_lesson_is_told_and_what_holds_is_not() -> None:
    lesson = Lesson(
        diagnosis=Diagnosis("The bias was zeroed too.", "Look for the whole word."),
        boundary="It fails on all 84 calls.",
        explanation="A size must be an int.",
        traceback=[TraceLine(9, "solve", "return help(x)"), TraceLine(3, "help", "return x[0]")],
        advice=[Advice("jit", "Can be compiled", True), Advice("vmap", "Can be mapped", False, "It is not.")],
    )
    text = describe(replace(VERDICT, lesson=lesson), has_colour=False)
    expected = [
        "What happened\n    The bias was zeroed too.\n    Look for the whole word.",
        "What the error means\n    A size must be an int.",
        "    line 9, in solve: return help(x)\n    line 3, in help: return x[0]",
        "When it fails\n    It fails on all 84 calls.",
        "    Can be mapped: not yet. It is not.",
    ]
    assert [each for each in expected if each not in text] == []
    assert "Can be compiled" not in text


def test_what_was_tried_is_summed_up() -> None:
    tried = Tried(100, 16, 0, {"x": [[1], [4]], "y": [[2]]}, {"seed": [0, 2147483646], "features": [6.0, 6.0]})
    text = describe(replace(VERDICT, tried=tried), has_colour=False)
    assert "seed from 0 to 2147483646, 2 shapes of x, 16 with NaN or infinity\n3 calls in" in text
