"""One step per file, in the order of `down_revision`; a released step is never edited."""
