"""The live documents' tests: hostile bytes, real browsers' bytes, and equal texts on both sides."""
