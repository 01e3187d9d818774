"""What a study says that codes reflexively."""

NO_AGREEMENT = (
    "The themes were developed reflexively (Braun & Clarke, 2019, 2021): coding is the coders' "
    "interpretation, and no agreement between coders is claimed."
)
