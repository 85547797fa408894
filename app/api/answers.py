"""What routes share: the base of answers, the errors a route declares, pages of a collection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.errors import Problem

Row = TypeVar("Row")
Item = TypeVar("Item")

ALWAYS = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.INTERNAL_SERVER_ERROR,
)
BODY = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)


class Answer(BaseModel):
    """Base of all that goes out."""

    model_config = ConfigDict(from_attributes=True, use_attribute_docstrings=True)


class Question(BaseModel):
    """Base of small bodies that come in: unknown fields are refused, blanks around text dropped."""

    model_config = ConfigDict(
        extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True
    )


def fails(*statuses: int, body: bool = False) -> dict[int | str, dict[str, Any]]:
    """The errors a route can give, for its contract; those of every route are always among them."""
    every = (*ALWAYS, *(BODY if body else ()), *statuses)
    return {
        int(status): {"model": Problem, "description": HTTPStatus(status).phrase}
        for status in sorted(every)
    }


class Page:
    """One page of a collection, newest first: `after` is the last id of the page before."""

    def __init__(
        self,
        request: Request,
        response: Response,
        limit: Annotated[int, Query(ge=1, le=200, description="How many at most.")] = 50,
        after: Annotated[
            str | None, Query(max_length=80, description="Go on after this id.")
        ] = None,
    ) -> None:
        self._request, self._response = request, response
        self._limit, self._after = limit, after

    def of(
        self, session: Session, statement: Select[Row], key: InstrumentedAttribute[str]
    ) -> Sequence[Row]:
        """The rows of this page; a Link header leads to the next one, if any (RFC 8288)."""
        if self._after is not None:
            statement = statement.where(key < self._after)
        rows = session.scalars(statement.order_by(key.desc()).limit(self._limit + 1)).all()
        shown = rows[: self._limit]
        if len(rows) > self._limit:
            asked = {**self._request.query_params, "limit": self._limit}
            query = urlencode({**asked, "after": getattr(shown[-1], key.key)})
            self._response.headers["Link"] = f'<{self._request.url.path}?{query}>; rel="next"'
        return shown


class Slice:
    """A part of a collection that is put together here, in the order of ids."""

    def __init__(
        self,
        request: Request,
        response: Response,
        limit: Annotated[int, Query(ge=1, le=200, description="How many at most.")] = 50,
        after: Annotated[str, Query(max_length=400, description="Go on after this id.")] = "",
    ) -> None:
        self._request, self._response = request, response
        self._limit, self._after = limit, after

    def of(self, held: Iterable[Item], key: Callable[[Item], str]) -> list[Item]:
        """The next of `held` by `key`; a Link header leads on, if there is more (RFC 8288)."""
        rest = sorted((each for each in held if key(each) > self._after), key=key)
        shown = rest[: self._limit]
        if len(rest) > self._limit:
            asked = {**self._request.query_params, "limit": self._limit, "after": key(shown[-1])}
            self._response.headers["Link"] = (
                f'<{self._request.url.path}?{urlencode(asked)}>; rel="next"'
            )
        return shown


Paged = Annotated[Page, Depends()]
Some = Annotated[Slice, Depends()]
