"""The whole job on documents from outside, and the real installation it is done on."""
