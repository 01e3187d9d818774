"""Tables are sent as files that a spreadsheet opens safely."""

from core.csv_response import csv_file


def test_a_table_is_a_file_with_its_name_and_safe_cells() -> None:
    response = csv_file("themes.csv", ["theme", "count"], [["=1+1", 3], [None, True]])
    assert response.headers["Content-Disposition"] == 'attachment; filename="themes.csv"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.decode() == "theme,count\n'=1+1,3\n,true\n"
