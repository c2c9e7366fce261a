"""Settings for the whole suite."""

import os

import pytest
from hypothesis import HealthCheck, settings

# Each run tries the same examples, so that a red test is red for everybody;
# `--hypothesis-profile=explore` looks further.
settings.register_profile(
    "fazhi", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fazhi")

# No test may read or write the cache of whoever runs it; the tests of the cache name a folder of their own.
os.environ["FAZHI_CACHE"] = "off"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden answers anew from what comes out")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden answers are to be written, not compared with."""
    return bool(request.config.getoption("--update-golden"))
