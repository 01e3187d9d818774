import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models

from core.planner_statistics import without_statistics


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('survey', '0001_first_release'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(choices=[('as_coded', 'as coded'), ('reconciled', 'with themes reconciled')], max_length=10)),
                ('guid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('report', models.JSONField()),
                ('taken_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='StudyReport',
            fields=[
            ],
            options={
                'verbose_name': 'report',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('survey.study',),
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What uses it, such as: nightly report', max_length=100)),
                ('digest', models.CharField(editable=False, help_text='SHA-256', max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('last_used_on', models.DateField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to='survey.study')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'API token',
                'ordering': ('-made_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, help_text='For colleagues; no report shows it', max_length=500)),
                ('assessed_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='assessment', to='survey.participant')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Attribute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(help_text='In files and in the data')),
                ('name', models.CharField(max_length=100)),
                ('position', models.PositiveIntegerField(default=0)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attributes', to='survey.study')),
            ],
            options={
                'ordering': ('position', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('study', 'key'), name='one_attribute_per_key'), models.UniqueConstraint(fields=('study', 'name'), name='one_attribute_per_name')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='Such as P07; numbers are not used twice', max_length=20)),
                ('synthetic', models.BooleanField(default=False)),
                ('interviewee', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='case', to='survey.interviewee')),
                ('participant', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='case', to='survey.participant')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='survey.study')),
            ],
            options={
                'ordering': ('label',),
                'constraints': [models.UniqueConstraint(fields=('study', 'label'), name='one_case_per_label'), models.CheckConstraint(condition=models.Q(('participant__isnull', True), ('interviewee__isnull', True), _connector='XOR'), name='a_case_is_of_a_survey_or_of_interviews')],
            },
        ),
        migrations.CreateModel(
            name='AttributeValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(max_length=200)),
                ('attribute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='analysis.attribute')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attribute_values', to='analysis.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('attribute', 'case'), name='one_value_per_attribute_of_a_case')],
            },
        ),
        migrations.CreateModel(
            name='CaseAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figures', models.JSONField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='analysis.agreement')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='analysis.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agreement', 'case'), name='one_agreement_per_case_of_a_round')],
            },
        ),
        migrations.CreateModel(
            name='Codebook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('language', models.CharField(default='en', max_length=35)),
                ('description', models.TextField(blank=True)),
                ('types', models.JSONField(blank=True, default=list, help_text='Each a mapping of key and name')),
                ('marks', models.JSONField(blank=True, default=list, help_text='Each a mapping of key, name and symbol')),
                ('crossed', models.JSONField(blank=True, default=list, help_text='The keys of the two types that reports lay against each other, or none')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codebooks', to='survey.study')),
            ],
            options={
                'ordering': ('slug',),
            },
        ),
        migrations.CreateModel(
            name='CodebookVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Of this codebook, from 1')),
                ('content', models.TextField(help_text='Areas and themes as JSON, without quotes of participants')),
                ('digest', models.CharField(help_text='Of the content', max_length=64, verbose_name='SHA-256')),
                ('frozen_at', models.DateTimeField()),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='analysis.codebook')),
            ],
            options={
                'ordering': ('codebook', 'number'),
                'constraints': [models.UniqueConstraint(fields=('codebook', 'number'), name='one_codebook_version_per_number')],
            },
        ),
        migrations.CreateModel(
            name='CodingRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Of this codebook, from 1')),
                ('title', models.CharField(max_length=200)),
                ('stage', models.CharField(choices=[('workshop', 'joint workshop'), ('independent', 'independent coding'), ('comparison', 'comparison'), ('consensus', 'consensus'), ('closed', 'closed')], default='workshop', max_length=12)),
                ('synthetic', models.BooleanField(default=False, help_text='Over simulated participants')),
                ('planned_at', models.DateTimeField()),
                ('compared_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='analysis.codebook')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='analysis.codebookversion')),
            ],
            options={
                'ordering': ('codebook', 'number'),
                'permissions': (('code_codinground', 'Can code in rounds they are assigned to'),),
                'constraints': [models.UniqueConstraint(fields=('codebook', 'number'), name='one_round_per_number'), models.CheckConstraint(condition=models.Q(('stage', 'workshop'), ('version__isnull', False), _connector='OR'), name='a_round_past_its_workshop_has_a_codebook_version')],
            },
        ),
        migrations.AddField(
            model_name='agreement',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='analysis.codinground'),
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('verdict', models.CharField(choices=[('accept', 'accepted'), ('reject', 'rejected'), ('merge', 'merged')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('by', models.CharField(max_length=150)),
                ('agreed', models.JSONField(default=list, help_text='Names of accounts')),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='analysis.case')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='analysis.codinground')),
            ],
        ),
        migrations.CreateModel(
            name='DesignSpaceTrace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traces', to='analysis.codebook')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='traces', to='survey.study')),
            ],
            options={
                'verbose_name': 'design space from interviews',
                'verbose_name_plural': 'design spaces from interviews',
                'ordering': ('study', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('study', 'title'), name='one_trace_per_title')],
            },
        ),
        migrations.CreateModel(
            name='Exclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(help_text='The key of a rule of the plan, or of another reason', max_length=100)),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='exclusion', to='survey.participant')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ExclusionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='In the log of this participant, from 1')),
                ('kind', models.CharField(choices=[('excluded', 'excluded'), ('readmitted', 'readmitted')], max_length=10)),
                ('reason', models.CharField(help_text='The key of a rule of the plan, or of another reason', max_length=100)),
                ('note', models.CharField(blank=True, help_text='For colleagues; no report shows it', max_length=500)),
                ('happened_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusion_steps', to='survey.participant')),
            ],
            options={
                'verbose_name': 'exclusion',
                'ordering': ('participant', 'number'),
                'indexes': [models.Index(fields=['-happened_at'], name='exclusions_by_time')],
                'constraints': [models.UniqueConstraint(fields=('participant', 'number'), name='one_step_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='FlagCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('completed', models.PositiveIntegerField()),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='flag_check', to='survey.participant')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Operation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=20)),
                ('summary', models.TextField()),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('by', models.CharField(max_length=150)),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('undone_by', models.CharField(blank=True, max_length=150)),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='operations', to='analysis.codebook')),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='RoundCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joint', models.BooleanField(default=False)),
                ('late', models.BooleanField(default=False)),
                ('position', models.PositiveIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='analysis.case')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='analysis.codinground')),
            ],
            options={
                'ordering': ('position',),
                'constraints': [models.UniqueConstraint(fields=('round', 'case'), name='a_case_is_once_in_a_round'), models.CheckConstraint(condition=models.Q(('late', False), ('joint', True), _connector='OR'), name='a_late_case_is_joint')],
            },
        ),
        migrations.CreateModel(
            name='RoundCoder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(blank=True, help_text='Of a coder without an account', max_length=150)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('excused_at', models.DateTimeField(blank=True, null=True)),
                ('excused_by', models.CharField(blank=True, help_text="An account's name", max_length=150)),
                ('excused_because', models.CharField(blank=True, max_length=500)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coders', to='analysis.codinground')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('round', 'user'), name='a_coder_is_once_in_a_round'), models.UniqueConstraint(condition=models.Q(('label', ''), _negated=True), fields=('round', 'label'), name='a_label_is_once_in_a_round'), models.CheckConstraint(condition=models.Q(('user__isnull', True), ('label', ''), _connector='XOR'), name='a_coder_is_an_account_or_a_label'), models.CheckConstraint(condition=models.Q(('excused_at__isnull', True), models.Q(('excused_because', ''), _negated=True), _connector='XOR'), name='an_excuse_has_a_reason'), models.CheckConstraint(condition=models.Q(('excused_at__isnull', True), ('finished_at__isnull', True), _connector='OR'), name='whoever_finished_is_not_excused')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finished_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='analysis.case')),
                ('coder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='analysis.roundcoder')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('coder', 'case'), name='one_reading_per_case')],
            },
        ),
        migrations.CreateModel(
            name='Coding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('memo', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('live', models.BooleanField(default=True)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='analysis.codinground')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='analysis.decision')),
                ('coder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='analysis.roundcoder')),
            ],
            options={
                'ordering': ('start', 'end', 'made_at', 'pk'),
                'indexes': [models.Index(fields=['round', 'coder', 'live'], name='analysis_co_round_i_e91a71_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='a_coding_has_words'), models.CheckConstraint(condition=models.Q(('decision__isnull', True), ('coder__isnull', True), _connector='OR'), name='only_the_consensus_is_decided')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('did', models.CharField(choices=[('added', 'Added'), ('removed', 'Removed'), ('noted', 'Noted')], max_length=10)),
                ('before', models.TextField(blank=True)),
                ('coder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='analysis.roundcoder')),
                ('coding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='analysis.coding')),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='StoredFlag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(choices=[('too_quick', 'too quick in all'), ('quick_page', 'too quick on a page'), ('straight_line', 'the same rating throughout'), ('check_attempts', 'many attempts at the check'), ('repeated_text', 'the same words as somebody else'), ('short_text', 'very few words')], max_length=20)),
                ('page', models.CharField(blank=True, max_length=160)),
                ('question', models.CharField(blank=True, max_length=50)),
                ('value', models.FloatField()),
                ('limit', models.FloatField()),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='survey.participant')),
            ],
            options={
                'ordering': ('pk',),
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('participant', 'rule', 'page', 'question'), name='a_rule_flags_a_place_once')],
            },
        ),
        migrations.CreateModel(
            name='TextDigest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=160)),
                ('question', models.CharField(max_length=50)),
                ('digest', models.CharField(db_index=True, help_text='SHA-256', max_length=64)),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='survey.participant')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('participant', 'page', 'question'), name='one_digest_of_a_text')],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('key', models.CharField(help_text='In codebook files and in the data', max_length=50)),
                ('also_in', models.JSONField(blank=True, default=list, help_text='GUIDs of the further areas of a theme, or of the further themes of a code')),
                ('types', models.JSONField(blank=True, default=list, help_text="Keys of the codebook's types, the main one first")),
                ('marks', models.JSONField(blank=True, default=list, help_text="Keys of the codebook's marks")),
                ('definition', models.TextField(blank=True)),
                ('include', models.TextField(blank=True, help_text='When to code it')),
                ('exclude', models.TextField(blank=True, help_text='When not to')),
                ('examples', models.JSONField(default=list, help_text='Invented or published ones, as texts')),
                ('colour', models.CharField(blank=True, help_text='Such as #0072B2; empty for one of the palette', max_length=7)),
                ('position', models.PositiveIntegerField(default=0)),
                ('standing', models.CharField(choices=[('shared', 'in the codebook'), ('proposed', 'new in a round'), ('dropped', 'dropped by its coder'), ('retired', 'Retired')], default='shared', max_length=10)),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='analysis.codebook')),
                ('coder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_themes', to='analysis.roundcoder')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absorbed', to='analysis.theme')),
                ('parent', models.ForeignKey(blank=True, help_text='The theme that a code lies beneath; empty for a theme', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='analysis.theme')),
            ],
            options={
                'ordering': ('position', 'pk'),
                'constraints': [models.UniqueConstraint(models.F('codebook'), django.db.models.functions.text.Lower('name'), condition=models.Q(('standing', 'shared')), name='one_theme_per_name'), models.UniqueConstraint(condition=models.Q(('standing', 'shared')), fields=('codebook', 'key'), name='one_theme_per_key'), models.UniqueConstraint(models.F('coder'), django.db.models.functions.text.Lower('name'), condition=models.Q(('standing', 'proposed')), name='one_proposed_theme_per_name'), models.CheckConstraint(condition=models.Q(models.Q(('standing__in', ['proposed', 'dropped']), _negated=True), ('coder__isnull', False), _connector='OR'), name='a_proposed_theme_has_a_coder'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='a_code_is_not_beneath_itself'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), ('standing', 'retired'), _connector='OR'), name='only_a_retired_theme_is_merged')],
            },
        ),
        migrations.CreateModel(
            name='Remapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_live', models.BooleanField()),
                ('coding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remappings', to='analysis.coding')),
                ('operation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remappings', to='analysis.operation')),
                ('was', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analysis.theme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('operation', 'coding'), name='a_coding_moves_once_in_an_operation')],
            },
        ),
        migrations.CreateModel(
            name='Memo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', models.TextField()),
                ('by', models.CharField(help_text="An account's name", max_length=150)),
                ('written_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memos', to='analysis.case')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memos', to='survey.study')),
                ('coder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memos', to='analysis.roundcoder')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memos', to='analysis.theme')),
            ],
            options={
                'ordering': ('written_at', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('theme__isnull', True), ('case__isnull', True), _connector='OR'), name='a_memo_is_about_one_thing'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_memo_has_words')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analysis.theme'),
        ),
        migrations.AddField(
            model_name='decision',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='analysis.theme'),
        ),
        migrations.AddField(
            model_name='coding',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='analysis.theme'),
        ),
        migrations.CreateModel(
            name='ThemeArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.CharField(help_text='In codebook files and in the data', max_length=50)),
                ('name', models.CharField(max_length=200)),
                ('description', models.TextField(blank=True)),
                ('position', models.PositiveIntegerField(default=0)),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='analysis.codebook')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='areas_inside', to='analysis.themearea')),
            ],
            options={
                'ordering': ('position', 'pk'),
                'constraints': [models.UniqueConstraint(models.F('codebook'), django.db.models.functions.text.Lower('name'), name='one_area_per_name'), models.UniqueConstraint(fields=('codebook', 'key'), name='one_area_per_key'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='an_area_is_not_inside_itself')],
            },
        ),
        migrations.AddField(
            model_name='theme',
            name='area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='analysis.themearea'),
        ),
        migrations.CreateModel(
            name='TraceAxis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=0)),
                ('key', models.CharField(help_text='In study files and in the data', max_length=50)),
                ('title', models.CharField(max_length=500)),
                ('name', models.CharField(max_length=500)),
                ('ordered', models.BooleanField(default=False)),
                ('why', models.TextField(blank=True)),
                ('trace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='axes', to='analysis.designspacetrace')),
            ],
            options={
                'verbose_name': 'axis from interviews',
                'verbose_name_plural': 'axes from interviews',
                'ordering': ('position', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('trace', 'key'), name='one_axis_per_key_in_a_trace')],
            },
        ),
        migrations.CreateModel(
            name='TraceLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=0)),
                ('key', models.CharField(help_text='In study files and in the data', max_length=50)),
                ('title', models.CharField(max_length=500)),
                ('why', models.TextField(blank=True)),
                ('axis', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='analysis.traceaxis')),
            ],
            options={
                'verbose_name': 'level from interviews',
                'verbose_name_plural': 'levels from interviews',
                'ordering': ('position', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('axis', 'key'), name='one_level_per_key_of_an_axis')],
            },
        ),
        migrations.CreateModel(
            name='TraceCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.TextField(blank=True)),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='analysis.theme')),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='analysis.tracelevel')),
            ],
            options={
                'verbose_name': 'code cited by a level',
                'verbose_name_plural': 'codes cited by levels',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('level', 'theme'), name='one_citation_per_code')],
            },
        ),
        migrations.CreateModel(
            name='TraceQuote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('citation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='analysis.tracecitation')),
                ('coding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='analysis.coding')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('citation', 'coding'), name='one_cited_quote_per_passage')],
            },
        ),
        migrations.CreateModel(
            name='Transcript',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(help_text='Among those of the participant, from 1')),
                ('title', models.CharField(max_length=200)),
                ('interviewers', models.JSONField(default=list, help_text='The speakers whose turns are read along and not coded')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='day of the interview')),
                ('mode', models.CharField(blank=True, choices=[('in_person', 'in person'), ('video_call', 'by video call'), ('telephone', 'by telephone'), ('in_writing', 'in writing')], max_length=10)),
                ('minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='length in minutes')),
                ('language', models.CharField(help_text='Of the words that are coded', max_length=35)),
                ('parallel_language', models.CharField(blank=True, help_text='Of the words beside them; empty without any', max_length=35)),
                ('is_translation', models.BooleanField(default=False, help_text='Whether the coded words are the translation')),
                ('translated_by', models.CharField(blank=True, help_text='Who or what translated, such as a program', max_length=200)),
                ('translated_on', models.DateField(blank=True, null=True, verbose_name='day of the translation')),
                ('digest', models.CharField(help_text='Of the turns as stored', max_length=64, verbose_name='SHA-256')),
                ('imported_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transcripts', to='analysis.case')),
            ],
            options={
                'ordering': ('case', 'position'),
                'constraints': [models.UniqueConstraint(fields=('case', 'position'), name='one_transcript_per_position'), models.UniqueConstraint(fields=('case', 'title'), name='one_transcript_per_title'), models.CheckConstraint(condition=models.Q(('parallel_language', ''), models.Q(('translated_by', ''), _negated=True), _connector='OR'), name='a_translation_says_who_translated')],
            },
        ),
        migrations.CreateModel(
            name='Recording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.CharField(help_text='A random name in the folder', max_length=40, unique=True)),
                ('media_type', models.CharField(max_length=50)),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('bytes', models.PositiveBigIntegerField()),
                ('seconds', models.FloatField()),
                ('linked_by', models.CharField(max_length=150)),
                ('linked_at', models.DateTimeField()),
                ('transcript', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='recording', to='analysis.transcript')),
            ],
        ),
        migrations.CreateModel(
            name='TranscriptChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=20)),
                ('summary', models.TextField(help_text='Without the words of the transcript')),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('by', models.CharField(max_length=150)),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('undone_by', models.CharField(blank=True, max_length=150)),
                ('transcript', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='analysis.transcript')),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveIntegerField(help_text='In the order of reading, from 1')),
                ('turn', models.TextField(blank=True)),
                ('parallel', models.TextField(blank=True, help_text='The turn in the other language of the transcript')),
                ('speaker', models.CharField(blank=True, max_length=100)),
                ('starts_at', models.FloatField(blank=True, null=True)),
                ('ends_at', models.FloatField(blank=True, null=True)),
                ('answer', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='unit', to='survey.answer')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='analysis.case')),
                ('transcript', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='units', to='analysis.transcript')),
            ],
            options={
                'ordering': ('position',),
                'constraints': [models.UniqueConstraint(fields=('case', 'position'), name='one_unit_per_position'), models.CheckConstraint(condition=models.Q(('answer__isnull', True), ('turn', ''), _connector='XOR'), name='a_unit_is_an_answer_or_a_turn'), models.CheckConstraint(condition=models.Q(('answer__isnull', True), ('transcript__isnull', True), _connector='XOR'), name='a_turn_is_of_a_transcript')],
            },
        ),
        migrations.CreateModel(
            name='ThemeExample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='analysis.theme')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='analysis.unit')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('theme', 'unit', 'start', 'end'), name='one_example_per_quote'), models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='an_example_has_words')],
            },
        ),
        migrations.AddField(
            model_name='coding',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='analysis.unit'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('round', 'basis'), name='one_agreement_per_basis_of_a_round'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('round', 'case', 'theme'), name='one_decision_per_theme_of_a_case'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('verdict', 'merge'), ('into__isnull', True), _connector='XOR'), name='a_merge_names_its_theme'),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), ('area__isnull', True), _connector='OR'), name='a_code_has_no_area_of_its_own'),
        ),
        migrations.AddConstraint(
            model_name='coding',
            constraint=models.UniqueConstraint(condition=models.Q(('coder__isnull', False), ('live', True)), fields=('coder', 'unit', 'theme', 'start', 'end'), name='one_coding_per_segment'),
        ),
        migrations.AddConstraint(
            model_name='coding',
            constraint=models.UniqueConstraint(condition=models.Q(('coder__isnull', True), ('live', True)), fields=('round', 'unit', 'theme', 'start', 'end'), name='one_consensus_per_segment'),
        ),
        without_statistics('default', 'analysis_exclusionstep', 'note'),
        without_statistics('default', 'analysis_unit', 'turn', 'parallel'),
        without_statistics('default', 'analysis_transcript', 'title'),
        without_statistics('default', 'analysis_coding', 'memo'),
        without_statistics('default', 'analysis_step', 'before'),
        without_statistics('default', 'analysis_decision', 'reason'),
        without_statistics('default', 'analysis_memo', 'text'),
        without_statistics('default', 'analysis_attributevalue', 'value'),
        without_statistics('default', 'analysis_transcriptchange', 'before', 'after'),
    ]
