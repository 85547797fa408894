"""API keys: make, list, revoke."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer
from rich.table import Table

from app.auth import Role
from app.commands.desk import By, now, out, person, service
from app.services import keys as stage

commands = typer.Typer(help="Make, list and revoke API keys.", no_args_is_help=True)


@commands.command()
def add(
    holder: Annotated[str, typer.Argument(metavar="PERSON", help="Id of the person or system.")],
    role: Annotated[Role, typer.Argument(help="What the holder may do.")],
    name: Annotated[str, typer.Option(help="What the key is for.")] = "made on the command line",
    days: Annotated[int | None, typer.Option(min=1, help="Days until it expires.")] = None,
    by: By = None,
) -> None:
    """Make a key and show it, this once."""
    at = now()
    with service() as opened, opened.database.writing() as session:
        _, secret = stage.issue(
            session,
            person=holder,
            name=name,
            role=role.value,
            by=person(by),
            now=at,
            expires_at=at + timedelta(days=days) if days else None,
        )
    typer.echo(secret)


@commands.command("list")
def list_keys() -> None:
    """Show every key, without its secret."""
    table = Table("key", "person", "role", "for", "made (UTC)", "state", box=None)
    with service() as opened, opened.database.reading() as session:
        for row in stage.everyone(session):
            state = "revoked" if row.revoked_at else "good"
            if row.expires_at and row.expires_at <= now():
                state = "expired"
            made = f"{row.created_at:%Y-%m-%d}"
            table.add_row(row.prefix, row.person, row.role, row.name, made, state)
    out.print(table)


@commands.command()
def revoke(
    key: Annotated[str, typer.Argument(help="The key as `vetting keys list` names it.")],
    by: By = None,
) -> None:
    """Make a key useless from now on."""
    with service() as opened, opened.database.writing() as session:
        stage.revoke(session, key, by=person(by), now=now())
    out.print(f"revoked: {key}")
