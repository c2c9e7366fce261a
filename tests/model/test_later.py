"""A sequence whose items are made when they are asked for."""

from spt_fazhi.model.later import Later


def test_nothing_is_made_for_its_length_and_all_once_for_its_items():
    calls = []

    def make():
        calls.append(1)
        return iter(("a", "b", "c"))

    later = Later(3, make)
    assert len(later) == 3
    assert later
    assert calls == []
    assert list(later) == ["a", "b", "c"]
    assert later[0] == "a"
    assert later[1:] == ("b", "c")
    assert (*later,) == ("a", "b", "c")
    assert "b" in later
    assert calls == [1]


def test_it_equals_the_tuple_of_its_items():
    assert Later(2, lambda: (1, 2)) == (1, 2) == Later(2, lambda: (1, 2))
    assert Later(2, lambda: (1, 2)) != (1, 3)
    assert Later(2, lambda: (1, 2)) != [1, 2]
    assert hash(Later(2, lambda: (1, 2))) == hash((1, 2))
    assert repr(Later(2, lambda: (1, 2))) == "(1, 2)"
    assert not Later(0, lambda: ())
