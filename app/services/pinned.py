"""What a run rested on, opened again: nothing is written, and nothing newer is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.models import GuidelineSet, Run
from app.services import conduct, guidelines, lists
from app.services.compiled import open_index
from app.store import Store
from screening.checks.context import ListInForce
from screening.engine import Reference
from screening.lists.also_listed import Elsewhere
from screening.matching import Index

Json = Mapping[str, Any]


def pinned_list(
    said: Json, *, digest: str, published: datetime | None, index: Index, also: Elsewhere
) -> ListInForce:
    """A list as a run had it: `said` is the run's own line on it, the rest is read anew."""
    source = lists.known(said["id"])
    return ListInForce(
        list_id=said["id"],
        title=source.title,
        licence=source.licence,
        digest=digest,
        published=published,
        checked_at=datetime.fromisoformat(said["checked_at"]),
        changed_at=datetime.fromisoformat(said["changed_at"]),
        index=index,
        also_listed=also,
    )


@dataclass(slots=True)
class Pinned:
    """The references of stored runs; `folder` holds compiled lists and is only read."""

    folder: Path
    store: Store
    _indexes: dict[str, Index] = field(default_factory=dict)

    def reference(self, session: Session, run: Run) -> Reference:
        """The lists and rules of the run, without who stands on several of its lists."""
        return Reference(
            as_of=run.as_of,
            lists={said["id"]: self._list(session, said) for said in run.lists},
            ruleset=guidelines.revived(session.get_one(GuidelineSet, run.guideline_set_id)),
            conduct=conduct.pinned(self.store, run.conduct),
            refused=run.refused_lists or {},
        )

    def _list(self, session: Session, said: Json) -> ListInForce:
        published = datetime.fromisoformat(said["published"]) if said["published"] else None
        index = self._index(session, said)
        return pinned_list(said, digest=said["sha256"], published=published, index=index, also={})

    def _index(self, session: Session, said: Json) -> Index:
        key = said["snapshot"]
        if key not in self._indexes:
            self._indexes[key] = open_index(
                self.folder,
                said["sha256"],
                said["parser"],
                lambda: lists.entries(session, key),
                keep=False,
            )
        return self._indexes[key]
