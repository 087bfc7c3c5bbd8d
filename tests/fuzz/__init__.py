"""Updates that no honest browser sends, in great number: what the gate lets through means the same to every browser."""
