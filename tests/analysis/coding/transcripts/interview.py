"""Interviews full of names, and pseudonyms for them."""

from analysis.coding.transcripts.turns import Turn

TALK = "Interviewer: Hello Anna Schmidt.\nAnna Schmidt: It was the data, said Anna Schmidt.\n"
TURNS = (
    Turn("Anna Schmidt", 0, 2, "Hello, I am Anna. Write to anna@example.org or +49 30 1234567."),
    Turn(
        "P1", 2, 9, "Anna, we at Acme use www.acme.example/x. Acme 🐦 is fine, says Anna Schmidt."
    ),
    Turn("P1", 9, None, "Models matter. Models fail in 2023."),
)
CHOSEN = {"Anna": "[Person 1]", "Anna Schmidt": "[Person 1]", "Acme": "[Company]"}
