"""What a verdict says, beyond its outcome: in real workers, on the first problem."""

import json
import math
from collections.abc import Callable

import pytest

from grader.verdict import CheckStatus, Mode, Outcome, Verdict

JudgeSource = Callable[..., Verdict]

IMPORTS = "import jax\nimport jax.numpy as jnp\nfrom flax import nnx\n\n\n"
RIGHT = (
    IMPORTS
    + """def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    return nnx.merge(graphdef, jax.tree_util.tree_map_with_path(zero_if_kernel, state))(x)
"""
)
ALL_ZEROED = RIGHT.replace('if "kernel" in jax.tree_util.keystr(path) else leaf', "")
CONSTANT_ONES = IMPORTS + "def state_zero_kernel(seed, x, features):\n    return jnp.ones(int(features))\n"


def entry(body: str) -> str:
    return f"{IMPORTS}def state_zero_kernel(seed, x, features):\n    {body}\n"


def test_accepted_verdict_is_complete(judge_source: JudgeSource) -> None:
    verdict = judge_source(RIGHT)
    assert verdict.outcome is Outcome.ACCEPTED
    assert verdict.score == 1.0
    assert verdict.calls_judged == 100
    assert {check.status for check in verdict.checks} == {CheckStatus.PASSED}
    assert sum(check.points for check in verdict.checks) == 100
    assert verdict.counterexample is None
    assert verdict.peak_memory_bytes > 50 << 20
    timing = verdict.timing_ms
    assert 0 < timing.started < timing.total
    assert 0 < timing.worker < timing.total
    assert timing.reference == 0, "its answers are drawn ahead"


def test_same_source_gets_the_same_verdict(judge_source: JudgeSource) -> None:
    first, second = judge_source(ALL_ZEROED), judge_source(ALL_ZEROED)
    assert first.replay_seed == second.replay_seed
    assert first.counterexample == second.counterexample
    assert first.calls_judged == second.calls_judged


def test_message_is_the_same_wherever_things_lie_in_memory(judge_source: JudgeSource) -> None:
    source = entry("raise ValueError(f'{object()} is no layer')")
    first, second = judge_source(source), judge_source(source)
    assert first.message == second.message
    assert "<object object at ...> is no layer" in first.message


def test_replay_seed_draws_the_same_calls_for_any_source(judge_source: JudgeSource) -> None:
    first = judge_source(ALL_ZEROED, replay_seed=7)
    second = judge_source(ALL_ZEROED + "\n# a comment\n", replay_seed=7)
    assert first.replay_seed == second.replay_seed == 7
    assert first.counterexample == second.counterexample


def test_counterexample_is_the_smallest_call_and_can_be_pasted(judge_source: JudgeSource) -> None:
    counterexample = judge_source(ALL_ZEROED).counterexample
    assert counterexample is not None
    assert counterexample.shrunk
    assert counterexample.arguments["features"].text == "1.0"
    assert counterexample.arguments["x"].shape == [1]
    assert counterexample.expected.elements == [1.0]
    assert counterexample.actual.elements == [0.0]
    namespace: dict[str, object] = {}
    exec(ALL_ZEROED, namespace)
    *imports, call = [line for line in counterexample.snippet.splitlines() if not line.startswith("#")]
    exec("\n".join(imports), namespace)
    assert eval(call, namespace).tolist() == counterexample.actual.elements


def test_constant_answer_hears_of_its_skipped_steps_and_not_of_a_nan(judge_source: JudgeSource) -> None:
    verdict = judge_source(CONSTANT_ONES)
    assert verdict.outcome is Outcome.STEP_MISSING
    assert verdict.message.startswith("Step missing: Split the model")
    statuses = {check.id: check.status for check in verdict.checks}
    assert statuses["split"] is statuses["map"] is statuses["merge"] is statuses["forward"] is CheckStatus.FAILED
    assert statuses["non_finite"] is CheckStatus.NOT_RUN
    assert all(check.hint for check in verdict.checks if check.status is CheckStatus.FAILED)


def test_nan_and_infinity_survive_json(judge_source: JudgeSource) -> None:
    source = RIGHT.replace("(x)\n", "(jnp.nan_to_num(x))\n")
    verdict = judge_source(source)
    assert verdict.outcome is Outcome.WRONG_ANSWER
    text = json.dumps(verdict.to_json(), allow_nan=False)
    shown = json.loads(text)["counterexample"]
    assert shown["expected"]["elements"] == ["NaN"]
    [element] = shown["arguments"]["x"]["elements"]
    assert element in ("NaN", "Infinity", "-Infinity")
    assert math.isnan(float(shown["expected"]["elements"][0]))


def test_run_tries_the_visible_examples_only(judge_source: JudgeSource) -> None:
    verdict = judge_source(CONSTANT_ONES, Mode.RUN)
    assert verdict.outcome is Outcome.ACCEPTED
    assert verdict.mode is Mode.RUN
    assert verdict.calls_judged == 3
    assert [check.id for check in verdict.checks] == ["example_1", "example_2", "example_3"]


def test_run_shows_the_first_failing_example_as_it_stands(judge_source: JudgeSource) -> None:
    verdict = judge_source(ALL_ZEROED, Mode.RUN)
    assert verdict.outcome is Outcome.WRONG_ANSWER
    assert verdict.counterexample is not None
    assert not verdict.counterexample.shrunk
    assert verdict.counterexample.arguments["features"].text == "6.0"
    assert {check.status for check in verdict.checks} == {CheckStatus.FAILED}


def test_traceback_names_the_line_of_the_student_and_nothing_else(judge_source: JudgeSource) -> None:
    verdict = judge_source(IMPORTS + "def inner(y):\n    return y / 0\n\n\n" + entry("return inner(1)"))
    assert verdict.outcome is Outcome.RUNTIME_ERROR
    assert verdict.message == "Your code raised ZeroDivisionError in line 7, `return y / 0`: division by zero"


@pytest.mark.parametrize(
    "body",
    [
        "raise ValueError(jax.__file__)",
        "print(jax.__file__, flush=True) or 1 / 0",
        "import sys; sys.stderr.write(str(sys.path)); raise ValueError(sys.prefix)",
        "import traceback; traceback.print_stack(); raise ValueError",
    ],
    ids=["message", "stdout", "stderr", "stack"],
)
def test_no_path_of_the_host_reaches_the_student(judge_source: JudgeSource, body: str) -> None:
    import sys
    from pathlib import Path

    verdict = judge_source(entry(body))
    text = json.dumps(verdict.to_json())
    assert verdict.outcome is Outcome.RUNTIME_ERROR
    for path in (sys.prefix, sys.base_prefix, str(Path(__file__).parents[2])):
        assert path not in text


def test_output_is_shown_and_cut(judge_source: JudgeSource) -> None:
    verdict = judge_source(entry("print('out', 'x' * 30_000); import sys; print('err', file=sys.stderr); return x"))
    assert verdict.outcome is Outcome.WRONG_ANSWER
    assert verdict.stdout.text.startswith("out xxx")
    assert verdict.stdout.truncated
    assert len(verdict.stdout.text) <= 16 * 1024
    assert verdict.stderr.text == "err\n"
    assert not verdict.stderr.truncated


def test_source_over_the_limit_is_not_judged(judge_source: JudgeSource) -> None:
    verdict = judge_source("#" * (2 << 20))
    assert verdict.outcome is Outcome.INVALID_SUBMISSION
    assert "at most 65536" in verdict.message
    assert verdict.calls_judged == 0


def test_surrogates_are_not_utf8(judge_source: JudgeSource) -> None:
    verdict = judge_source("# \ud800".encode("utf-8", "surrogatepass"))
    assert verdict.outcome is Outcome.INVALID_SUBMISSION
    assert "not UTF-8" in verdict.message


def test_numpy_result_is_named(judge_source: JudgeSource) -> None:
    verdict = judge_source(entry("import numpy as np; return np.ones(int(features), np.float32)"))
    assert verdict.message == "Wrong type: the result has type numpy.ndarray, expected jax.Array."


def test_dict_with_other_keys_than_strings_is_not_called_a_dict(judge_source: JudgeSource) -> None:
    verdict = judge_source(entry("return {(0,): x}"))
    assert verdict.message == "Wrong type: the result has type dict with keys that are no strings, expected jax.Array."


def test_subclass_that_lies_is_no_array(judge_source: JudgeSource) -> None:
    source = IMPORTS + (
        "import numpy as np\n\n\nclass Liar(np.ndarray):\n"
        "    dtype = property(lambda self: np.dtype('float32'))\n"
        "    shape = property(lambda self: (1,))\n"
        "    __eq__ = lambda self, other: True\n\n\n"
        "def state_zero_kernel(seed, x, features):\n    return np.zeros(3).view(Liar)\n"
    )
    assert judge_source(source).message == "Wrong type: the result has type Liar, expected jax.Array."


def test_call_that_ends_the_worker_is_shown_as_it_was_drawn(judge_source: JudgeSource) -> None:
    counterexample = judge_source(entry("import os; os._exit(0)")).counterexample
    assert counterexample is not None
    assert not counterexample.shrunk
    assert counterexample.actual.type == "no result"
