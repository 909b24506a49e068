from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from brokerage.db import db
from brokerage.messages.models import OutboxMessage


class Post:
    """What has been written to the outbox, newest last."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def all(self) -> list[OutboxMessage]:
        with self.app.app_context():
            return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))

    def last(self) -> OutboxMessage:
        return self.all()[-1]

    def code(self) -> str:
        return re.search(r"^(\d{6})$", self.last().text, re.MULTILINE)[1]

    def path(self) -> str:
        return re.search(r"https?://[^/]+(/\S+)", self.last().text)[1]


@pytest.fixture
def post(app: Flask) -> Post:
    return Post(app)
