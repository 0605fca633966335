"""Window tablet and public screens."""
