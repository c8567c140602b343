"""Advice on a submission that gives the right values: what else a good answer can stand. Worth no points."""

from typing import Any

from grader.judge.comparison import Difference, find_difference
from grader.judge.display import clean
from grader.judge.feedback import explain_answer
from grader.judge.subject import Subject
from grader.judge.suite import Section
from grader.judge.teaching.exceptions import explain_exception
from grader.judge.teaching.notes import REPEAT, Notes
from grader.judge.trial import Trial
from grader.problem import Tolerance
from grader.sandbox.answer import Answer, Died, Raised, Returned
from grader.values import MappingValue, Value, to_python
from grader.verdict import Advice

TITLES = {
    "inputs": "Leaves its arguments as they came",
    "jit": "Can be compiled with jax.jit",
    "vmap": "Can be mapped over a batch with jax.vmap",
    "transfer": "The transform works on other modules too",
    REPEAT: "Gives the same result again, bit for bit",
}

_NOTHING_SEEN = Returned(MappingValue(()))
"""The probe looked for something that it did not meet."""


def advise(trial: Trial, subject: Subject, notes: Notes) -> list[Advice]:
    """What the problem's probes show on its first example; nothing of those that gave no answer."""
    problem = trial.exercise.problem
    probes, call = problem.advice.probes, trial.suite.cases[Section.EXAMPLES][0].call
    if not probes:
        return []
    subject.send_call(call)
    for name in probes:
        if name == REPEAT:
            subject.send_call(call)
        else:
            subject.send_probe(name, problem.advice.traced, call)
    first = subject.receive()
    expected = {**notes.get_probes(trial.exercise), REPEAT: first}
    answers = {name: subject.receive() for name in probes}
    return [
        Advice(name, TITLES[name], not message, message)
        for name in probes
        if not isinstance(answers[name], Died) and answers[name] != _NOTHING_SEEN
        for message in [_compare(name, expected[name], answers[name], trial.source)]
    ]


def _compare(name: str, expected: Answer, answer: Answer, source: str) -> str:
    """What the submission does otherwise than the reference; nothing where it does the same."""
    match expected, answer:
        case Returned(), Raised():
            return " ".join(filter(None, [explain_answer(answer, source), explain_exception(answer)]))
        case Returned(value), Returned(returned) if value != returned:
            return _explain_departure(name, value, returned)
    return ""  # or the reference cannot do it either


def _explain_departure(name: str, expected: Value, returned: Value) -> str:
    if name == REPEAT:
        return "The same call gave another result the second time: something was kept from the first."
    if difference := find_difference(expected, returned, Tolerance(rtol=0, atol=0)):
        return {
            "inputs": _explain_inputs,
            "jit": _explain_jit,
            "vmap": _explain_vmap,
            "transfer": _explain_transfer,
        }[name](to_python(expected), to_python(returned), difference)
    return ""


def _explain_inputs(_expected: Any, _returned: Any, difference: Difference) -> str:
    return f"After the call an argument has {difference.text}: work on a copy, the caller may still need the original."


def _explain_jit(expected: Any, returned: Any, _: Difference) -> str:
    if expected["shapes"] != returned["shapes"]:
        return f"Traced, the result is {', '.join(returned['shapes'])}, expected {', '.join(expected['shapes'])}."
    wanted, got = (" and ".join(traced["depends_on"]) or "nothing" for traced in (expected, returned))
    return f"The result depends on {got}, and should depend on {wanted}."


def _explain_vmap(expected: Any, returned: Any, _: Difference) -> str:
    return f"For a batch the result is {', '.join(returned)}, expected {', '.join(expected)}."


def _explain_transfer(expected: Any, returned: Any, _: Difference) -> str:
    """Both are, by module, what became of the leaf at each path, or of all where there is none."""
    departures = (
        f"On {module}, the leaf {path} is {got}, and should be {wanted}."
        for module, leaves in expected.items()
        for path, wanted in leaves.items()
        if (got := returned[module].get("", returned[module].get(path))) != wanted
    )
    return clean(next(departures))
