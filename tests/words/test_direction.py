import pytest

from peerstudy.errors import UnknownNameError
from peerstudy.words import direction


def test_a_language_that_is_not_known_has_no_direction():
    with pytest.raises(UnknownNameError, match="must be one of en, he"):
        direction("xx")
