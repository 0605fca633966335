"""A guide desk or an issuing window accepts no application."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_letters_sections_absences")]

    operations = [
        migrations.AddField(
            model_name="window",
            name="receives",
            field=models.BooleanField(
                default=True,
                help_text="accepts applications; not a guide or issuing desk",
            ),
        )
    ]
