"""The workers that answer for one submission at the same time: a machine has more than one core."""

from collections.abc import Sequence

from grader.judge.search import find_departure
from grader.judge.subject import Subject
from grader.judge.suite import Case, Section
from grader.judge.trial import Departure, Trial
from grader.sandbox.worker_client import Worker


class Crew:
    """`plain` is who is asked without dye, one call after the other, and another is at work beside it.

    Where the problem has steps, that is `dyed`. Where it has none, and a core is spare, it is a relief: it takes the
    place of `plain` after half of the calls. Either is sent all its calls when it is started.
    """

    def __init__(self, trial: Trial, *, has_spare_core: bool) -> None:
        self._trial = trial
        self._has_spare_core = has_spare_core
        self._finite_cases = trial.suite.cases[Section.FINITE]
        self._first = len(self._finite_cases) // 2
        self._is_other_started = False
        self._relief: Subject | None = None
        self.dyed: Subject | None = None
        self.plain = self._relieved = trial.start()
        if not trial.is_warm:  # the first answer takes a while
            self._start_other()

    @property
    def shown_worker(self) -> Worker:
        """Whose output is shown where nothing departed: the one that got the first calls."""
        return self._relieved.worker

    def find_finite_departure(self) -> Departure | None:
        """As `find_departure`; it is `plain` that shows it. If there is none, `dyed` has been started."""
        # Most wrong submissions have shown what they are before another is started.
        departure = find_departure(
            self._trial, self.plain, Section.FINITE, self._finite_cases[: self._first], on_right=self._start_other
        )
        if departure:
            return departure
        self._start_other()
        self._relieve()
        return find_departure(self._trial, self.plain, Section.FINITE, self._finite_cases[self._first :])

    def share(self, subject: Subject, done: int) -> list[tuple[Subject, Sequence[Case]]]:
        """All plain cases but the first `done`, by who answers them: `subject`, and another on another core.

        The other may be at it already; what became of its load is not received yet.
        """
        cases = self._trial.suite.plain_cases
        if self._relief:
            return [(subject, cases[done : self._first]), (self._relief, cases[self._first :])]
        middle = (done + len(cases)) // 2
        other = self._trial.start_ahead(cases[middle:], warm=subject.is_warm)
        return [(subject, cases[done:middle]), (other, cases[middle:])]

    def _start_other(self) -> None:
        if self._is_other_started:
            return
        self._is_other_started = True
        trial, suite = self._trial, self._trial.suite
        if trial.exercise.problem.steps:
            self.dyed = trial.start_ahead(suite.cases[Section.DYED], suite.dye, warm=self.plain.is_warm)
        elif self._has_spare_core and self.plain.is_warm:  # a fresh one would load all that is compiled once more
            self._relief = trial.start_ahead(suite.plain_cases[self._first :])

    def _relieve(self) -> None:
        if self._relief:
            self._relief.receive()  # whether it loaded or not shows in its first answer
            self.plain, self._relief = self._relief, None
