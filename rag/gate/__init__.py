"""Whether the evidence holds an answer, and what is said where it does not."""
