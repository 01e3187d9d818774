"""Moments are typed and told in the zone of a study, and stored in UTC."""

from datetime import UTC, datetime

import pytest

from survey.errors import OpeningRefused
from survey.studies.moments import in_words, moment_in, shown_in, time_zones


# IANA time zone database: Central European Time is UTC+1, Summer Time UTC+2 from the last Sunday of
# March at 01:00 UTC to that of October; Nepal is UTC+5:45; Lord Howe Island puts its clocks forward
# by half an hour.
@pytest.mark.parametrize(
    ("typed", "zone", "moment"),
    [
        ("2027-03-03T09:00", "Europe/Berlin", "2027-03-03T08:00"),
        ("2027-07-03T09:00", "Europe/Berlin", "2027-07-03T07:00"),
        ("2027-03-28T01:59", "Europe/Berlin", "2027-03-28T00:59"),
        ("2027-03-28T03:00", "Europe/Berlin", "2027-03-28T01:00"),
        ("2027-10-31T03:00", "Europe/Berlin", "2027-10-31T02:00"),
        ("2027-03-03T09:00", "Asia/Kathmandu", "2027-03-03T03:15"),
        ("2027-03-03T09:00", "UTC", "2027-03-03T09:00"),
    ],
)
def test_a_moment_is_that_of_the_zone(typed: str, zone: str, moment: str) -> None:
    in_utc = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert moment_in(datetime.fromisoformat(typed), zone) == in_utc
    assert shown_in(in_utc, zone) == datetime.fromisoformat(typed)


@pytest.mark.parametrize(
    ("typed", "zone", "why"),
    [
        ("2027-03-28T02:00", "Europe/Berlin", "never show 28 March 2027 at 02:00"),
        ("2027-03-28T02:59", "Europe/Berlin", "never show 28 March 2027 at 02:59"),
        ("2027-10-31T02:00", "Europe/Berlin", "show 31 October 2027 at 02:00 twice"),
        ("2027-10-03T02:15", "Australia/Lord_Howe", "never show 3 October 2027 at 02:15"),
        ("2027-04-04T01:45", "Australia/Lord_Howe", "show 4 April 2027 at 01:45 twice"),
        ("2027-03-03T09:00", "Berlin", "There is no time zone “Berlin”"),
        ("2027-03-03T09:00", "../etc/passwd", "There is no time zone"),
    ],
)
def test_a_time_that_clocks_never_show_or_show_twice_is_refused(
    typed: str, zone: str, why: str
) -> None:
    with pytest.raises(OpeningRefused, match=why):
        moment_in(datetime.fromisoformat(typed), zone)


def test_people_read_the_day_the_time_and_the_zone() -> None:
    moment = datetime(2027, 3, 3, 8, 0, 59, tzinfo=UTC)
    assert in_words(moment, "Europe/Berlin") == "3 March 2027 at 09:00 (Europe/Berlin)"


def test_zones_are_those_that_people_know() -> None:
    assert {"UTC", "Europe/Berlin", "America/New_York"} <= set(time_zones())
    assert "localtime" not in time_zones()
