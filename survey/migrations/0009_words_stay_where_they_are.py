from django.db import migrations

from survey.words import without_statistics


class Migration(migrations.Migration):

    dependencies = [
        ('survey', '0008_evidence'),
    ]

    operations = [
        without_statistics('default', 'survey_answer', 'value'),
        without_statistics('default', 'survey_draft', 'content'),
    ]
