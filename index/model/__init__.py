"""Texts as vectors, and two texts read together: the embedded model, what is made of it, and other embedders."""
