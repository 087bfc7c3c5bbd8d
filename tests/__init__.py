"""Sentences about the product that the machine checks."""
