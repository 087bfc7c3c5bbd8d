"""Deeds by real people on a real database."""
