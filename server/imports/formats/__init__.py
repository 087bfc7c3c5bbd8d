"""One module per format of text that can become a specification; they do not know each other."""
