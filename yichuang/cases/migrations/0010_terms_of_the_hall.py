"""The hall's terms are numbered versions with a reason: those of joint work, which had
no number, and those of supervision, which had no table."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def number(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Number the terms of each hall by the day they begin."""
    terms = apps.get_model("cases", "JointTerms")
    last: dict[int, int] = {}
    for pk, hall_id in terms.objects.order_by("valid_from", "id").values_list(
        "pk", "hall_id"
    ):
        last[hall_id] = last.get(hall_id, 0) + 1
        terms.objects.filter(pk=pk).update(version=last[hall_id])


TERMS = [
    ("version", models.PositiveIntegerField()),
    ("valid_from", models.DateField()),
    (
        "note",
        models.CharField(blank=True, help_text="why it changes", max_length=200),
    ),
    ("made_by", models.CharField(max_length=40)),
    ("made_by_name", models.CharField(blank=True, max_length=80)),
    ("made_at", models.DateTimeField()),
]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_school_folders"),
        ("organisation", "0003_windows_that_receive"),
    ]

    operations = [
        migrations.AddField(
            model_name="jointterms",
            name="version",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="jointterms",
            name="note",
            field=models.CharField(
                blank=True, default="", help_text="why it changes", max_length=200
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="jointterms",
            name="made_by_name",
            field=models.CharField(blank=True, default="", max_length=80),
            preserve_default=False,
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="jointterms", name="joint_terms_once"
        ),
        migrations.AddConstraint(
            model_name="jointterms",
            constraint=models.UniqueConstraint(
                models.F("hall"), models.F("version"), name="joint_terms_version"
            ),
        ),
        migrations.CreateModel(
            name="SupervisionTerms",
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
                *TERMS,
                ("blue_days", models.PositiveSmallIntegerField()),
                ("orange_days", models.PositiveSmallIntegerField()),
                ("red_days", models.PositiveSmallIntegerField()),
                ("head_after_hours", models.PositiveSmallIntegerField()),
                (
                    "hall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.hall",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("hall"),
                        models.F("version"),
                        name="supervision_terms_version",
                    )
                ]
            },
        ),
    ]
