import django.db.models.deletion
import survey.population
from django.conf import settings
from django.db import migrations, models

from core.planner_statistics import without_statistics


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='PageVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=160)),
                ('shown_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Study',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('kind', models.CharField(choices=[('survey', 'survey'), ('interviews', 'interviews')], default='survey', editable=False, max_length=10)),
                ('archived_at', models.DateTimeField(blank=True, editable=False, help_text='From then on nothing of it changes', null=True)),
                ('codes_required', models.BooleanField(default=False, editable=False, help_text='Its members need one-time codes before anything of it opens to them')),
                ('time_zone', models.CharField(blank=True, editable=False, help_text='In which its opening is typed and told; empty for that of the server', max_length=64)),
            ],
            options={
                'verbose_name_plural': 'studies',
                'permissions': (('archive_study', 'Can close a study for good, and purge it by its retention dates'), ('export_study', "Can export a study's data"), ('export_identifying', 'Can export answers that could tell who somebody is'), ('manage_members', 'Can say who works on a study'), ('read_answers', 'Can read what participants answered'), ('watch_study', 'Can see how many take part in a study, and how far they get')),
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('revision', models.PositiveIntegerField(default=1, help_text='Grows with every save')),
                ('saved_at', models.DateTimeField()),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='survey.pagevisit')),
            ],
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(editable=False, help_text='From 1, in the order of beginnings in the study; each population has its own')),
                ('token', models.CharField(help_text='In the private link; 128 random bits', max_length=32, unique=True)),
                ('start', models.CharField(help_text='Random; the same form sent twice starts once', max_length=32, unique=True)),
                ('consented_at', models.DateTimeField()),
                ('consent_digest', models.CharField(help_text='SHA-256 of the text consented to', max_length=64)),
                ('consent_language', models.CharField(max_length=35)),
                ('population', models.CharField(choices=[('people', 'participant'), ('pilots', 'pilot'), ('simulated', 'simulated participant')], default=survey.population.Population['PEOPLE'], help_text='People are analysed; pilots and simulated participants try the study', max_length=10)),
                ('from_panel', models.BooleanField(default=False, help_text='Goes back to a panel at the end; which person, is not kept here')),
                ('contact_given', models.BooleanField(default=False, help_text='Gave an address for the compensation; which, is not kept here')),
                ('state', models.CharField(choices=[('active', 'taking part'), ('completed', 'completed'), ('stopped', 'stopped, answers kept')], default='active', max_length=10)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('last_active_at', models.DateTimeField()),
                ('chain', models.OneToOneField(blank=True, editable=False, help_text='Of what a person submitted; others have none', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participant', to='survey.chain')),
            ],
            options={
                'permissions': (('pilot_participant', 'Can try a study as a pilot'),),
                'constraints': [models.CheckConstraint(condition=models.Q(('population__in', [survey.population.Population['PEOPLE'], survey.population.Population['PILOTS'], survey.population.Population['SIMULATED']])), name='a_participant_is_of_a_known_population')],
            },
        ),
        migrations.AddField(
            model_name='pagevisit',
            name='participant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='survey.participant'),
        ),
        migrations.CreateModel(
            name='CheckAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chosen', models.JSONField()),
                ('passed', models.BooleanField()),
                ('attempted_at', models.DateTimeField()),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='survey.participant')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scenario', models.CharField(blank=True, max_length=50)),
                ('question', models.CharField(max_length=50)),
                ('value', models.JSONField()),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='survey.pagevisit')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='survey.participant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('participant', 'scenario', 'question'), name='one_answer_per_question')],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('population', models.CharField(choices=[('people', 'participant'), ('pilots', 'pilot'), ('simulated', 'simulated participant')], default=survey.population.Population['PEOPLE'], help_text='Whose sequence this is; pilots hold no slot', max_length=10)),
                ('number', models.PositiveIntegerField(help_text='In the sequence, from 0')),
                ('order', models.JSONField(help_text='The scenarios in the order of this slot')),
                ('completed_at', models.DateTimeField(blank=True, null=True)),
                ('participant', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='slot', to='survey.participant')),
            ],
            options={
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='AllocationStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reserved', 'Reserved'), ('freed', 'Freed'), ('completed', 'Completed')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('happened_at', models.DateTimeField()),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='survey.slot')),
            ],
            options={
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['happened_at'], name='steps_by_time')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'lead'), ('researcher', 'researcher'), ('coder', 'coder'), ('recruiter', 'recruiter'), ('auditor', 'auditor')], max_length=10)),
                ('since', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='survey.study')),
            ],
            options={
                'ordering': ('study__slug', 'user__username', 'role'),
                'constraints': [models.UniqueConstraint(fields=('study', 'user', 'role'), name='each_role_once_in_a_study'), models.CheckConstraint(condition=models.Q(('role__in', ['lead', 'researcher', 'coder', 'recruiter', 'auditor'])), name='a_member_has_a_known_role')],
            },
        ),
        migrations.CreateModel(
            name='LastNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('population', models.CharField(choices=[('people', 'participant'), ('pilots', 'pilot'), ('simulated', 'simulated participant')], max_length=10)),
                ('number', models.PositiveIntegerField(default=0)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='last_numbers', to='survey.study')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('study', 'population'), name='one_last_number_for_a_population')],
            },
        ),
        migrations.CreateModel(
            name='JoinLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('roles', models.JSONField(default=list, help_text='Roles in the study; none without a study')),
                ('note', models.CharField(blank=True, help_text='For whom it is, as written by who made it', max_length=100)),
                ('digest', models.CharField(help_text='SHA-256 of the link', max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_links_made', to=settings.AUTH_USER_MODEL)),
                ('used_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='join_links_used', to=settings.AUTH_USER_MODEL)),
                ('study', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='join_links', to='survey.study')),
            ],
            options={
                'ordering': ('-made_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(help_text='In the link; 128 random bits', max_length=32, unique=True)),
                ('made_at', models.DateTimeField()),
                ('label', models.CharField(blank=True, help_text='Of all that were made together, such as a class', max_length=60)),
                ('is_mailed', models.BooleanField(default=False, help_text='Whether it went out by mail; nothing says to whom')),
                ('used_on', models.DateField(blank=True, help_text='A day; a time could be matched with a consent', null=True, verbose_name='day of use')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='survey.study')),
            ],
            options={
                'ordering': ('-made_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='EnrolmentWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField(blank=True, help_text='Empty: no end is set', null=True)),
                ('quota', models.PositiveIntegerField(help_text='How many people can hold a slot: taking part now, or done')),
                ('idle_minutes', models.PositiveIntegerField(default=120, help_text='After how long without a page a slot goes to somebody else')),
                ('starts_a_minute', models.PositiveIntegerField(blank=True, help_text='While more begin within a minute, a slot belongs to whoever sends the first page, as programs only begin. Empty: a tenth of the quota, and at least 3. For a class that begins together, write its size', null=True, verbose_name='beginnings a minute')),
                ('invited_only', models.BooleanField(default=False, help_text='Whether only those with an unused invitation can begin')),
                ('order_quotas', models.JSONField(blank=True, default=dict, editable=False, help_text='How many people can hold a slot, by the order of scenarios, as its keys with commas between them. An order without a number has no bound but the quota')),
                ('study', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='enrolment_window', to='survey.study')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__isnull', True), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='closes_after_it_opens', violation_error_message='A study has to close after it opens.'), models.CheckConstraint(condition=models.Q(('starts_a_minute__isnull', True), ('starts_a_minute__gt', 0), _connector='OR'), name='somebody_can_begin_each_minute', violation_error_message='Let at least one begin in a minute, or leave it empty.')],
            },
        ),
        migrations.CreateModel(
            name='StudyDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('study', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='survey.study')),
            ],
        ),
        migrations.CreateModel(
            name='DraftFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=200)),
                ('content', models.BinaryField()),
                ('changed_in', models.PositiveIntegerField(default=1, help_text='The revision of the draft that made this content')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='survey.studydraft')),
            ],
            options={
                'ordering': ('path',),
                'constraints': [models.UniqueConstraint(fields=('draft', 'path'), name='one_file_for_each_path')],
            },
        ),
        migrations.CreateModel(
            name='StudyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=20, verbose_name='version')),
                ('content', models.TextField(help_text='The whole study as JSON; every text is in it')),
                ('digest', models.CharField(help_text='Of the content', max_length=64, verbose_name='SHA-256')),
                ('loaded_at', models.DateTimeField()),
                ('seed', models.BigIntegerField(help_text='Of the order of scenarios; drawn when it was loaded')),
                ('median_seconds', models.JSONField(blank=True, editable=False, help_text='Of each page by its name, noted now and then; of those who completed', null=True)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='survey.study')),
            ],
            options={
                'ordering': ('study__slug', '-loaded_at', '-pk'),
                'constraints': [models.UniqueConstraint(fields=('study', 'label'), name='one_content_per_version_of_a_study')],
            },
        ),
        migrations.AddField(
            model_name='slot',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='survey.studyversion'),
        ),
        migrations.CreateModel(
            name='ScreenedOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('declined', 'did not consent'), ('not_eligible', 'not eligible')], max_length=20)),
                ('count', models.PositiveIntegerField(default=0)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='screened_out', to='survey.studyversion')),
            ],
            options={
                'verbose_name_plural': 'screened out',
                'constraints': [models.UniqueConstraint(fields=('version', 'reason'), name='one_count_per_reason')],
            },
        ),
        migrations.CreateModel(
            name='Preregistration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.TextField(help_text='As JSON')),
                ('digest', models.CharField(help_text='Of the plan', max_length=64, verbose_name='SHA-256')),
                ('registered_at', models.DateTimeField()),
                ('begun_before', models.PositiveIntegerField(help_text='How many people had begun any version of the study by then; best is 0')),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='preregistration', to='survey.studyversion')),
            ],
        ),
        migrations.AddField(
            model_name='participant',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='survey.studyversion'),
        ),
        migrations.CreateModel(
            name='InterviewWithdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_at', models.DateTimeField()),
                ('expired', models.BooleanField(default=False, help_text='Deleted because the promised retention was over')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interview_withdrawals', to='survey.studyversion')),
            ],
        ),
        migrations.CreateModel(
            name='Interviewee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='As the researcher gives it, such as P7', max_length=20, verbose_name='number')),
                ('position', models.PositiveIntegerField(help_text='In the order of the sample table, from 1')),
                ('consented_on', models.DateField(verbose_name='day of consent')),
                ('consent_digest', models.CharField(help_text='SHA-256 of the text consented to', max_length=64)),
                ('consent_language', models.CharField(max_length=35)),
                ('recorded_by', models.CharField(help_text='The account that recorded the consent', max_length=150)),
                ('recorded_at', models.DateTimeField()),
                ('channel', models.CharField(blank=True, help_text='How they were reached', max_length=200, verbose_name='recruitment channel')),
                ('attributes', models.JSONField(default=dict)),
                ('population', models.CharField(choices=[('people', 'participant'), ('simulated', 'simulated participant')], default=survey.population.Population['PEOPLE'], max_length=10)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviewees', to='survey.study')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviewees', to='survey.studyversion')),
            ],
            options={
                'verbose_name': 'participant of interviews',
                'verbose_name_plural': 'participants of interviews',
                'ordering': ('study', 'position', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('study', 'label'), name='one_interviewee_per_number'), models.CheckConstraint(condition=models.Q(('population__in', [survey.population.Population['PEOPLE'], survey.population.Population['SIMULATED']])), name='an_interviewee_is_a_person_or_simulated')],
            },
        ),
        migrations.CreateModel(
            name='Expired',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('active', 'taking part'), ('completed', 'completed'), ('stopped', 'stopped, answers kept')], max_length=10)),
                ('count', models.PositiveIntegerField(default=0)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expired', to='survey.studyversion')),
            ],
            options={
                'verbose_name_plural': 'expired',
                'constraints': [models.UniqueConstraint(fields=('version', 'state'), name='one_count_per_state')],
            },
        ),
        migrations.AddField(
            model_name='chain',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chains', to='survey.studyversion'),
        ),
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_at', models.DateTimeField()),
                ('beginning', models.CharField(blank=True, db_index=True, help_text='SHA-256 of a random number, so that the form they began with begins nothing new', max_length=64)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tombstones', to='survey.studyversion')),
            ],
        ),
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='In the chain of the version, from 1')),
                ('kind', models.CharField(choices=[('began', 'Began'), ('completed', 'Completed'), ('stopped', 'Stopped'), ('withdrawn', 'withdrawn, everything deleted'), ('expired', 'deleted when its time was over')], max_length=10)),
                ('length', models.PositiveIntegerField(help_text='How many links the chain had')),
                ('head', models.CharField(help_text='The digest of its last link', max_length=64)),
                ('digest', models.CharField(help_text='Of all this and the one before', max_length=64, verbose_name='SHA-256')),
                ('chain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='survey.chain')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='survey.studyversion')),
                ('tombstone', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='survey.tombstone')),
            ],
            options={
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='one_anchor_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'withdrawn'), ('tombstone__isnull', False)), models.Q(models.Q(('kind', 'withdrawn'), _negated=True), ('tombstone__isnull', True)), _connector='OR'), name='a_tombstone_for_each_withdrawal')],
            },
        ),
        migrations.CreateModel(
            name='Trial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scenario', models.CharField(max_length=50)),
                ('position', models.PositiveSmallIntegerField(help_text="In this participant's order, from 1")),
                ('bundle', models.CharField(help_text='SHA-256 of the bundle shown', max_length=64)),
                ('error', models.CharField(help_text='The model error, by its id in the bundle', max_length=200)),
                ('seed', models.BigIntegerField(help_text='Of the draw of the model error')),
                ('options', models.JSONField(help_text='The levels of each axis in the order they are offered in')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trials', to='survey.participant')),
            ],
            options={
                'ordering': ('position',),
                'constraints': [models.UniqueConstraint(fields=('participant', 'scenario'), name='one_trial_each'), models.UniqueConstraint(fields=('participant', 'position'), name='one_trial_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Exploration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('setting', models.JSONField(help_text='The level of each axis, by their keys')),
                ('applied_at', models.DateTimeField()),
                ('trial', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='explorations', to='survey.trial')),
            ],
            options={
                'ordering': ('position',),
                'constraints': [models.UniqueConstraint(fields=('trial', 'position'), name='one_apply_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chosen_at', models.DateTimeField()),
                ('exploration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='survey.exploration')),
                ('trial', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='choice', to='survey.trial')),
            ],
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='In the chain, from 1')),
                ('subject', models.CharField(blank=True, help_text='What was submitted', max_length=200)),
                ('salt', models.CharField(blank=True, help_text='128 random bits', max_length=32)),
                ('rows', models.JSONField(blank=True, default=dict, help_text='SHA-256 of each row, by its name')),
                ('content', models.CharField(help_text='SHA-256 of subject, salt and rows', max_length=64)),
                ('digest', models.CharField(help_text='Of all this and the one before', max_length=64, verbose_name='SHA-256')),
                ('chain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='survey.chain')),
            ],
            options={
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('chain', 'number'), name='one_link_at_a_time')],
            },
        ),
        migrations.AddConstraint(
            model_name='pagevisit',
            constraint=models.UniqueConstraint(fields=('participant', 'page'), name='one_visit_per_page'),
        ),
        migrations.AddIndex(
            model_name='slot',
            index=models.Index(condition=models.Q(('completed_at', None)), fields=['version', 'participant', 'number'], name='slots_not_completed'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.UniqueConstraint(fields=('version', 'population', 'number'), name='one_slot_per_number'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(fields=['version', 'state', 'population'], name='survey_part_version_d5c305_idx'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(fields=['version', 'population', 'number'], name='survey_part_version_e7719e_idx'),
        ),
        without_statistics('default', 'survey_answer', 'value'),
        without_statistics('default', 'survey_draft', 'content'),
        without_statistics('default', 'survey_interviewee', 'attributes', 'channel'),
    ]
