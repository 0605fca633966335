"""Silence never approves unless the item's version says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_first_review")]

    operations = [
        migrations.AddField(
            model_name="itemversion",
            name="silence_approves",
            field=models.BooleanField(
                default=False,
                help_text="超时默认: not decided in the statutory limit, granted",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="about",
            field=models.CharField(
                blank=True, help_text="limit, fee, silence or empty", max_length=20
            ),
        ),
    ]
