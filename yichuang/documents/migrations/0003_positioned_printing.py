"""Sheets of pre-printed stock: templates, printers, runs, and each sheet on record."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_how_it_was_delivered"),
        ("organisation", "0003_windows_that_receive"),
    ]

    operations = [
        migrations.CreateModel(
            name="StockTemplate",
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
                ("name", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=120)),
                ("numbered", models.BooleanField(default=True)),
                ("in_use", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "hall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.hall",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StockLayout",
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
                ("width", models.DecimalField(decimal_places=1, max_digits=5)),
                ("height", models.DecimalField(decimal_places=1, max_digits=5)),
                ("fields", models.JSONField()),
                ("scan", models.CharField(blank=True, max_length=32)),
                ("made_by", models.CharField(max_length=40)),
                ("made_at", models.DateTimeField()),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="layouts",
                        to="documents.stocktemplate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Printer",
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
                ("name", models.CharField(max_length=60)),
                ("dx", models.DecimalField(decimal_places=1, default=0, max_digits=4)),
                ("dy", models.DecimalField(decimal_places=1, default=0, max_digits=4)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("measured_by", models.CharField(blank=True, max_length=120)),
                ("measured_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "hall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.hall",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PrintRun",
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
                ("name", models.CharField(max_length=120)),
                ("total", models.PositiveIntegerField()),
                ("asked_by", models.CharField(max_length=40)),
                ("asked_by_name", models.CharField(max_length=120)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "hall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.hall",
                    ),
                ),
                (
                    "printer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="documents.printer",
                    ),
                ),
                (
                    "layout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="documents.stocklayout",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PrintRecord",
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
                    "copy",
                    models.PositiveIntegerField(help_text="1 for the first printing"),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=1, help_text="place in the run"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits to be printed"),
                            ("sent", "In the printer"),
                            ("printed", "On paper"),
                            ("void", "Sheet void"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("stock_number", models.CharField(blank=True, max_length=30)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("dx", models.DecimalField(decimal_places=1, default=0, max_digits=4)),
                ("dy", models.DecimalField(decimal_places=1, default=0, max_digits=4)),
                ("by", models.CharField(max_length=40)),
                ("by_name", models.CharField(max_length=120)),
                ("sent_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("void_reason", models.CharField(blank=True, max_length=200)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prints",
                        to="documents.document",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="documents.printrun",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="documents.stocktemplate",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="printer",
            constraint=models.UniqueConstraint(
                models.F("hall"), models.F("name"), name="printer_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="printer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dx__range", (-20.0, 20.0)), ("dy__range", (-20.0, 20.0))
                ),
                name="printer_offset_in_reach",
            ),
        ),
        migrations.AddIndex(
            model_name="printrun",
            index=models.Index(
                models.F("hall"), models.F("id"), name="print_run_of_hall"
            ),
        ),
        migrations.AddConstraint(
            model_name="stocktemplate",
            constraint=models.UniqueConstraint(
                models.F("hall"), models.F("name"), name="stock_template_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stocklayout",
            constraint=models.UniqueConstraint(
                models.F("template"), models.F("version"), name="stock_layout_once"
            ),
        ),
        migrations.AddIndex(
            model_name="printrecord",
            index=models.Index(
                models.F("run"),
                models.F("position"),
                models.F("copy"),
                name="print_record_in_run",
            ),
        ),
        migrations.AddConstraint(
            model_name="printrecord",
            constraint=models.UniqueConstraint(
                models.F("document"), models.F("copy"), name="print_copy_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="printrecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "void"), _negated=True),
                fields=("document",),
                name="print_on_one_sheet",
            ),
        ),
        migrations.AddConstraint(
            model_name="printrecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stock_number", ""), _negated=True),
                fields=("template", "stock_number"),
                name="print_stock_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="printrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "void"), models.Q(("void_reason", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state", "void"), _negated=True), ("void_reason", "")
                    ),
                    _connector="OR",
                ),
                name="print_void_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="printrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("copy", 1),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="print_again_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="printrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("copy__gte", 1), ("position__gte", 1)),
                name="print_counts_from_one",
            ),
        ),
    ]
