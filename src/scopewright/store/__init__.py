"""The engagement file: plain TinyDB JSON over a durable storage, a journal, a lock, recovery."""
