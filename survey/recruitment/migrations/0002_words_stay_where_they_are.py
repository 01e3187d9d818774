from django.db import migrations

from survey.words import without_statistics


class Migration(migrations.Migration):

    dependencies = [
        ('recruitment', '0001_recruitment'),
    ]

    operations = [
        without_statistics('recruitment', 'recruitment_compensationcontact', 'address'),
        without_statistics(
            'recruitment', 'recruitment_recruitmentidentifier', 'panel_participant', 'panel_session'
        ),
    ]
