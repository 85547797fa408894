from screening.matching.nearest import Names

PEOPLE = ("Daren Volkhovanov", "Yusuf Karim Brannigar", "J. K.", "X", "Oskar Trelleck")


def nearest(name):
    found = Names(PEOPLE, organisation=False).nearest(name)
    return None if found is None else PEOPLE[found]


def test_the_name_that_shares_most_is_nearest_in_any_order_and_script():
    assert nearest("Branigar Yusef") == "Yusuf Karim Brannigar"
    assert nearest("Дарен Волхованов") == "Daren Volkhovanov"


def test_a_rare_part_brings_nearer_than_a_common_one():
    assert nearest("Yusuf Trelleck") == "Oskar Trelleck"


def test_nothing_alike_is_not_near():
    assert nearest("Wpqzz Hhgtt") is None
    assert nearest("X") is None
    assert Names([], organisation=False).nearest("Yusuf") is None
