"""What is common to asking a server of somebody else's: how long, how much of it, and what its faults are."""
