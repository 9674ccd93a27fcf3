"""What the tests share, each module for one thing.

To begin with: `values` (small years, checklists, the examples), `made_up` (values by hypothesis), `histories` (several
years, and a second plain count of what they leave open), `documents` (papers to export), `corpus` (passages for soát),
`slips` (what people write wrong), `odd_things` (what may be in the way on a disk), `locked` (a folder locked in a
moment), `small_word` (Word files of one habit), `papers`, `foreign_papers`, `loose_papers` (as others type them),
`old_letters` (letters of before Unicode).

Who acts: `program` (a command run to its end), `screen` (a person on a terminal), `person` (reads what is asked of a
year, and answers it), `hand` and `sequences` (keys at a single prompt), `windows_console`, `held_files` (as Windows
holds them).

Who reads what came out: `pages` (screens), `documents`, `word_file`, `word_schema`, `html_page`.

`amount` says how much of a long list is tried.
"""
