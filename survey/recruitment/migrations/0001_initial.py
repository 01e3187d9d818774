import django.db.models.deletion
import survey.recruitment.models
from django.db import migrations, models

from core.planner_statistics import without_statistics


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='BeginningThroughPanel',
            fields=[
                ('id', models.BigAutoField(default=survey.recruitment.models.random_key, primary_key=True, serialize=False)),
                ('study', models.SlugField(max_length=60)),
                ('digest', models.CharField(help_text='HMAC-SHA256 of PROLIFIC_PID', max_length=64, verbose_name='keyed hash')),
                ('began_on', models.DateField(help_text='A day; a time could be matched with a consent')),
            ],
            options={
                'verbose_name_plural': 'beginnings through panels',
                'ordering': ('study', '-began_on', 'digest'),
                'constraints': [models.UniqueConstraint(fields=('study', 'digest'), name='one_beginning_per_name')],
            },
        ),
        migrations.CreateModel(
            name='CompensationCode',
            fields=[
                ('id', models.BigAutoField(default=survey.recruitment.models.random_key, primary_key=True, serialize=False)),
                ('study', models.SlugField(max_length=60)),
                ('code', models.CharField(max_length=200)),
                ('receiver', models.CharField(blank=True, help_text="HMAC-SHA256 of the receiver's link, by which they are shown their code again", max_length=64, null=True, verbose_name='keyed hash')),
                ('given_on', models.DateField(blank=True, help_text='A day; a time could be matched with an end', null=True)),
            ],
            options={
                'ordering': ('study', '-given_on', 'code'),
                'constraints': [models.UniqueConstraint(fields=('study', 'code'), name='each_code_once'), models.UniqueConstraint(fields=('study', 'receiver'), name='one_code_per_receiver'), models.CheckConstraint(condition=models.Q(models.Q(('given_on', None), ('receiver', None)), models.Q(('given_on__isnull', False), ('receiver__isnull', False)), _connector='OR'), name='a_code_is_given_to_somebody_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='CompensationContact',
            fields=[
                ('id', models.BigAutoField(default=survey.recruitment.models.random_key, primary_key=True, serialize=False)),
                ('study', models.SlugField(max_length=60)),
                ('address', models.EmailField(max_length=254)),
                ('given_on', models.DateField(help_text='A day; a time could be matched with an end')),
            ],
            options={
                'ordering': ('study', '-given_on', 'address'),
                'constraints': [models.UniqueConstraint(fields=('study', 'address'), name='one_contact_per_address')],
            },
        ),
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(default=survey.recruitment.models.random_key, primary_key=True, serialize=False)),
                ('study', models.SlugField(max_length=60)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField(help_text="With {{ link }} where each person's own link goes")),
                ('page', models.CharField(help_text="The study's page, where links begin", max_length=500)),
                ('made_on', models.DateField()),
                ('begun_on', models.DateField(blank=True, help_text='When somebody had it sent; `send_mail` goes on with it', null=True)),
                ('sending_until', models.DateTimeField(blank=True, help_text='While it is being sent, so that nobody sends it besides', null=True)),
                ('reminder_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reminders', to='recruitment.mailing')),
            ],
            options={
                'ordering': ('study', '-made_on', 'subject'),
            },
        ),
        migrations.CreateModel(
            name='RecruitmentIdentifier',
            fields=[
                ('id', models.BigAutoField(default=survey.recruitment.models.random_key, primary_key=True, serialize=False)),
                ('study', models.SlugField(max_length=60)),
                ('panel_participant', models.CharField(help_text='PROLIFIC_PID', max_length=100)),
                ('panel_study', models.CharField(blank=True, help_text='STUDY_ID', max_length=100)),
                ('panel_session', models.CharField(blank=True, help_text='SESSION_ID', max_length=100)),
                ('arrived_on', models.DateField(help_text='A day; a time could be matched with a consent')),
            ],
            options={
                'ordering': ('study', '-arrived_on', 'panel_participant'),
                'constraints': [models.UniqueConstraint(fields=('study', 'panel_participant', 'panel_study', 'panel_session'), name='one_identifier_per_arrival')],
            },
        ),
        migrations.CreateModel(
            name='InvitationMail',
            fields=[
                ('id', models.BigAutoField(default=survey.recruitment.models.random_key, primary_key=True, serialize=False)),
                ('address', models.EmailField(max_length=254)),
                ('state', models.CharField(choices=[('waiting', 'not sent yet'), ('sent', 'sent'), ('failed', 'could not be sent')], default='waiting', max_length=10)),
                ('sent_on', models.DateField(blank=True, help_text='A day, not a time', null=True)),
                ('problem', models.CharField(blank=True, help_text='Of the mail server', max_length=200)),
                ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='recruitment.mailing')),
            ],
            options={
                'ordering': ('mailing', 'address'),
                'constraints': [models.UniqueConstraint(fields=('mailing', 'address'), name='one_mail_per_address_of_a_mailing')],
            },
        ),
        without_statistics('recruitment', 'recruitment_compensationcontact', 'address'),
        without_statistics('recruitment', 'recruitment_recruitmentidentifier', 'panel_participant', 'panel_session'),
        without_statistics('recruitment', 'recruitment_compensationcode', 'code', 'receiver'),
        without_statistics('recruitment', 'recruitment_beginningthroughpanel', 'digest'),
    ]
