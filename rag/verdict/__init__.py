"""A verdict’s parts: reading a claim, laying it beside its evidence, a file for each thing that can be wrong."""
