"""Stopping messages, the letters to print, and the mailbox of a demonstration."""

from __future__ import annotations

from flask import (
    Blueprint,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from brokerage.access import needs, public, signed_link
from brokerage.accounts.current import current_actor
from brokerage.actors import PUBLIC
from brokerage.centres.service import list_centres
from brokerage.db import db, unit_of_work
from brokerage.headers import policy
from brokerage.messages.composing import html_of, text_of
from brokerage.messages.html import body_in_html
from brokerage.messages.letters import list_posted, list_waiting, mark_posted
from brokerage.messages.mailbox import list_mailbox
from brokerage.messages.models import STANDS, Channel, OutboxMessage
from brokerage.messages.reading import get_message
from brokerage.messages.sending import outgoing_of
from brokerage.messages.stopping import message_of, stop, stopped_words
from brokerage.suggestions.alerts.service import stop_by_message

messages = Blueprint("messages", __name__, url_prefix="/messages")

# A message is somebody's words: its page runs nothing, loads nothing and leads nowhere.
INERT = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@messages.get("/stop/<token>")
@public
def ask_to_stop(token: str) -> ResponseReturnValue:
    """Ask first: mail scanners open every link they see."""
    message = message_of(db.session(), token)
    return render_template("messages/stop.html", words=stopped_words(message), token=token)


@messages.post("/stop/<token>", endpoint="stop")
@signed_link
def stop_messages(token: str) -> ResponseReturnValue:
    """Stop messages of this purpose, from our page or straight from a mail program."""
    with unit_of_work() as session:
        message = message_of(session, token)
        stop(session, message, PUBLIC)
        stop_by_message(session, message, PUBLIC)
        words = stopped_words(message)
    return render_template("messages/stopped.html", words=words)


@messages.get("/letters")
@needs("messages.print")
def letters() -> ResponseReturnValue:
    """Letters that wait to be printed, and the last ones posted."""
    session, actor = db.session(), current_actor()
    return render_template(
        "messages/letters.html",
        waiting=list_waiting(session, actor),
        gone=list_posted(session, actor),
        just_posted=request.args.get("posted", type=int),
    )


@messages.get("/letters/print")
@needs("messages.print")
def print_letters() -> ResponseReturnValue:
    """The letters chosen, each on a sheet of its own; all of them if none is chosen."""
    session = db.session()
    waiting = list_waiting(session, current_actor())
    chosen = set(request.args.getlist("letter")) or {letter.public_id for letter in waiting}
    return render_template(
        "letters/print.html",
        letters=[
            (letter, body_in_html(letter.text)) for letter in waiting if letter.public_id in chosen
        ],
        centres={centre.id: centre for centre in list_centres(session)},
        large=request.args.get("size") == "large",
    )


@messages.post("/letters/posted")
@needs("messages.print")
def posted() -> ResponseReturnValue:
    """Say that letters are in the post."""
    with unit_of_work() as session:
        count = mark_posted(session, current_actor(), request.form.getlist("letter"))
    return redirect(url_for("messages.letters", posted=count))


@messages.get("/mailbox")
@public
def mailbox() -> ResponseReturnValue:
    """Every message of a demonstration, newest first."""
    _only_in_demonstrations()
    address = request.args.get("address", "").strip().replace("\0", "")
    page = max(1, request.args.get("page", 1, type=int))
    found, more = list_mailbox(db.session(), address, min(page, 10_000))
    return render_template(
        "messages/mailbox.html", messages=found, address=address, page=page, more=more, words=STANDS
    )


@messages.get("/mailbox/<public_id>")
@public
def read(public_id: str) -> ResponseReturnValue:
    """One message, as text and as it looks in a mail program."""
    message = _shown(public_id)
    text = text_of(outgoing_of(message))
    page = render_template(
        "messages/read.html", message=message, body=body_in_html(text), words=STANDS
    )
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = f"{policy()}; frame-src 'self'"
    return answer


@messages.get("/mailbox/<public_id>/html")
@public
def as_html(public_id: str) -> ResponseReturnValue:
    """The HTML of an e-mail, inert."""
    message = _shown(public_id)
    if message.channel != Channel.EMAIL:
        abort(404)
    answer = make_response(html_of(outgoing_of(message)))
    answer.headers["Content-Security-Policy"] = INERT
    return answer


def _shown(public_id: str) -> OutboxMessage:
    _only_in_demonstrations()
    return get_message(db.session(), public_id)


def _only_in_demonstrations() -> None:
    """Real people's messages are nobody's to read; invented people's are everybody's."""
    if current_app.config["MODE"] != "demonstration":
        abort(404)
