"""What tests of complaints share: a complaint, its complainant, and the way to where it stands."""

from __future__ import annotations

from typing import Any

NAME, CONTACT, MORE = "Ines Marlowe-Quist", "ines.quist@example.org", "night shift, gate two"
SEALED = (NAME, CONTACT, MORE)
COMPLAINT: dict[str, Any] = {
    "about": ["Kestrel Vale Protection Ltd"],
    "what_happened": "A guard at the east gate struck a visitor who asked for his name.",
    "occurred": "2026-10-01",
    "country": "KE",
    "place": "East gate",
    "complainant": {"name": NAME, "contact": CONTACT, "more": MORE},
}
CLASSIFICATION: dict[str, Any] = {
    "vendor": "ungm-481220",
    "names": ["Kestrel Vale Protection Ltd"],
    "summary": "A guard struck a visitor at a gate.",
    "category": "excessive_force",
    "country": "KE",
    "scale": "0.4",
    "scope": "0.2",
    "irremediability": "0.2",
}


class Desk:
    """Makes complaints and takes their steps over REST."""

    def __init__(self, api, key_of) -> None:
        self.api, self.key_of = api, key_of

    def complain(self, **changes: Any) -> dict[str, str]:
        answer = self.api.post("/v1/complaints", json={**COMPLAINT, **changes})
        assert answer.status_code == 202, answer.text
        return answer.json()

    def step(self, reference: str, step: str, by: str = "clerk", **parts: Any):
        return self.api.post(
            f"/v1/complaints/{reference}/steps",
            json={"step": step, **parts},
            headers=self.key_of("focal_point", by),
        )

    def bring(self, reference: str, to: str, **classification: Any) -> None:
        """Take every step up to and including `to`, with ivo as the investigator."""
        self.key_of("focal_point", "ivo")
        said = {**CLASSIFICATION, "vendor": "", **classification}
        way = {
            "acknowledged": {},
            "classified": {"classification": said},
            "assigned": {"investigator": "ivo"},
            "upheld": {"by": "ivo", "note": "Seen on the recording."},
            "answered": {"note": "You were right."},
        }
        for step, parts in way.items():
            answer = self.step(reference, step, **parts)
            assert answer.status_code == 201, answer.text
            if step == to:
                return

    def standing(self, receipt: dict[str, str]):
        return self.api.get(
            f"/v1/complaints/{receipt['reference']}/standing",
            headers={"X-Complaint-Secret": receipt["secret"]},
        )

    def appeal(self, receipt: dict[str, str]):
        return self.api.post(
            f"/v1/complaints/{receipt['reference']}/appeal",
            json={"reason": "The witness was not heard."},
            headers={"X-Complaint-Secret": receipt["secret"]},
        )

    def identity(self, reference: str, by: str = "ivo"):
        return self.api.get(
            f"/v1/complaints/{reference}/identity", headers=self.key_of("focal_point", by)
        )
