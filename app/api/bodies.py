"""The JSON bodies that are not a verdict. Field names are part of the API."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.grading.cage import Finding, Layer
from app.store.models import Priority
from grader.verdict import Mode

WAIT_MOST_S = 25.0
SUBMISSION_ID = r"^[0-9a-f]{32}$"


def _encode_source(value: object) -> bytes:
    """Lone surrogates too, which JSON can say and UTF-8 cannot: the judge tells the student that it is not UTF-8."""
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "Input should be a valid string")
    return value.encode("utf-8", "surrogatepass")


class SubmissionRequest(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    problem_id: str = Field(min_length=1, max_length=100)
    source: Annotated[bytes, BeforeValidator(_encode_source), WithJsonSchema({"type": "string"})] = Field(
        description="Python source, at most 64 KiB of UTF-8 or less if the problem says so."
    )
    mode: Mode = Field(
        default=Mode.SUBMIT, description="`run` judges the visible examples and costs no attempt; `submit` decides."
    )
    priority: Priority = Field(
        default=Priority.INTERACTIVE,
        description="`bulk` if nobody sits there and waits, as when a course is judged again: interactive submissions "
        "go before it, and it does not take the whole queue.",
    )
    wait_s: float = Field(
        default=0.0,
        strict=True,
        ge=0,
        le=WAIT_MOST_S,
        description="How long to hold the answer back for the verdict, in seconds.",
    )


class Pending(BaseModel):
    """A submission without a verdict yet."""

    id: str = Field(pattern=SUBMISSION_ID)
    problem_id: str
    mode: Mode
    priority: Priority
    status: Literal["queued", "running"]
    place: int = Field(
        ge=0,
        description="1 for the next in line, 0 from when it runs. It may grow: each owner's submissions take turns "
        "with those of others, and interactive ones go before bulk.",
    )


class ProblemSummary(BaseModel):
    id: str
    title: str
    summary: str
    track: str
    place: int
    difficulty: str
    version: str


class ParameterBody(BaseModel):
    name: str
    type: str
    description: str


class ResultBody(BaseModel):
    type: str
    description: str


class LimitsBody(BaseModel):
    call_wall_s: float
    cpu_s: float
    memory_bytes: int
    output_bytes: int
    source_bytes: int


class ExampleBody(BaseModel):
    arguments: dict[str, Any]


class CheckBody(BaseModel):
    id: str
    title: str
    points: float


class ProblemBody(ProblemSummary):
    """All of a problem that students may see before they have solved it."""

    entry_point: str
    parameters: list[ParameterBody]
    result: ResultBody
    statement: str = Field(description="Markdown.")
    starter: str = Field(description="Python source to start from.")
    hints: list[str] = Field(description="Markdown, in the order to reveal them.")
    limits: LimitsBody
    examples: list[ExampleBody]
    checks: list[CheckBody]


class JudgesBody(BaseModel):
    ready: int
    of: int


class QueueBody(BaseModel):
    queued: int
    running: int
    most: int


class OverrideBody(BaseModel):
    """An operator lets this service judge although the cage does not hold: ARBORIST_UNSAFE_JUDGE_DESPITE."""

    accepted: list[str] = Field(description="The ids of the findings that the operator accepts.")
    in_effect: bool = Field(description="True if it judges only because of the override.")


class CageBody(BaseModel):
    holds: bool | None = Field(description="null while it is being examined.")
    override: OverrideBody | None = Field(description="null unless an operator has set one.")
    layers: list[Layer] = Field(description="What this host adds to the layers that always are on.")
    findings: list[Finding] = Field(description="What the self-test attacked and looked at.")


class Readiness(BaseModel):
    ready: bool = Field(
        description="The cage holds, or an operator's override accepts what does not, and a judge can judge."
    )
    judges: JudgesBody
    queue: QueueBody
    cage: CageBody


class Liveness(BaseModel):
    live: Literal[True] = True
    override: OverrideBody | None = Field(description="As in /readyz: null unless an operator has set one.")


@dataclass(frozen=True, slots=True)
class FieldError:
    """`field` is a path with dots, such as `body.source`."""

    field: str
    message: str


class ErrorBody(BaseModel):
    """An error as RFC 9457 has it. `code` is stable; `detail` is for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldError] | None = Field(default=None, description="For 422: each field that is wrong.")
