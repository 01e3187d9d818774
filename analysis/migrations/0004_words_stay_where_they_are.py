from django.db import migrations

from survey.words import without_statistics


class Migration(migrations.Migration):

    dependencies = [
        ('analysis', '0003_dashboards'),
    ]

    operations = [
        without_statistics('default', 'analysis_exclusionstep', 'note'),
        without_statistics('default', 'analysis_unit', 'turn'),
        without_statistics('default', 'analysis_coding', 'memo'),
        without_statistics('default', 'analysis_step', 'before'),
        without_statistics('default', 'analysis_decision', 'reason'),
    ]
