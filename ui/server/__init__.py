"""What the page, the HTTP API and the MCP server stand on: addresses, guards, and iterators that run in threads."""
