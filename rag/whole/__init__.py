"""Questions about whole documents: recognised, and answered from all passages, with a model and without."""
