$tupheGoiY = {
    param($wordToComplete, $commandAst, $cursorPosition)
    $Env:_TUPHE_COMPLETE = "complete_powershell"
    $Env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
    $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
    tuphe | ForEach-Object {
        $parts = $_ -Split ":::"
        [System.Management.Automation.CompletionResult]::new($parts[0], $parts[0], 'ParameterValue', $parts[1])
    }
    $Env:_TUPHE_COMPLETE = ""
    $Env:_TYPER_COMPLETE_ARGS = ""
    $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = ""
}
Register-ArgumentCompleter -Native -CommandName tuphe -ScriptBlock $tupheGoiY
