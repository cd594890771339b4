"""What is read off passages: rows, columns and items, what can be quoted, and how it is shown."""
