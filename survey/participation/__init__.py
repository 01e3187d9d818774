"""A participant's way through the pages: progress, answers, flow."""
