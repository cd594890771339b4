"""What `rag.cite` is made of: markers in a stream, sentences, and the exact words that carry a claim."""
