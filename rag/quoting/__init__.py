"""An answer without a model: which sentences are quoted, in what order, and the words that lead in."""
