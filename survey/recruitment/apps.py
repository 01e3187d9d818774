from django.apps import AppConfig


class RecruitmentApp(AppConfig):
    name = "survey.recruitment"
