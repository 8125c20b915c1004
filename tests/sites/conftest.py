import pytest

from peerstudy.study.sites import Sites, load_sites


@pytest.fixture(scope="session")
def partners() -> Sites:
    return load_sites()
