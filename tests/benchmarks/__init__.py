"""Measurements beside peers; each prints ratios, because machines differ."""
