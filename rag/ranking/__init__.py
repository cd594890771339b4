"""From a question to its evidence: searched, measured, weighed, and the best of it read."""
