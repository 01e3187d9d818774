"""What knows no domain: everything may import it, and it imports nothing of ours."""
