"""Prints the part of requirements.lock that the service itself needs: pins and hashes as they are.

Reads pyproject.toml and requirements.lock in the current folder. The "# via" remarks of pip-tools
tell what belongs: all that the project asks for, and what that asks for in turn.
"""
# ruff: noqa: INP001  # a script, not a package

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

_BLOCK = re.compile(r"^(?=[A-Za-z0-9])", re.MULTILINE)
_VIA = re.compile(r"^    #(?: via)? +(\S+)", re.MULTILINE)


def runtime_lock(lock: str, project: dict[str, dict[str, list[str]]]) -> str:
    """The blocks of `lock` for the project's dependencies, theirs in turn, and the build tool."""
    blocks = {_name(block): block for block in _BLOCK.split(lock)[1:]}
    roots = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    wanted = {_name(requirement) for requirement in roots}
    while True:
        more = {name for name, block in blocks.items() if wanted & set(_VIA.findall(block))}
        if more <= wanted:
            break
        wanted |= more
    if missing := wanted - blocks.keys():
        sys.exit(f"requirements.lock does not hold {', '.join(sorted(missing))}: run `make lock`")
    return "".join(block for name, block in blocks.items() if name in wanted)


def _name(requirement: str) -> str:
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
    sys.stdout.write(runtime_lock(Path("requirements.lock").read_text("utf-8"), project))
