"""Undertakings, later checks of promises, credit records and the published list."""

import django.db.models.deletion
import yichuang.cases.rules.credit
import yichuang.cases.rules.papers
import yichuang.cases.rules.promise
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0001_initial"),
        ("materials", "0001_initial"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CreditRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("subject", models.CharField(max_length=40)),
                ("subject_name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("breach", "Promised papers did not come"),
                            ("false_promise", "False promise"),
                            ("serious", "Serious discredit"),
                        ],
                        max_length=14,
                    ),
                ),
                ("paper_key", models.CharField(blank=True, max_length=60)),
                ("fact", models.TextField(help_text="what happened, in a sentence")),
                ("source", models.CharField(blank=True, max_length=120)),
                ("recorded_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=40)),
                ("recorded_by_name", models.CharField(max_length=80)),
                ("repaired_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="CreditRepair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("granted", "granted"),
                            ("denied", "denied"),
                        ],
                        default=yichuang.cases.rules.credit.RepairState["ASKED"],
                        max_length=8,
                    ),
                ),
                ("grounds", models.TextField()),
                ("asked_by", models.CharField(max_length=40)),
                ("asked_by_name", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=40)),
                ("decided_by_name", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="PromiseCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("due", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To be checked"),
                            ("true", "True"),
                            ("mending", "Ordered to put right"),
                            ("mended", "Put right"),
                            ("false", "False"),
                        ],
                        default=yichuang.cases.rules.promise.CheckState["OPEN"],
                        max_length=8,
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("share", "Looked up in shared data"),
                            ("on_site", "Inspected on site by two"),
                            ("agency", "Asked of another agency"),
                        ],
                        max_length=8,
                    ),
                ),
                ("inspectors", models.CharField(blank=True, max_length=200)),
                ("answer", models.TextField(blank=True)),
                ("mend_by", models.DateField(null=True)),
                ("document_number", models.CharField(blank=True, max_length=80)),
                ("checked_by_name", models.CharField(blank=True, max_length=80)),
                ("checked_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="ToleranceList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("valid_from", models.DateField()),
                (
                    "excluded",
                    models.JSONField(default=dict, help_text="{item key: sphere}"),
                ),
                ("most_open", models.PositiveSmallIntegerField()),
                (
                    "remind_before",
                    models.PositiveSmallIntegerField(help_text="working days"),
                ),
                (
                    "check_within",
                    models.PositiveSmallIntegerField(help_text="working days"),
                ),
                (
                    "repair_wait",
                    models.PositiveSmallIntegerField(help_text="natural days"),
                ),
                (
                    "on_breach",
                    models.CharField(
                        choices=[
                            ("withdrawn", "counts as withdrawn by the applicant"),
                            ("ended", "is ended by the hall"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "on_breach_of",
                    models.JSONField(default=dict, help_text="{item key: consequence}"),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("published_by", models.CharField(max_length=40)),
                ("published_by_name", models.CharField(max_length=80)),
                ("published_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Undertaking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("kind", models.CharField(help_text="later or promise", max_length=10)),
                ("keys", models.JSONField(default=list)),
                ("signer", models.CharField(max_length=100)),
                (
                    "signed_as",
                    models.CharField(
                        choices=[
                            ("applicant", "the applicant"),
                            ("representative", "the legal representative"),
                            ("agent", "an agent with a mandate"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "signed_how",
                    models.CharField(
                        choices=[
                            ("tablet", "on the tablet"),
                            ("paper", "on paper, scanned"),
                            ("online", "online"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "signature",
                    models.TextField(blank=True, help_text="strokes of the pen"),
                ),
                ("mandate", models.CharField(blank=True, max_length=120)),
                ("document_number", models.CharField(blank=True, max_length=80)),
                ("signed_at", models.DateTimeField()),
                ("taken_by", models.CharField(max_length=40)),
            ],
        ),
        migrations.AddField(
            model_name="tolerance",
            name="came_how",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="tolerance",
            name="came_on",
            field=models.DateField(help_text="the day of arrival counts", null=True),
        ),
        migrations.AddField(
            model_name="tolerance",
            name="longer_by",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="tolerance",
            name="longer_reason",
            field=models.CharField(
                blank=True, help_text="force majeure, once", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="tolerance",
            name="notice_number",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="tolerance",
            name="reminded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="tolerance",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "asked"),
                    ("agreed", "agreed"),
                    ("denied", "denied"),
                    ("fulfilled", "fulfilled"),
                    ("breached", "breached"),
                    ("withdrawn", "withdrawn"),
                ],
                default=yichuang.cases.rules.papers.ToleranceState["ASKED"],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="creditrecord",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="credit_records",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="creditrecord",
            name="hall",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.hall",
            ),
        ),
        migrations.AddField(
            model_name="creditrepair",
            name="record",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repairs",
                to="cases.creditrecord",
            ),
        ),
        migrations.AddField(
            model_name="promisecheck",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promise_checks",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="promisecheck",
            name="checked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="promisecheck",
            name="hall",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.hall",
            ),
        ),
        migrations.AddField(
            model_name="promisecheck",
            name="tolerance",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later_check",
                to="cases.tolerance",
            ),
        ),
        migrations.AddField(
            model_name="tolerancelist",
            name="hall",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.hall",
            ),
        ),
        migrations.AddField(
            model_name="undertaking",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undertakings",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="undertaking",
            name="scan",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="materials.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="tolerance",
            name="undertaking",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tolerances",
                to="cases.undertaking",
            ),
        ),
        migrations.AddIndex(
            model_name="tolerance",
            index=models.Index(
                models.F("due"),
                condition=models.Q(("kind", "later"), ("state", "agreed")),
                name="tolerance_due",
            ),
        ),
        migrations.AddIndex(
            model_name="creditrecord",
            index=models.Index(
                models.F("subject"),
                condition=models.Q(("repaired_at", None)),
                name="credit_standing",
            ),
        ),
        migrations.AddIndex(
            model_name="creditrecord",
            index=models.Index(
                models.F("hall"), models.F("id"), name="credit_register"
            ),
        ),
        migrations.AddConstraint(
            model_name="creditrecord",
            constraint=models.UniqueConstraint(
                models.F("case"),
                models.F("paper_key"),
                models.F("kind"),
                condition=models.Q(("case", None), _negated=True),
                name="credit_recorded_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditrepair",
            constraint=models.UniqueConstraint(
                models.F("record"),
                condition=models.Q(("state", "asked")),
                name="one_repair_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="promisecheck",
            index=models.Index(
                models.F("hall"),
                models.F("due"),
                condition=models.Q(("state__in", ["open", "mending"])),
                name="promise_to_check",
            ),
        ),
        migrations.AddConstraint(
            model_name="tolerancelist",
            constraint=models.UniqueConstraint(
                models.F("hall"), models.F("version"), name="tolerance_list_version"
            ),
        ),
    ]
