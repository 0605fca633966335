"""The step and the lamp of a case, how lamps changed, supervision orders."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_joint_work"),
        ("organisation", "0002_letters_sections_absences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="lamp",
            field=models.CharField(
                choices=[
                    ("ok", "On time"),
                    ("warn", "Due soon"),
                    ("step", "Step late"),
                    ("yellow", "Past the promise"),
                    ("red", "Past the statutory limit"),
                    ("pause", "Clock stopped"),
                    ("done", "Case closed"),
                ],
                default="ok",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="lamp_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="step",
            field=models.CharField(
                blank=True, help_text="key of the guide's step it is in", max_length=40
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="step_at",
            field=models.DateTimeField(help_text="when the step began", null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="step_due_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="SupervisionOrder",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("step_late", "A step past its limit"),
                            ("late", "Past the promise (yellow card)"),
                            ("overdue", "Past the statutory limit (red card)"),
                            ("refused", "A lawful application was turned away"),
                            ("no_reasons", "Refused without reasons"),
                            ("misroute", "Sent to the wrong place"),
                            ("charge", "Charged without a legal basis"),
                            ("other", "Another breach"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "by_itself",
                    models.BooleanField(default=False, help_text="opened by a lamp"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("blue", "Blue: who handles it"),
                            ("orange", "Orange: the department head"),
                            ("red", "Red: the hall manager"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("answered", "Answered, to be reviewed"),
                            ("closed", "Order closed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("what", models.TextField(help_text="what is held against whom")),
                ("due", models.DateField()),
                ("document_number", models.CharField(blank=True, max_length=80)),
                ("opened_by", models.CharField(max_length=40)),
                ("opened_by_name", models.CharField(blank=True, max_length=80)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closing", models.CharField(blank=True, max_length=300)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="cases.case",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.department",
                    ),
                ),
                (
                    "hall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.hall",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        help_text="who answers at the blue level",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SupervisionAnswer",
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
                ("level", models.CharField(max_length=8)),
                ("text", models.TextField()),
                ("answered_by", models.CharField(max_length=40)),
                ("answered_by_name", models.CharField(blank=True, max_length=80)),
                ("answered_at", models.DateTimeField()),
                ("late", models.BooleanField(default=False)),
                ("sufficient", models.BooleanField(null=True)),
                ("found", models.CharField(blank=True, max_length=300)),
                ("reviewed_by", models.CharField(blank=True, max_length=40)),
                ("reviewed_by_name", models.CharField(blank=True, max_length=80)),
                ("reviewed_at", models.DateTimeField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="cases.supervisionorder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LampChange",
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
                    "was",
                    models.CharField(
                        choices=[
                            ("ok", "On time"),
                            ("warn", "Due soon"),
                            ("step", "Step late"),
                            ("yellow", "Past the promise"),
                            ("red", "Past the statutory limit"),
                            ("pause", "Clock stopped"),
                            ("done", "Case closed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "lamp",
                    models.CharField(
                        choices=[
                            ("ok", "On time"),
                            ("warn", "Due soon"),
                            ("step", "Step late"),
                            ("yellow", "Past the promise"),
                            ("red", "Past the statutory limit"),
                            ("pause", "Clock stopped"),
                            ("done", "Case closed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("acted_at", models.DateTimeField(null=True)),
                ("head_told_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lamp_changes",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("id"),
                        condition=models.Q(("acted_at", None)),
                        name="lamp_change_waits",
                    ),
                    models.Index(
                        models.F("at"),
                        condition=models.Q(("head_told_at", None), ("lamp", "warn")),
                        name="lamp_warning_stands",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("case"), models.F("since"), name="a_lamp_ends_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="supervisionorder",
            index=models.Index(
                models.F("due"),
                condition=models.Q(("state", "closed"), _negated=True),
                name="order_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="supervisionorder",
            index=models.Index(
                models.F("department"), models.F("state"), name="order_of_department"
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisionorder",
            constraint=models.UniqueConstraint(
                models.F("case"),
                models.F("kind"),
                condition=models.Q(("by_itself", True)),
                name="one_card_a_case_and_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisionanswer",
            constraint=models.UniqueConstraint(
                models.F("order"),
                condition=models.Q(("reviewed_at", None)),
                name="one_answer_to_review",
            ),
        ),
    ]
