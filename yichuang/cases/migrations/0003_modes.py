"""Precedence, successors of certificates, papers between halls, visits at home."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import yichuang.accounts.models.fields
import yichuang.cases.rules.elsewhere
import yichuang.cases.rules.modes
import yichuang.cases.rules.visits


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0002_credit"),
        ("catalogue", "0001_initial"),
        ("documents", "0001_initial"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
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
                            ("change", "Change"),
                            ("renewal", "Renewal"),
                            ("reissue", "Re-issue after loss"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "wish",
                    models.TextField(
                        blank=True, help_text="what changes, or how it was lost"
                    ),
                ),
                (
                    "new_name",
                    models.CharField(
                        blank=True,
                        help_text="of the holder, on the next certificate",
                        max_length=200,
                    ),
                ),
                ("renews_by_silence", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="GreenChannel",
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
                    "reason",
                    models.CharField(
                        choices=[
                            ("disabled", "Disabled person"),
                            ("elderly", "Elderly person"),
                            ("examinee", "Examination or enrolment ahead"),
                            ("urgent", "Illness, travel or another emergency"),
                            ("military", "Serviceman, veteran or their family"),
                            ("pregnant", "Pregnant or with a small child"),
                            ("investment", "Project of public weight"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "evidence",
                    yichuang.accounts.models.fields.EncryptedTextField(
                        help_text="disability and health are sensitive"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked for"),
                            ("granted", "granted"),
                            ("denied", "not granted"),
                        ],
                        default=yichuang.cases.rules.modes.GreenState["ASKED"],
                        max_length=8,
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        help_text="own target, office minutes from the consent",
                        null=True,
                    ),
                ),
                ("target_at", models.DateTimeField(null=True)),
                ("asked_by", models.CharField(max_length=40)),
                ("asked_by_name", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=40)),
                ("decided_by_name", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="HomeVisit",
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
                            ("ordered", "ordered"),
                            ("under_way", "under way"),
                            ("done", "done"),
                            ("cancelled", "called off"),
                        ],
                        default=yichuang.cases.rules.visits.VisitState["ORDERED"],
                        max_length=10,
                    ),
                ),
                ("person_name", models.CharField(max_length=80)),
                ("phone", yichuang.accounts.models.fields.EncryptedTextField()),
                ("address", yichuang.accounts.models.fields.EncryptedTextField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("disabled", "Disabled, cannot come"),
                            ("elderly", "Elderly, hard to move"),
                            ("ill", "Ill or in hospital"),
                            ("caring", "Cares for somebody who cannot be left"),
                            ("far", "Lives far from the road"),
                        ],
                        max_length=10,
                    ),
                ),
                ("item_key", models.CharField(max_length=60)),
                ("day", models.DateField()),
                ("hour", models.TimeField(null=True)),
                ("wish", models.CharField(blank=True, max_length=200)),
                ("ordered_by", models.CharField(max_length=40)),
                ("ordered_by_name", models.CharField(max_length=80)),
                ("ordered_at", models.DateTimeField()),
                ("visitor", models.CharField(blank=True, max_length=80)),
                ("companion", models.CharField(blank=True, max_length=80)),
                ("set_out_at", models.DateTimeField(null=True)),
                ("signature", models.TextField(blank=True)),
                ("result", models.CharField(blank=True, max_length=300)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Transfer",
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
                    "way",
                    models.CharField(
                        choices=[
                            ("online", "handled wholly online"),
                            ("collected", "collected here, decided there"),
                            ("joint", "handled by several places together"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "sent to the deciding hall"),
                            ("taken", "taken over by the deciding hall"),
                            ("returned", "result on its way back"),
                        ],
                        default=yichuang.cases.rules.elsewhere.TransferState["SENT"],
                        max_length=8,
                    ),
                ),
                (
                    "identity",
                    models.CharField(help_text="how it was checked", max_length=200),
                ),
                ("sent_by", models.CharField(max_length=40)),
                ("sent_by_name", models.CharField(max_length=80)),
                ("sent_at", models.DateTimeField()),
                ("taken_by", models.CharField(blank=True, max_length=40)),
                ("taken_by_name", models.CharField(blank=True, max_length=80)),
                ("taken_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="TransferLeg",
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
                    "direction",
                    models.CharField(
                        choices=[("there", "there"), ("back", "back")], max_length=6
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("tracking", models.CharField(blank=True, max_length=40)),
                ("sent_by_name", models.CharField(max_length=80)),
                ("sent_at", models.DateTimeField()),
                (
                    "signature",
                    models.TextField(blank=True, help_text="of who takes it by hand"),
                ),
                ("arrived_by_name", models.CharField(blank=True, max_length=80)),
                ("arrived_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_open",
        ),
        migrations.AddField(
            model_name="case",
            name="collecting_hall",
            field=models.ForeignKey(
                db_index=False,
                help_text="where it was collected for the hall that decides",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.hall",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="green",
            field=models.BooleanField(
                default=False, help_text="goes before the others"
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="visited_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="visits",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="days on which the person came to a window"
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("approved", "Approved"),
                    ("refused", "Refused"),
                    ("not_accepted", "Not accepted"),
                    ("not_competent", "Belongs to another authority"),
                    ("not_required", "No permission needed"),
                    ("withdrawn", "Withdrawn"),
                    ("lapsed", "Lapsed: papers not supplied"),
                    ("terminated", "Ended without a decision"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("hall"),
                models.OrderBy(models.F("green"), descending=True),
                django.db.models.functions.comparison.Coalesce(
                    "promise_due", "notice_due"
                ),
                models.F("id"),
                condition=models.Q(("state__in", ["draft", "closed"]), _negated=True),
                name="case_open_first",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="follow_up",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="earlier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="successor",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
            ),
        ),
        migrations.AddField(
            model_name="greenchannel",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="greens",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="homevisit",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="home_visits",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="homevisit",
            name="hall",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.hall",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transfer",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="from_hall",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.hall",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="to_hall",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.hall",
            ),
        ),
        migrations.AddField(
            model_name="transferleg",
            name="transfer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="legs",
                to="cases.transfer",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                models.F("renews_by_silence"),
                condition=models.Q(
                    ("renews_by_silence__isnull", False), ("successor", None)
                ),
                name="follow_up_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(models.F("earlier"), name="follow_up_of"),
        ),
        migrations.AddConstraint(
            model_name="greenchannel",
            constraint=models.UniqueConstraint(
                models.F("case"),
                condition=models.Q(("state__in", ["asked", "granted"])),
                name="one_standing_green_channel",
            ),
        ),
        migrations.AddIndex(
            model_name="homevisit",
            index=models.Index(
                models.F("hall"),
                models.F("day"),
                condition=models.Q(("state__in", ["ordered", "under_way"])),
                name="visit_open",
            ),
        ),
        migrations.AddIndex(
            model_name="homevisit",
            index=models.Index(fields=["hall", "-day"], name="visit_by_day"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                models.F("from_hall"), models.F("state"), name="transfer_from"
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                models.F("to_hall"), models.F("state"), name="transfer_to"
            ),
        ),
    ]
