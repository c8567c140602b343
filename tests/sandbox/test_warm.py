"""A warm worker computes what its zygote has compiled. Anything else it compiles, or says at once that it cannot."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.limits import Limits
from grader.sandbox.answer import Answer, Death, Died, Loaded, Returned, Uncompiled
from grader.sandbox.attacks import HARNESS
from grader.sandbox.compiling import MAY_COMPILE
from grader.sandbox.error import SandboxError
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import FirstZygote, WarmZygote
from grader.values import ArrayValue, MappingValue

RunInCage = Callable[..., Answer]

COMPILED = """
import jax.numpy as jnp
from flax import nnx
def attack():
    return nnx.Linear(3, 7, rngs=nnx.Rngs(5))(jnp.zeros((3,), jnp.float32))
"""
UNCOMPILED = {
    "a new shape": "import jax.numpy as jnp\ndef attack():\n    return jnp.ones((17, 19)) * 2",
    "a new operation": "import jax.numpy as jnp\ndef attack():\n    return jnp.nan_to_num(jnp.ones((3,)))",
    "jit": "import jax\ndef attack():\n    return jax.jit(lambda x: x * 3)(1.0)",
    "at load": "import jax.numpy as jnp\nTABLE = jnp.arange(1234)\ndef attack():\n    return 1",
    "in a handler of everything": (
        "import jax.numpy as jnp\ndef attack():\n"
        "    try:\n        return jnp.ones((17, 19))\n    except BaseException:\n        return 1"
    ),
}
CLAIM = """
import json, os, struct, time
def attack():
    import grader.worker.serve, sys
    number = sys._getframe(1).f_back.f_back.f_locals["question"].header["number"]
    text = json.dumps({"answer": "uncompiled", "number": number}).encode()
    os.write(4, struct.pack(">II", len(text), 0) + text)
    time.sleep(60)
"""


def test_what_is_compiled_is_computed(run_in_cage: RunInCage) -> None:
    answer = run_in_cage(COMPILED)
    assert isinstance(answer, Returned)
    assert isinstance(answer.value, ArrayValue)
    assert answer.value.shape == (7,)


@pytest.mark.parametrize("source", UNCOMPILED.values(), ids=UNCOMPILED.keys())
@pytest.mark.parametrize("zygote", ["strict_zygote"], indirect=True)
def test_what_is_not_compiled_is_said_and_not_waited_for(run_in_cage: RunInCage, source: str) -> None:
    assert run_in_cage(source, Limits(call_wall_s=60.0)) == Uncompiled()


@pytest.mark.parametrize("source", UNCOMPILED.values(), ids=UNCOMPILED.keys())
@pytest.mark.parametrize("zygote", ["warm_zygote"], indirect=True)
def test_what_is_not_compiled_is_compiled_where_that_can_be(run_in_cage: RunInCage, source: str) -> None:
    answer = run_in_cage(source, Limits(call_wall_s=60.0))
    assert isinstance(answer, Returned if MAY_COMPILE else Uncompiled)


@pytest.mark.parametrize("is_later", [False, True], ids=["first", "later"])
def test_workers_of_a_zygote_that_has_compiled_itself_do_not_wait_for_its_threads(
    first_zygote: FirstZygote, warm_up_source: str, is_later: bool
) -> None:
    """A fork of it would wait for ever."""
    with first_zygote.fork() as warm:
        if is_later:
            warm.warm_up(warm_up_source)
        warm.warm_up("import jax\ndef warm_up():\n    jax.jit(lambda x: x - 0.1234567)(1.0)")
        with Worker(warm, Limits()) as worker:
            worker.send_load(UNCOMPILED["jit"], HARNESS, "attack", [])
            assert isinstance(worker.receive(), Loaded)
            worker.send_call(MappingValue(()))
            assert worker.receive() == Uncompiled()


@pytest.mark.parametrize("zygote", ["first_zygote"], indirect=True)
def test_fresh_worker_cannot_claim_to_be_warm(run_in_cage: RunInCage) -> None:
    answer = run_in_cage(CLAIM, Limits(call_wall_s=60.0))
    assert isinstance(answer, Died)
    assert answer.death is Death.REPLY


def test_warm_zygote_that_is_closed_leaves_no_process(first_zygote: FirstZygote) -> None:
    with first_zygote.fork() as warm:
        assert Path(f"/proc/{warm._pid}").exists()
    assert not Path(f"/proc/{warm._pid}").exists()


def test_warm_up_that_fails_is_ours_to_answer_for(first_zygote: FirstZygote) -> None:
    with first_zygote.fork() as warm, pytest.raises(SandboxError):
        warm.warm_up("def warm_up():\n    raise ValueError")


def test_warm_zygote_dies_with_the_first(cache_dir: Path) -> None:
    with FirstZygote(cache_dir, []) as first, first.fork() as warm:
        os.kill(first._process.pid, signal.SIGKILL)
        with pytest.raises(SandboxError):
            _ask_until_gone(warm)


def _ask_until_gone(warm: WarmZygote) -> None:
    for _ in range(1000):
        warm.warm_up("def warm_up(): pass")
