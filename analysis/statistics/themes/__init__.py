"""What a finished coding says: how often themes occur, with which others, and when they ran out."""
