"""Quality of data: what is missing, contradictory or out of date, and where each is mended."""
