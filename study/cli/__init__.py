"""The command line: arguments in, words out; the only room that prints or exits."""

from __future__ import annotations

import click

from study.cli import keep, look, plan, start


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(None, "-V", "--version", package_name="study", prog_name="study")
def cli() -> None:
    """Make Anki decks and a study plan from snapshots of a notes blog.

    Save the blog's index page as plain text into the folder `seeds`, then:

    \b
      study init          make a folder with a first snapshot to try
      study build         make the decks and the plan from all snapshots
      study status        say what a build would do
      study plan          show what to learn, in which order, and why
      study check         find what is wrong in decks and catalogue
      study concepts      look a concept up: what it is, needs and leads to

    Import `decks/study.apkg` into Anki (File > Import). Run `study build` again
    whenever a new snapshot arrives: reviews, your edits and the order are kept.

    \b
    Exit codes: 0 done · 1 something for you to mend, named in one line each
                2 of `study status`: a build would change something
                3 a bug in this program · 130 stopped with Ctrl-C
    """


for command in (
    start.init,
    keep.build,
    keep.status,
    plan.plan,
    look.check,
    look.concepts,
    look.export,
    keep.forget,
    keep.restore,
    keep.watch,
):
    cli.add_command(command)
