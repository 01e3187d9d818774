"""`{{ study.retention|days_of_copies }}`: after how many days copies of it are deleted."""

from django import template

from survey.leaving.copies import days_of_copies

register = template.Library()
register.filter("days_of_copies", days_of_copies)
