"""Match weights of the evidence besides names, in bits.

Counted, not regressed: how often subjects that two lists share (by UN reference number) reach a
level, against how often subjects with like names do that are not the same.
"""

from __future__ import annotations

EVIDENCE: dict[str, float] = {
    "birth_day": 6.8,
    "birth_swapped": 5.0,
    "birth_year": 3.5,
    "birth_slip": 2.0,
    "birth_near": -3.0,
    "birth_apart": -5.0,
    "birth_far": -7.5,
    "country_same": 1.6,
    "country_link": 0.0,
    "country_differs": -4.5,
    "country_unlinked": -2.5,
    "gender_same": 0.1,
    "gender_differs": -4.0,
    "identifier_same": 9.0,
    "identifier_value": 5.0,
    "identifier_differs": -2.5,
    "identifier_permanent_differs": -8.0,
    "address_shared": 1.5,
    "kind_differs": -40.0,
}
