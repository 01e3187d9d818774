"""What people prefer, axis by axis: the paper's procedure and a recommended one, from counts."""
