"""The steps that bring a database of any earlier version to the current schema, without losing anything."""
