"""Windows have a place on the map of the floor."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_windows_that_receive")]

    operations = [
        migrations.CreateModel(
            name="FloorMap",
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
                ("version", models.PositiveIntegerField(default=0)),
                ("places", models.JSONField(default=dict)),
                (
                    "hall",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisation.hall",
                    ),
                ),
            ],
        )
    ]
