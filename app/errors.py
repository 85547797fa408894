"""Errors as types, and the one place that turns them into RFC 9457 answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request. `pointer` is an RFC 6901 pointer into the body."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class VettingError(Exception):
    """Base of the service's errors: the text is for the person who must act on it."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "internal_error"

    def __init__(self, detail: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.faults = tuple(faults)


class NotAuthenticatedError(VettingError):
    """No key, or one that is unknown, expired or revoked."""

    status, code = HTTPStatus.UNAUTHORIZED, "not_authenticated"


class NotPermittedError(VettingError):
    """The caller's role may not do this."""

    status, code = HTTPStatus.FORBIDDEN, "not_permitted"


class NotFoundError(VettingError):
    """Absent, or not visible to this caller."""

    status, code = HTTPStatus.NOT_FOUND, "not_found"


class ConflictError(VettingError):
    """At odds with the records: a decision stands, a finding is open, the same person twice."""

    status, code = HTTPStatus.CONFLICT, "conflict"


class TooLargeError(VettingError):
    """A body above the limit."""

    status, code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large"


class UnsupportedMediaTypeError(VettingError):
    """A body in a format the route does not read."""

    status, code = HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"


class TooManyError(VettingError):
    """More than one address, or all together, may send in a day."""

    status, code = HTTPStatus.TOO_MANY_REQUESTS, "too_many"


class InvalidError(VettingError):
    """A malformed payload."""

    status, code = HTTPStatus.UNPROCESSABLE_ENTITY, "invalid"


class ListRefusedError(VettingError):
    """A list file that may not come into force; the list in force stays."""

    status, code = HTTPStatus.UNPROCESSABLE_ENTITY, "list_refused"


class SourceUnavailableError(VettingError):
    """A publisher that could not be asked."""

    status, code = HTTPStatus.BAD_GATEWAY, "source_unavailable"


class ProblemFault(BaseModel):
    """One fault: where it is and what is wrong."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"pointer": "/vendor/names", "detail": "is missing"}]}
    )

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(BaseModel):
    """The body of every answer that is not a success (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:vetting:problem:invalid",
                    "title": "Unprocessable Entity",
                    "status": 422,
                    "code": "invalid",
                    "detail": "1 field is at fault: /vendor/names is missing",
                    "traceId": "5f0c7a1e9b3d4c2a",
                    "errors": [{"pointer": "/vendor/names", "detail": "is missing"}],
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    code: str
    detail: str
    traceId: str  # noqa: N815  # the name the error format uses
    errors: list[ProblemFault] = []


def problem(request: Request, error: VettingError) -> JSONResponse:
    """`error` as the answer to `request`."""
    return problem_response(error, getattr(request.state, "trace_id", ""))


def problem_response(error: VettingError, trace_id: str) -> JSONResponse:
    body = Problem(
        type=f"urn:vetting:problem:{error.code.replace('_', '-')}",
        title=HTTPStatus(error.status).phrase,
        status=error.status,
        code=error.code,
        detail=error.detail,
        traceId=trace_id,
        errors=[ProblemFault(**_said(fault)) for fault in error.faults],
    )
    headers = {"WWW-Authenticate": "Bearer"} if error.status == HTTPStatus.UNAUTHORIZED else None
    return JSONResponse(
        body.model_dump(exclude_none=True), error.status, headers, media_type=MEDIA_TYPE
    )


def install(app: FastAPI) -> None:
    """Make every failure of `app` a problem: ours, FastAPI's, Starlette's and the unforeseen."""

    @app.exception_handler(VettingError)
    def ours(request: Request, error: VettingError) -> JSONResponse:
        return problem(request, error)

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(request, invalid([_fault(raw) for raw in error.errors()]))

    @app.exception_handler(HTTPException)
    def plain_http(request: Request, error: HTTPException) -> JSONResponse:
        answer = problem(request, _from_http(error, request))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> JSONResponse:
        log.error("internal error", trace_id=request.state.trace_id, exc_info=error)
        detail = "something went wrong on our side; nothing was recorded. Quote the traceId."
        return problem(request, VettingError(detail))


def invalid(faults: Sequence[Fault]) -> InvalidError:
    """One error that names every fault, the first few in its own text."""
    named = [f"{fault.pointer or fault.parameter or 'body'}: {fault.detail}" for fault in faults]
    count = "1 field is" if len(faults) == 1 else f"{len(faults)} fields are"
    more = "; …" if len(named) > 3 else ""  # noqa: PLR2004  # a sentence, not a list
    return InvalidError(f"{count} at fault: {'; '.join(named[:3])}{more}", faults)


def _said(fault: Fault) -> dict[str, str]:
    said = {"detail": fault.detail, "pointer": fault.pointer, "parameter": fault.parameter}
    return {key: value for key, value in said.items() if value is not None}


_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "json_invalid": "is not valid JSON",
}


def _fault(raw: dict[str, object]) -> Fault:
    where, kind = raw["loc"], str(raw["type"])
    place, *path = where if isinstance(where, tuple) else ("body",)
    detail = _WORDS.get(kind) or str(raw["msg"]).removeprefix("Value error, ")
    detail = detail[:1].lower() + detail[1:] if detail[1:2].islower() else detail
    if place == "body":
        return Fault(detail, pointer=pointer(path))
    return Fault(detail, parameter=".".join(str(part) for part in path))


def pointer(path: Sequence[object]) -> str:
    """An RFC 6901 pointer to `path`: "" is the whole body."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


_HTTP_CODES = {
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.BAD_REQUEST: "bad_request",
}


def _from_http(error: HTTPException, request: Request) -> VettingError:
    status = HTTPStatus(error.status_code)
    detail = error.detail
    if status == HTTPStatus.NOT_FOUND:
        detail = f"there is nothing at {request.url.path}"
    elif status == HTTPStatus.METHOD_NOT_ALLOWED:
        detail = f"{request.method} is not possible on {request.url.path}"
    made = VettingError(detail)
    made.status, made.code = status, _HTTP_CODES.get(status, status.name.lower())
    return made
