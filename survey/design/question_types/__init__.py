"""The types of question, each with all that depends on the type. A new type is a file here."""
