"""What the benchmark compares with: a database and an ordinary learning library."""
