"""The person's screen and keyboard: the one printer, two ways of asking, and what is drawn. Called by cli alone.

Showing: `console` is the only printer, `views` draw what it prints (rich), `clipboard` copies.

Asking: `prompts` asks on a screen that can be redrawn, `linear` with numbered lines and no redraw.
    `screen_replies`      the prompts below what is asked: they load while the first question is read
    `choices`, `fields`   the parts that answer: rows with a pointer, and fields to type into
    `board_screen`, `page`  the rows of a group, and several fields at once
    `application`         lays the parts of a prompt out as a `questionary.Question`, and runs it to its end
    `keys`                which keys there are, and the words for them
    `key_sequences`       how what a terminal sends becomes one of them, and is obeyed
    `preview`             a menu of `choices`, seen while that is loading
    `linear_wording`      what the numbered lines say
    `echo`                a line shown letter by letter, for `linear`
    `passphrase`          typed without being shown, or printed by a command
    `external_editor`     a longer text, in the person's own editor

The terminal itself: `modes` keeps it from freezing, `stopping` says how signals and closed windows end a question,
`decoding` reads bytes from other programs, `shell_words` takes a command in one line apart.

A prompt is a list of windows of prompt_toolkit, the keys that it obeys, and the window that they are for; see
`application.prompt`. Another kind of prompt brings its own windows and keys, and is run like every other.
"""
