"""What a text is made of: sentences, words, languages; nothing here knows of files or of a library."""
