from django.db import migrations

from upkeep.append_only import guard_anew_in_migration


class Migration(migrations.Migration):

    dependencies = [
        ("upkeep", "0001_changes"),
    ]

    operations = [
        migrations.RunPython(guard_anew_in_migration, migrations.RunPython.noop),
    ]
