"""Frames of text: read, validated, written whole or not at all."""
