"""How each document was delivered: signed for, sent, left or announced; kinds grow freely."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

import yichuang.documents.rules.kinds


def came_at_once(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """What was handed over before this version was received when it was recorded."""
    receipts = apps.get_model("documents", "DeliveryReceipt")
    receipts.objects.using(editor.connection.alias).filter(received_at=None).update(
        received_at=F("at")
    )


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.AlterField(
            "document",
            "kind",
            models.CharField(
                choices=yichuang.documents.rules.kinds.kind_choices, max_length=20
            ),
        ),
        migrations.AddField(
            "deliveryreceipt",
            "result",
            models.CharField(
                choices=[
                    ("signed", "Signed for"),
                    ("paper", "Signed for on the paper copy"),
                    ("sent", "On its way"),
                    ("left", "Left before a witness: signing was refused"),
                    ("deemed", "Deemed delivered after public notice"),
                ],
                default="signed",
                max_length=8,
            ),
        ),
        migrations.AddField(
            "deliveryreceipt", "witness", models.CharField(blank=True, max_length=120)
        ),
        migrations.AddField(
            "deliveryreceipt", "note", models.CharField(blank=True, max_length=200)
        ),
        migrations.AddField(
            "deliveryreceipt", "received_at", models.DateTimeField(null=True)
        ),
        migrations.AddField(
            "deliveryreceipt",
            "proof_number",
            models.CharField(blank=True, max_length=60),
        ),
        migrations.RunPython(came_at_once, migrations.RunPython.noop),
    ]
