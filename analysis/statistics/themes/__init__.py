"""Results of a finished coding: how often themes occur, with which others, and saturation."""
