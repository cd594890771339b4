"""An answer by a model: the question put anew, the evidence that it is given, its words, and its notes."""
