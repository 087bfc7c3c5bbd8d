"""Guards taken away one at a time: whether a test would notice each of them missing (`make guards`)."""
