"""The HTTP API in the words of OpenAI's protocol."""
