"""The use cases: what a year is asked, read, compared, checked and exported with, put together once for all commands.

Nothing here prints or asks: values go in, values come out. The functions that tell the person something and ask for the
passphrase are passed in when the folder is opened. Each use case has a module, so that a command loads only what it
needs: a note is kept in a moment, without the modules that an export needs.
"""
