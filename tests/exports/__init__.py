"""Exports: one view in, files out."""
