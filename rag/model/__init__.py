"""What `rag.llm` is made of: the words of the protocol, its faults, deadlines, and thinking that is not shown."""
