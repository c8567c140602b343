"""The mutation score: whether the calls of a problem tell its reference from every mistake made in it."""

import difflib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from grader.authoring.judges import JudgeAll
from grader.authoring.mutation import Mutant, find_mutants
from grader.authoring.remark import Level, Part, Remark
from grader.judge.submission import Submission
from grader.limits import Limits
from grader.problem import Problem
from grader.verdict import Outcome, Verdict

HANGING = Limits(call_wall_s=5.0, cpu_s=30.0)
"""Enough for whatever is right, and less to wait for where a change has made a loop endless."""


def limit_mutants(most: Limits) -> Limits:
    """The operator's bounds on problems, stricter where a mutant that hangs would cost time."""
    return replace(most, call_wall_s=min(most.call_wall_s, HANGING.call_wall_s), cpu_s=min(most.cpu_s, HANGING.cpu_s))


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the mutants that can be told apart were, those written by hand included."""

    killed: int
    total: int
    equivalent: int

    def __str__(self) -> str:
        percent = 100 * self.killed // max(self.total, 1)  # rounded down: 100 is all of them
        equivalent = f"; {self.equivalent} equivalent" if self.equivalent else ""
        return f"mutation score {percent} % ({self.killed} of {self.total}{equivalent})"


def check_mutants(problem: Problem, judge_all: JudgeAll, by_hand: Sequence[Verdict]) -> Iterator[Remark]:
    """Judge every mutant of the reference. `by_hand` are the verdicts on those that somebody wrote."""
    reference = (problem.folder / "reference.py").read_text(encoding="utf-8")
    (verdict,) = judge_all([_submit(problem, reference)])
    if verdict.outcome is not Outcome.ACCEPTED:
        text = f"reference.py: as a submission, it came out as {verdict.outcome}: {verdict.message}"
        yield _fault(f"{text} Its mutants would be judged for the wrong reason")
        return
    mutants = find_mutants(reference)
    verdicts = judge_all([_submit(problem, mutant.source) for mutant in mutants])
    yield from _weigh(problem, dict(zip(mutants, verdicts, strict=True)), by_hand)


def _submit(problem: Problem, source: str) -> Submission:
    """With the reference under the name that a submission's function has."""
    return Submission("mutant", problem.id, f"{source}\n\n{problem.entry_point} = reference\n".encode())


def _weigh(problem: Problem, verdicts: dict[Mutant, Verdict], by_hand: Sequence[Verdict]) -> Iterator[Remark]:
    named = {equivalent.mutant for equivalent in problem.equivalent_mutants}
    surviving = [mutant for mutant, verdict in verdicts.items() if verdict.outcome is Outcome.ACCEPTED]
    for mutant, verdict in verdicts.items():
        if verdict.outcome is Outcome.INTERNAL_ERROR:
            yield _fault(f"could not be judged: {mutant.change}", mutant.diff)
    for mutant in surviving:
        if mutant.change not in named:
            yield _fault(f"survives: {mutant.change}", (*mutant.diff, *_propose(mutant)))
    yield from _check_equivalents(problem, verdicts)
    equivalent = sum(mutant.change in named for mutant in surviving)
    alive = len(surviving) - equivalent + sum(verdict.outcome is Outcome.ACCEPTED for verdict in by_hand)
    total = len(verdicts) - equivalent + len(by_hand)
    yield _tell(Score(total - alive, total, equivalent), verdicts, by_hand)


def _tell(score: Score, verdicts: dict[Mutant, Verdict], by_hand: Sequence[Verdict]) -> Remark:
    outcomes = Counter(str(verdict.outcome) for verdict in verdicts.values())
    details = [f"{len(verdicts)} changes to reference.py, {len(by_hand)} wrong submissions"]
    level = Level.GOOD if score.killed == score.total else Level.FAULT
    if level is Level.FAULT:
        details.append("For each that survives: draw calls that show it, or make reference.py simpler;")
        details.append("if no call can ever show it, name it in problem.toml, in the lines below it, and say why.")
    return Remark(Part.MUTANTS, level, str(score), tuple(details), {**asdict(score), "outcomes": dict(outcomes)})


def _propose(mutant: Mutant) -> Sequence[str]:
    text = mutant.change
    quoted = f"'{text}'" if "'" not in text else json.dumps(text, ensure_ascii=False)
    return (
        "[[equivalent_mutants]]",
        f"mutant = {quoted}",
        'why = "..."',
    )


def _check_equivalents(problem: Problem, verdicts: dict[Mutant, Verdict]) -> Iterator[Remark]:
    outcomes = {mutant.change: verdict.outcome for mutant, verdict in verdicts.items()}
    seen: set[str] = set()
    for equivalent in problem.equivalent_mutants:
        name = equivalent.mutant
        if name not in outcomes:
            near = difflib.get_close_matches(name, outcomes, n=1)
            suggestion = f"; did you mean {near[0]}" if near else ": delete it"
            yield _fault(f"problem.toml [[equivalent_mutants]]: there is no mutant {name}{suggestion}")
        elif name in seen:
            yield _fault(f"problem.toml [[equivalent_mutants]]: named twice: {name}")
        elif outcomes[name] is not Outcome.ACCEPTED:
            yield _fault(f"problem.toml [[equivalent_mutants]]: is told apart ({outcomes[name]}), delete it: {name}")
        elif not equivalent.why.strip(" ."):
            yield _fault(f"problem.toml [[equivalent_mutants]]: say why no call can tell it apart: {name}")
        seen.add(name)


def _fault(text: str, details: Sequence[str] = ()) -> Remark:
    return Remark(Part.MUTANTS, Level.FAULT, text, tuple(details))
