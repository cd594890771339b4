"""Numbers, dates, times and measures as they are written, and when two of them are equal."""
