"""Frames of text: read, validated, written whole or not at all."""

__all__ = [
    "cells",
    "files",
    "given",
    "neutral",
    "records",
    "schema",
    "validate",
    "vocabulary",
]
