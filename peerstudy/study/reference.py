"""Reference data that come with the package and are no study: CFIR, resources, a programme."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from peerstudy.codings import Cfir
from peerstudy.errors import refuse
from peerstudy.frames.border import guarded
from peerstudy.frames.folders import read_frames
from peerstudy.frames.given import read_toml
from peerstudy.frames.schema import Schema
from peerstudy.study import data_folder
from peerstudy.study.programmes import Programme, programme_of
from peerstudy.study.resources import Resources
from peerstudy.study.schema_reference import CFIR, PROGRAMME, RESOURCES


def load_cfir() -> Cfir:
    """Load CFIR 2009 and 2022 with the mapping between them.

    Examples
    --------
    >>> len(load_cfir().constructs("2009"))
    41
    """
    frames = _read("cfir", CFIR)
    return Cfir(frames["cfir_2009"], frames["cfir_2022"], frames["cfir_2009_to_2022"])


@guarded
def load_resources(name: str = "knowledge_centre") -> Resources:
    """Load a list of resources.

    Examples
    --------
    >>> len(load_resources().resources)
    22
    """
    return Resources(name, _meta(name), **_read(name, RESOURCES))


@guarded
def load_programme(name: str = "yozma_programme") -> Programme:
    """Load a programme with its crosswalk to a study's facilitators.

    Examples
    --------
    >>> len(load_programme().elements)
    12
    """
    return programme_of(name, _meta(name), _read(name, PROGRAMME))


def _read(name: str, schemas: Mapping[str, Schema]) -> dict[str, pd.DataFrame]:
    frames, found = read_frames(data_folder() / name, schemas)
    refuse(found)
    return frames


def _meta(name: str) -> dict[str, Any]:
    return read_toml(data_folder() / name / "study.toml")
