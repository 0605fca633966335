"""How many months a certificate holds, as a number the next certificate counts with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_one_form_and_graph")]

    operations = [
        migrations.AddField(
            model_name="itemversion",
            name="result_months",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="months a certificate holds; 0: no end"
            ),
        )
    ]
