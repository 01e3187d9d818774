from django.db import migrations, models

from operations.append_only import guard_in_migration, unguard_in_migration


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Update',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('release', models.CharField(max_length=40)),
                ('migrated_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='In the log, from 1', unique=True)),
                ('happened_at', models.DateTimeField()),
                ('by', models.CharField(help_text='An account, or a command and its user', max_length=200)),
                ('kind', models.CharField(choices=[('added', 'Added'), ('changed', 'Changed'), ('deleted', 'Deleted'), ('downloaded', 'Downloaded')], max_length=10)),
                ('study', models.CharField(blank=True, help_text='The study it is about by its name, if it is about one', max_length=60)),
                ('what', models.CharField(help_text='The kind of thing, such as enrolment window', max_length=100)),
                ('which', models.CharField(help_text='The thing by its name or number', max_length=200)),
                ('details', models.JSONField(default=dict, help_text='By name: before and after')),
                ('digest', models.CharField(help_text='Of all this and the one before', max_length=64, verbose_name='SHA-256')),
            ],
            options={
                'ordering': ('-number',),
                'permissions': (('export_change', 'Can export the log of changes'),),
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['study', '-number'], name='changes_of_a_study'), models.Index(fields=['study', 'what'], name='what_changed_in_a_study')],
            },
        ),
        migrations.RunPython(guard_in_migration, unguard_in_migration),
    ]
