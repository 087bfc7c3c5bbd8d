"""Journeys through the product as people make them: real server, real Chromium, several people at once, in French."""
