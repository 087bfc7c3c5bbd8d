"""The phone in the workshop on a weak network."""
