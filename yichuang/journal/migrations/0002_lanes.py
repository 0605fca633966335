"""The heads of the chains, each at the beginning."""

from django.db import migrations

LANES = 16
GENESIS = "0" * 64


def begin(apps, _schema_editor):
    lane = apps.get_model("journal", "Lane")
    lane.objects.bulk_create(
        lane(number=number, length=0, head=GENESIS) for number in range(LANES)
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
