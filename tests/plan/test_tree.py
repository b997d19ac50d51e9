"""The plan's tree: ways up, ways down, counts."""

from technopole.plan.tree import Level


def test_a_path_leads_from_the_vision_down(pack):
    assert [node.id for node in pack.tree.path("S1.a")] == ["V", "D1", "S1", "S1.a"]


def test_below_a_node_stands_itself_and_everything_under_it(pack):
    assert [node.id for node in pack.tree.below("D1")] == ["D1", "S1", "S1.a"]


def test_the_vision_stands_below_nothing(pack):
    assert [node.id for node in pack.tree.children(None)] == ["V"]


def test_levels_are_counted(pack):
    assert pack.tree.counts()[Level.MEASURE] == 1
    assert pack.tree.counts()[Level.TARGET] == 0
