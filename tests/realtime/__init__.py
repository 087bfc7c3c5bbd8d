"""The live engine, through real sockets, on real databases."""
