"""Each sentence of a model’s answer judged by what it cites."""
