"""Every error of the API: an exception with its status and code, answered as RFC 9457 problem details."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from app.api.bodies import ErrorBody, FieldError

MEDIA_TYPE = "application/problem+json"


class ApiError(Exception):
    """Raised by an endpoint, with a detail for people. `code` is for programs and never changes."""

    status: ClassVar[HTTPStatus]
    code: ClassVar[str]

    def __init__(self, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers = headers


class TokenRequiredError(ApiError):
    status = HTTPStatus.UNAUTHORIZED
    code = "token_required"


class TokenInvalidError(ApiError):
    status = HTTPStatus.UNAUTHORIZED
    code = "token_invalid"


class UnknownProblemError(ApiError):
    status = HTTPStatus.NOT_FOUND
    code = "unknown_problem"


class UnknownSubmissionError(ApiError):
    status = HTTPStatus.NOT_FOUND
    code = "unknown_submission"


class SourceTooLargeError(ApiError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "source_too_large"


class BodyTooLargeError(ApiError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "body_too_large"


class MalformedBodyError(ApiError):
    status = HTTPStatus.BAD_REQUEST
    code = "malformed_body"


class InvalidRequestError(ApiError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid_request"


class QueueFullError(ApiError):
    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "queue_full"


class CageNotHoldingError(ApiError):
    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "cage_not_holding"


class InternalError(ApiError):
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "internal_error"


def answer(error: ApiError, fields: Sequence[FieldError] | None = None) -> Response:
    return _answer(error.status, error.code, error.detail, error.headers, fields)


def document(*errors: type[ApiError]) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the errors that an endpoint may answer."""
    documented: dict[int | str, dict[str, Any]] = {}
    for status in {error.status for error in errors}:
        codes = ", ".join(f"`{error.code}`" for error in errors if error.status is status)
        schema = ErrorBody.model_json_schema(ref_template="#/components/schemas/{model}")
        documented[status.value] = {
            "description": f"{status.phrase}: {codes}",
            "content": {MEDIA_TYPE: {"schema": _inline(schema)}},
        }
        if status is HTTPStatus.SERVICE_UNAVAILABLE:
            documented[status.value]["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return documented


def handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(ApiError, _answer_api_error)
    app.add_exception_handler(RequestValidationError, _answer_invalid_request)
    app.add_exception_handler(HTTPException, _answer_http_error)


async def _answer_api_error(_request: Request, error: Exception) -> Response:
    return answer(cast(ApiError, error))


async def _answer_invalid_request(_request: Request, error: Exception) -> Response:
    """Says where and what, never the value: it may be a whole source."""
    faults = cast(RequestValidationError, error).errors()
    fields = [_to_field_error(fault["loc"], fault["type"], fault["msg"]) for fault in faults]
    detail = "; ".join(f"{each.field}: {each.message}" for each in fields)
    return answer(InvalidRequestError(detail), fields)


async def _answer_http_error(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: unknown routes, wrong methods, bodies that cannot be parsed."""
    fault = cast(HTTPException, error)
    status = HTTPStatus(fault.status_code)
    if status is HTTPStatus.BAD_REQUEST:
        return answer(MalformedBodyError("The body could not be parsed: send JSON, as UTF-8."))
    detail = f"{status.phrase}: {request.method} {request.url.path}"
    return _answer(status, status.name.lower(), detail, fault.headers, None)


def _answer(
    status: HTTPStatus,
    code: str,
    detail: str,
    headers: Mapping[str, str] | None,
    fields: Sequence[FieldError] | None,
) -> Response:
    body = ErrorBody(
        type=f"urn:arborist:error:{code}",
        title=status.phrase,
        status=status.value,
        detail=detail,
        code=code,
        errors=list(fields) if fields else None,
    )
    content = body.model_dump(mode="json", exclude_none=True)
    return JSONResponse(content, status.value, headers, media_type=MEDIA_TYPE)


def _to_field_error(location: tuple[int | str, ...], kind: str, message: str) -> FieldError:
    if kind == "json_invalid":
        return FieldError("body", f"not JSON at character {location[-1]}")
    if location == ("body",) and kind != "missing":
        return FieldError("body", "a JSON object is needed, sent with `Content-Type: application/json`")
    return FieldError(".".join(str(part) for part in location), message)


def _inline(schema: dict[str, Any]) -> dict[str, Any]:
    """Without references: the answers of `document` are no models to FastAPI, so it would not resolve them."""
    definitions = schema.pop("$defs")
    schema["properties"]["errors"]["anyOf"][0]["items"] = definitions["FieldError"]
    return schema
