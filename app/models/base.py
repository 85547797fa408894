"""What every table is made with: the base, the column types, the constraints by name."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, MetaData
from sqlalchemy.orm import DeclarativeBase

from app.db import UtcDateTime

Json = dict[str, Any]
JsonList = list[Any]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        Json: JSON,
        Json | None: JSON(none_as_null=True),
        JsonList: JSON,
        JsonList | None: JSON(none_as_null=True),
    }


def one_of(column: str, *values: str) -> CheckConstraint:
    """What `column` may hold, checked by the database as well."""
    quoted = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({quoted})", name=f"{column}_known")


def sha256(name: str) -> CheckConstraint:
    return CheckConstraint(f"length({name}) = 64", name=f"{name}_is_sha256")
