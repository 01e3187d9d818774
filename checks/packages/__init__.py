"""Of the packages in the locks: licences, the bill of materials, and known weaknesses."""
