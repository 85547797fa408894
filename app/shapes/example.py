"""A short submission as documentation shows it. Everybody in it is made up."""

from __future__ import annotations

from typing import Any

EXAMPLE: dict[str, Any] = {
    "note": "Fictional: no such company or person exists.",
    "vendor": {
        "name": "Kestrel Vale Protection Ltd",
        "trading_names": ["Kestrel Vale"],
        "country": "KE",
        "registration_number": "C.118204",
        "ungm_number": "481220",
        "headquarters": {"text": "14 Example Road, Nairobi", "city": "Nairobi", "country": "KE"},
        "incorporated_on": "2009-03-02",
    },
    "engagement": {
        "organisation": "UN Mission in Exampleland",
        "host_country": "KE",
        "services": ["static_premises"],
        "armed": True,
        "starts_on": "2027-01-01",
        "ends_on": "2027-12-31",
        "contract_value_usd": 1_200_000,
        "tender_submitted_on": "2026-09-01",
    },
    "parties": [
        {
            "id": "owner-1",
            "kind": "person",
            "roles": ["owner", "director", "signatory"],
            "name": "Amara Example",
            "births": ["1970-05-01"],
            "nationalities": ["KE"],
        }
    ],
    "ownership": {
        "stakes": [{"id": "stake-1", "company": "vendor", "owner": "owner-1", "share": "100"}]
    },
    "facts": [
        {
            "id": "licence-home",
            "kind": "home_state_licence",
            "issuer": "Private Security Regulatory Authority",
            "number": "PSRA-2024-118",
            "country": "KE",
            "valid_from": "2025-02-01",
            "valid_until": "2028-01-31",
            "verification": "authority_confirmed",
            "values": {"covers_armed": True},
        }
    ],
    "declarations": [{"code": "supplier_code_accepted", "made": True, "signed_on": "2026-08-20"}],
}
