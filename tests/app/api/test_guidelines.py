"""Guidelines over REST."""

from screening.guidelines.ruleset import bundled_ruleset

FIRST = bundled_ruleset().rules[0].id


def test_the_set_in_force_is_told_with_every_rule(api, key_of) -> None:
    said = api.get("/v1/guidelines", headers=key_of("auditor")).json()
    assert said["digest"] == bundled_ruleset().digest
    assert [rule["id"] for rule in said["rules"]] == [rule.id for rule in bundled_ruleset().rules]


def test_confirming_a_rule_gives_a_new_version(api, key_of) -> None:
    path = f"/v1/guidelines/{FIRST}/confirmation"
    made = api.post(path, json={"paragraph": "25"}, headers=key_of("focal_point"))
    assert made.status_code == 201, made.text
    rule = api.get(f"/v1/guidelines/{FIRST}", headers=key_of("auditor")).json()
    assert (rule["verification"], rule["paragraph"]) == ("confirmed", "25")
    assert rule["confirmed_by"] == "focal_point"
    said = api.get("/v1/guidelines", headers=key_of("auditor")).json()
    assert (said["version"], said["digest"]) == (made.json()["version"], made.json()["digest"])


def test_a_setting_nobody_knows_is_refused(api, key_of) -> None:
    path = f"/v1/guidelines/{FIRST}/confirmation"
    body = {"parameters": {"colour": "red"}}
    answer = api.post(path, json=body, headers=key_of("focal_point"))
    assert answer.status_code == 422
    assert "colour" in answer.json()["detail"]


def test_two_confirmations_follow_each_other(api, key_of) -> None:
    path = f"/v1/guidelines/{FIRST}/confirmation"
    first = api.post(path, json={"paragraph": "25"}, headers=key_of("focal_point")).json()
    second = api.post(path, json={"paragraph": "26"}, headers=key_of("approver")).json()
    assert first["version"] != second["version"]
