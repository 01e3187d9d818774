"""How pages write days and times: a day as one writes it, and a time with its zone."""
