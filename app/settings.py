"""Settings: read once from the environment (`VETTING_…`); every default fits a laptop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an installation may change. Read by `main`, `worker`, `__main__` and the migrations."""

    model_config = SettingsConfigDict(env_prefix="VETTING_", extra="forbid", frozen=True)

    database_url: Annotated[
        str,
        Field(description="sqlite:///FILE on one machine, or postgresql://…"),
    ] = "sqlite:///var/vetting.db"
    store: Annotated[
        Path, Field(description="Folder of the list files and compiled indexes, named by SHA-256.")
    ] = Path("var/store")
    keys: Annotated[
        Path,
        Field(description="Folder of the signing and sealing keys; made once, never overwritten."),
    ] = Path("var/keys")
    policy: Annotated[
        Path | None, Field(description="Policy file (TOML). Without it the bundled policy holds.")
    ] = None
    weights: Annotated[
        Path | None,
        Field(description="Weights of the conduct model (TOML); the policy must name them."),
    ] = None
    log_origin: Annotated[
        str, Field(description="Name of the log in its signed checkpoints; one per installation.")
    ] = "vetting/log"
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        Field(description="The least that is logged."),
    ] = "INFO"
    max_body_bytes: Annotated[
        int, Field(gt=0, description="Largest request body; anything above is refused with 413.")
    ] = 5_000_000
    max_upload_bytes: Annotated[
        int, Field(gt=0, description="Largest list file taken over REST; larger ones: zipped.")
    ] = 50_000_000
    max_list_bytes: Annotated[
        int, Field(gt=0, description="Largest list file fetched from a publisher, as it comes in.")
    ] = 200_000_000
    complaints_per_address: Annotated[
        int, Field(gt=0, description="Complaints taken from one address in a day.")
    ] = 20
    complaints_per_day: Annotated[
        int, Field(gt=0, description="Complaints taken from all addresses together in a day.")
    ] = 1_000
    list_addresses: Annotated[
        dict[str, str],
        Field(description='Other addresses for lists, as JSON: {"un-sc": "https://mirror…"}.'),
    ] = {}
    refresh_schedule: Annotated[
        str, Field(description="When the worker asks the publishers again (cron, UTC).")
    ] = "0 */6 * * *"
    advance_schedule: Annotated[
        str, Field(description="When the worker runs submissions that have no run (cron, UTC).")
    ] = "* * * * *"
