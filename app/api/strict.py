"""Requests read strictly: one meaning per body, no unknown parameter, nothing above the limit."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import (
    Fault,
    InvalidError,
    TooLargeError,
    UnsupportedMediaTypeError,
    invalid,
    pointer,
    problem_response,
)
from app.shapes.storable import unstorable

JSON_TYPE = "application/json"
TRACE_HEADER = "X-Request-Id"


class StrictRequest(Request):
    """A request whose JSON means the same to every reader."""

    async def json(self) -> Any:  # noqa: ANN401
        """The body. Raises InvalidError for what JSON readers disagree on or nobody could keep."""
        if not hasattr(self, "_json"):
            self._json = _read(await self.body())
        return self._json


class StrictRoute(APIRoute):
    """A route that refuses unknown query parameters and bodies that are not JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        known = _query_names(self.dependant)
        reads_json = self.body_field is not None

        async def strictly(request: Request) -> Response:
            _refuse_unknown(request, known)
            strict = StrictRequest(request.scope, request.receive)
            if reads_json:
                _demand_json(request)
                await strict.json()
            return await handle(strict)

        return strictly


class BodyLimit:
    """Reads each body up to its limit before anything else sees it, and names the request.

    `special` holds other limits for all that lies below a path.
    """

    def __init__(self, app: ASGIApp, *, limit: int, special: Mapping[str, int]) -> None:
        self._app, self._limit, self._special = app, limit, special

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trace_id = secrets.token_hex(8)
        scope.setdefault("state", {})["trace_id"] = trace_id
        send = _named(send, trace_id)
        limit = self._limit_of(scope["path"])
        body = await _whole_body(receive, limit)
        if body is None:
            too_large = TooLargeError(f"the body is larger than {limit:,} bytes")
            await problem_response(too_large, trace_id)(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)

    def _limit_of(self, path: str) -> int:
        below = (limit for start, limit in self._special.items() if path.startswith(start))
        return next(below, self._limit)


async def _whole_body(receive: Receive, limit: int) -> bytes | None:
    whole = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(whole)
        whole += message.get("body", b"")
        if len(whole) > limit:
            return None
        if not message.get("more_body", False):
            return bytes(whole)


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return waiting.pop() if waiting else await receive()

    return replayed


def _named(send: Send, trace_id: str) -> Send:
    async def named(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                *message.get("headers", []),
                (TRACE_HEADER.lower().encode(), trace_id.encode()),
            ]
        await send(message)

    return named


def _query_names(dependant: Dependant) -> set[str]:
    own = {field.alias for field in dependant.query_params}
    return own.union(*(_query_names(each) for each in dependant.dependencies))


def _refuse_unknown(request: Request, known: set[str]) -> None:
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        may = f"known: {', '.join(sorted(known))}" if known else "there are none here"
        raise invalid(
            [Fault(f"is not a parameter of this route; {may}", parameter=name) for name in unknown]
        )
    twice = [name for name in known if len(request.query_params.getlist(name)) > 1]
    if twice:
        raise invalid([Fault("is given more than once", parameter=name) for name in twice])


def _demand_json(request: Request) -> None:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != JSON_TYPE:
        said = f"not {given}" if given else "and must say so"
        raise UnsupportedMediaTypeError(f"the body must be {JSON_TYPE}, {said}")


def _read(data: bytes) -> object:
    try:
        body = json.loads(data, object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except RecursionError:
        raise _bad_json("nested too deeply") from None
    except UnicodeDecodeError:
        raise _bad_json("not UTF-8") from None
    except json.JSONDecodeError as error:
        problem = f"not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})"
        raise _bad_json(problem) from None
    except _UnclearError as error:
        raise invalid([Fault(str(error), pointer="")]) from None
    except ValueError:
        raise _bad_json("not valid JSON: a number has too many digits") from None
    faults = [Fault(problem, pointer(path)) for path, problem in unstorable(body)]
    if faults:
        raise invalid(faults)
    return body


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _UnclearError(f"the field {twice!r} is given twice")
    return read


def _no_constant(name: str) -> None:
    raise _UnclearError(f"{name} is not a JSON number")


class _UnclearError(ValueError):
    """JSON that is well-formed, and still does not say one thing only."""


def _bad_json(problem: str) -> InvalidError:
    error = InvalidError(f"the body is {problem}", [Fault(f"is {problem}", pointer="")])
    error.status, error.code = HTTPStatus.BAD_REQUEST, "bad_request"
    return error
