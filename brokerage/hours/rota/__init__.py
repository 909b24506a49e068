"""The rota: who comes to which session, who waits for a place, and who cannot come after all."""
