"""A model behind an OpenAI-compatible server: how it is asked, in which words, and what can go wrong with it."""
