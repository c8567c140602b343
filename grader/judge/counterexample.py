"""Draw calls from a strategy, and find the smallest on which a submission departs from the reference."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.errors import FlakyFailure, FlakyStrategyDefinition
from hypothesis.strategies import SearchStrategy

from grader.judge.code import Arguments, describe_call
from grader.judge.trial import Departure
from grader.sandbox.answer import Died
from grader.values import MappingValue

MOST_SHRINK_CALLS = 200
"""Enough to bring a call of a few dozen numbers down to its simplest; each costs one call of the submission."""

TryCall = Callable[[MappingValue], Departure | None]


class _Departed(Exception):
    """The call departs in the way that is being made smaller. Hypothesis shrinks what raises it."""


class _StopSearch(BaseException):
    """Ends a search now. Not an Exception: Hypothesis would shrink one, paying the time limit each try."""


def draw_calls(strategy: SearchStrategy[Arguments], calls: int, hypothesis_seed: int) -> list[MappingValue]:
    """The same that `find_smallest` tries, up to the first departure."""
    drawn: list[MappingValue] = []
    _Search(drawn.append).run(strategy, calls, hypothesis_seed)
    return drawn


def find_smallest(
    strategy: SearchStrategy[Arguments], calls: int, hypothesis_seed: int, try_call: TryCall
) -> Departure | None:
    """Try `calls` calls; return the first departure, made as small as its kind allows.

    The same seed draws the same calls, so the same code gets the same verdict.
    """
    return _Search(try_call).run(strategy, calls, hypothesis_seed)


class _Search:
    """One strategy's share: generate until a call departs, then shrink that call and keep its kind of departure."""

    def __init__(self, try_call: TryCall) -> None:
        self._try_call = try_call
        self._smallest: Departure | None = None
        self._shrink_calls = 0
        self._failure: Exception | None = None

    def run(self, strategy: SearchStrategy[Arguments], calls: int, hypothesis_seed: int) -> Departure | None:
        if not calls:
            return None
        probe = given(strategy)(self._probe)
        # Flaky: a submission that answers the same call differently is found out when the call is confirmed.
        with suppress(_Departed, _StopSearch, FlakyFailure, FlakyStrategyDefinition):
            seed(hypothesis_seed)(_settings(calls)(probe))()
        if self._failure:
            raise self._failure
        return self._smallest

    def _probe(self, arguments: Arguments) -> None:
        if self._smallest is not None:
            self._shrink_calls += 1
            if self._shrink_calls > MOST_SHRINK_CALLS:
                raise _StopSearch
        try:
            departure = self._try_call(describe_call(arguments))
        except Exception as error:  # ours to answer for, so nothing to shrink
            self._failure = error
            raise _StopSearch from error
        if departure is None:
            return
        if self._smallest is None or departure.kind == self._smallest.kind:
            self._smallest = departure
        if isinstance(departure.answer, Died):
            raise _StopSearch  # there is no worker left to ask
        if departure is self._smallest:
            raise _Departed


def _settings(calls: int) -> Any:
    return settings(
        max_examples=calls,
        database=None,
        deadline=None,
        derandomize=False,
        phases=(Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
        print_blob=False,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
