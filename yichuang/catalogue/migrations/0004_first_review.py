"""An item may be decided by a higher authority, after the first review here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_result_months")]

    operations = [
        migrations.AddField(
            model_name="itemversion",
            name="upper_body",
            field=models.CharField(
                blank=True,
                default="",
                help_text="decides after our first review 初审",
                max_length=100,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="itemversion",
            name="upper_body_en",
            field=models.CharField(blank=True, default="", max_length=160),
            preserve_default=False,
        ),
    ]
