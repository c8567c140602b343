"""The workers that answer for one submission at the same time: a machine has more than one core."""

from collections.abc import Sequence

from grader.judge.search import find_departure
from grader.judge.subject import Subject
from grader.judge.suite import Case, Section
from grader.judge.trial import Departure, Trial
from grader.sandbox.worker_client import Worker


class Crew:
    """`plain` is who is asked without dye. Half-way a relief takes its place, where workers are warm.

    The relief, and `dyed`, are sent all their calls when they are started, and do them while `plain` is asked. `dyed`
    is None until then, and where the problem has no steps.
    """

    def __init__(self, trial: Trial) -> None:
        self._trial = trial
        self._are_others_started = False
        self._relief: Subject | None = None
        self.dyed: Subject | None = None
        self.plain = self._first = trial.start()
        if not trial.is_warm:  # the first answer takes a while
            self._start_others()

    @property
    def shown_worker(self) -> Worker:
        """Whose output is shown where nothing departed: the one that got the first calls."""
        return self._first.worker

    def find_finite_departure(self) -> Departure | None:
        """As `find_departure`; it is `plain` that shows it. If there is none, `dyed` has been started."""
        trial, cases, first = self._trial, self._trial.suite.cases[Section.FINITE], self._count_first()
        # Most wrong submissions have shown what they are before the others are started.
        departure = find_departure(trial, self.plain, Section.FINITE, cases[:first], on_right=self._start_others)
        if departure:
            return departure
        self._relieve()
        return find_departure(trial, self.plain, Section.FINITE, cases[first:])

    def share(self, subject: Subject, done: int) -> list[tuple[Subject, Sequence[Case]]]:
        """All plain cases but the first `done`, by who answers them: `subject`, and another on another core.

        The other may be at it already; what became of its load is not received yet.
        """
        cases = self._trial.suite.plain_cases
        if self._relief:
            return [(subject, cases[done : self._count_first()]), (self._relief, cases[self._count_first() :])]
        middle = (done + len(cases)) // 2
        other = self._trial.start_ahead(cases[middle:], warm=subject.is_warm)
        return [(subject, cases[done:middle]), (other, cases[middle:])]

    def _count_first(self) -> int:
        """Half of all calls, if there are as many finite ones: the other half is for the relief and the dyed one."""
        return min(self._trial.exercise.problem.calls.total // 2, len(self._trial.suite.cases[Section.FINITE]))

    def _start_others(self) -> None:
        if self._are_others_started:
            return
        self._are_others_started = True
        suite, warm = self._trial.suite, self.plain.is_warm
        if self._trial.exercise.problem.steps:
            self.dyed = self._trial.start_ahead(suite.cases[Section.DYED], suite.dye, warm=warm)
        if warm and (rest := suite.plain_cases[self._count_first() :]):  # a fresh one would load all that is compiled
            self._relief = self._trial.start_ahead(rest)

    def _relieve(self) -> None:
        """The relieved worker stays: as long as it does, the others' pages are its own as well."""
        if self._relief:
            self._relief.receive()  # whether it loaded or not shows in its first answer
            self.plain, self._relief = self._relief, None
