"""The nouns of a concerted specification and their laws: plain Python, no input or output."""
