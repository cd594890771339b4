"""From a path to bytes that a reader understands: which files there are, one moment of each, and their names."""
