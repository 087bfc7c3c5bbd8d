"""Servers killed, lines cut, disks filled, while people write: what was acknowledged is there, and every text opens."""
