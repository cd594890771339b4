"""The chat page. Gradio lives in this folder only; importing the folder imports none of it."""
