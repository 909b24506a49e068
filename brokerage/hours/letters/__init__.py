"""Letters and certificates: thank you, a reference, hours given."""
