"""The use cases: what a year is asked, read, compared, checked and exported with, put together once for all commands.

Nothing here prints or asks: values go in, values come out. Who tells the
person something and who asks for the passphrase is handed in when the folder
is opened. A package, one module per use case, so that a command loads only
what it needs: a note is kept in a moment, without the modules that an export
takes.
"""
