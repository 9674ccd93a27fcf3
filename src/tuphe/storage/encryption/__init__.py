"""A folder that can be locked: its files are then encrypted with age, and one passphrase decrypts them.

The stores ask a `folder.Folder` for bytes and know nothing of this.
"""
