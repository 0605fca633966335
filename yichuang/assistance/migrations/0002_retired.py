"""Things are lent no more and facilities are checked no more, without being forgotten."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assistance", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="thing",
            name="retired_at",
            field=models.DateTimeField(help_text="lent no more since then", null=True),
        ),
        migrations.AddField(
            model_name="facility",
            name="retired_at",
            field=models.DateTimeField(help_text="not checked since then", null=True),
        ),
    ]
