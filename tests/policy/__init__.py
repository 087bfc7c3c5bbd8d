"""Labels, readers and abilities against their rules."""
