"""An e-mail as it goes over the wire."""

from __future__ import annotations

import email.policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from markupsafe import Markup

from brokerage.messages.channels import Outgoing
from brokerage.messages.html import in_html

STOP = "To stop messages like this one, open this address: "


def composed(message: Outgoing, sender: str) -> EmailMessage:
    """The same message each time: its id and date are those of its queueing."""
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"] = _address(*name_and_address(sender))
    made["To"] = _address(message.name, message.address)
    made["Subject"] = message.subject
    made["Date"] = format_datetime(message.queued_at)
    made["Message-ID"] = message.internet_id
    made["Auto-Submitted"] = "auto-generated"
    if message.reply_to:
        made["Reply-To"] = _address("", message.reply_to)
    if message.stop_link:
        made["List-Unsubscribe"] = f"<{message.stop_link}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(text_of(message))
    made.add_alternative(html_of(message), subtype="html")
    return made


def text_of(message: Outgoing) -> str:
    """The text, with the way to stop where there is one."""
    if not message.stop_link:
        return message.text
    return f"{message.text.rstrip()}\n\n{STOP}\n{message.stop_link}\n"


def html_of(message: Outgoing) -> str:
    """The HTML that came with it, or the text as HTML; with the way to stop."""
    made = message.html or in_html(message.subject, message.text)
    if not message.stop_link:
        return made
    link = Markup('<p>{0}<a href="{1}">{1}</a></p>').format(STOP, message.stop_link)
    return made.replace("</body>", f"{link}\n</body>", 1)


def name_and_address(sender: str) -> tuple[str, str]:
    """Of "Our Centre <hello@centre.example>"; the name may hold commas, quoted or not."""
    name, _, address = sender.strip().rpartition("<")
    return name.strip(' "'), address.removesuffix(">").strip()


def _address(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=in_ascii(address))


def in_ascii(address: str) -> str:
    """An address with its domain as the mail system writes it."""
    name, _, domain = address.rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address
