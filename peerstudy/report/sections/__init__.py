"""The sections of a report, a module each: an edition in, a section's content out."""
