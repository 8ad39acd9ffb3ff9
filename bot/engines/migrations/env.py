"""Alembic's entry: runs the migrations on the connection that `records.upgrade` hands over."""

from alembic import context
from sqlalchemy import create_engine

from bot.engines.tables import Table
from bot.settings import Settings

given = context.config.attributes.get("connection")
connection = given if given is not None else create_engine(Settings().records).connect()
context.configure(connection=connection, target_metadata=Table.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
if given is None:
    connection.commit()
    connection.close()
