"""Who is calling, and whether their role may: written in the signature of every route."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.deps import Now, Reading
from app.errors import NotAuthenticatedError, NotPermittedError
from app.services import keys

_BEARER = HTTPBearer(auto_error=False, description="An API key: `Authorization: Bearer KEY`.")


class Role(StrEnum):
    """What a caller is to the service."""

    OFFICER = "officer"
    FOCAL_POINT = "focal_point"
    APPROVER = "approver"
    AUDITOR = "auditor"
    INTEGRATION = "integration"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Caller:
    """A person or system with a good key. `person` is the same for every key of one person."""

    person: str
    role: Role

    @property
    def sees(self) -> str | None:
        """Whose submissions this caller may see: its own for a system, everybody's for the rest."""
        return self.person if self.role is Role.INTEGRATION else None


def authenticated(
    presented: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
    session: Reading,
    now: Now,
) -> Caller:
    """The caller. Raises NotAuthenticatedError without a good key."""
    if presented is None:
        raise NotAuthenticatedError("give an API key: Authorization: Bearer KEY")
    key = keys.authenticate(session, presented.credentials, now)
    return Caller(key.person, Role(key.role))


def may(*roles: Role) -> Any:  # noqa: ANN401  # FastAPI reads a dependency as a default value
    """A dependency that lets only these roles through."""

    def permitted(caller: Annotated[Caller, Depends(authenticated)]) -> Caller:
        if caller.role not in roles:
            allowed = ", ".join(role.value for role in roles)
            raise NotPermittedError(f"the role {caller.role} may not do this; allowed: {allowed}")
        return caller

    return Depends(permitted)


_STAFF = (Role.OFFICER, Role.FOCAL_POINT, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)

Anybody = Annotated[Caller, may(*Role)]
Reader = Annotated[Caller, may(*_STAFF)]
Submitter = Annotated[Caller, may(Role.OFFICER, Role.INTEGRATION, Role.ADMINISTRATOR)]
Runner = Annotated[
    Caller, may(Role.OFFICER, Role.FOCAL_POINT, Role.INTEGRATION, Role.ADMINISTRATOR)
]
Answering = Annotated[Caller, may(Role.FOCAL_POINT, Role.INTEGRATION)]
FocalPoint = Annotated[Caller, may(Role.FOCAL_POINT)]
Decider = Annotated[Caller, may(Role.OFFICER, Role.FOCAL_POINT)]
ComplaintReader = Annotated[Caller, may(Role.FOCAL_POINT, Role.AUDITOR)]
Approver = Annotated[Caller, may(Role.APPROVER)]
RuleOfficer = Annotated[Caller, may(Role.FOCAL_POINT, Role.APPROVER)]
Administrator = Annotated[Caller, may(Role.ADMINISTRATOR)]
