"""Concerté: one traced, labelled specification, written together."""
