"""REFI-QDA and other formats that coding programs exchange."""
