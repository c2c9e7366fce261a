"""Frozen values behave as the standard library's frozen dataclasses do."""

import copy
import dataclasses
import pickle
from typing import NamedTuple

import pytest

from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.problem import Problem


@frozen
class Point:
    """Two numbers and what they are called."""

    x: int
    y: int = 0
    names: list = dataclasses.field(default_factory=list, compare=False)


@frozen
class Even:
    """A number that must be even."""

    number: int

    def __post_init__(self):
        if self.number % 2:
            raise ValueError("odd")


class Other(NamedTuple):
    """Something else with the same content."""

    x: int
    y: int


def test_arguments_defaults_and_factories():
    assert (Point(x=1).x, Point(x=1).y, Point(x=1, y=2).y, Point(x=1, y=3).y) == (1, 0, 2, 3)
    first, second = Point(x=1), Point(x=1)
    assert first.names == []
    assert first.names is not second.names
    assert repr(Point(x=1)) == "Point(x=1, y=0, names=[])"


@pytest.mark.parametrize(("args", "kwargs"), [((), {}), ((1,), {}), ((), {"x": 1, "z": 3}), ((), {"y": 2})], ids=str)
def test_arguments_that_do_not_fit(args, kwargs):
    with pytest.raises(TypeError):
        Point(*args, **kwargs)


def test_keywords_only():
    assert Even(number=2).number == 2
    with pytest.raises(TypeError):
        Even(2)  # type: ignore[call-arg]


def test_a_value_cannot_be_changed():
    point = Point(x=1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
        point.other = 1  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")
    assert point.x == 1


def test_equality_and_hash_look_at_the_compared_fields_of_the_same_class():
    assert Point(x=1, y=2, names=["a"]) == Point(x=1, y=2, names=["b"])
    assert hash(Point(x=1, y=2, names=["a"])) == hash(Point(x=1, y=2, names=["b"]))
    assert Point(x=1, y=2) != Point(x=2, y=1)
    assert Point(x=1, y=2) != Other(1, 2)  # type: ignore[comparison-overlap]
    placed = Problem(rule="r", severity="error", file="f", message="m", where=("a",))
    assert placed == Problem(rule="r", severity="error", file="f", message="m")
    assert (
        len(
            {
                placed,
                Problem(rule="r", severity="error", file="f", message="m"),
                Problem(rule="r", severity="error", file="f", message="n"),
            }
        )
        == 2
    )


def test_replace_makes_a_checked_copy():
    point = Point(x=1, y=2)
    assert replace(point, y=5) == Point(x=1, y=5)
    assert point.y == 2
    with pytest.raises(ValueError, match="odd"):
        replace(Even(number=2), number=3)
    with pytest.raises(TypeError):
        replace(point, z=1)


def test_values_can_be_copied_and_sent_to_another_process():
    problem = Problem(rule="r", severity="error", file="f", message="m", line=3)
    assert copy.deepcopy(problem) == problem
    assert pickle.loads(pickle.dumps(problem)) == problem


def test_the_standard_library_knows_their_fields():
    assert [field.name for field in dataclasses.fields(Point)] == ["x", "y", "names"]
    assert dataclasses.is_dataclass(Point)
