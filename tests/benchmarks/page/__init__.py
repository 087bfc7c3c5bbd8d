"""The specification page beside one Tiptap document of the same text."""
