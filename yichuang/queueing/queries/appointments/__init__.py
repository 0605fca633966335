"""Reading appointments: what is offered, what is mine, what a day brings."""
