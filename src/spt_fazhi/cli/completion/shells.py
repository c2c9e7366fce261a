"""Four shells, one way of asking: the line up to the cursor goes in, `kind<tab>value<tab>help` comes out, a line each.

Click has classes of its own for these shells; ours differ in that the whole line is handed over as it was typed
(Chinese words, quotes, `--unit=`), that the help is shown wherever the shell can, and that the scripts stay the same
whatever the version of Click.
"""

from __future__ import annotations

from os import environ
from typing import ClassVar, Final

import click
from click.shell_completion import CompletionItem, ShellComplete

from spt_fazhi.cli import COMPLETE_VAR
from spt_fazhi.store.disk.typed import argument_text
from spt_fazhi.text.plain import one_line

_HELP_WIDTH: Final = 60
_BASH: Final = """\
_fazhi_completion() {
    local kind value rest
    COMPREPLY=()
    while IFS=$'\\t' read -r kind value rest; do
        case $kind in
            plain) COMPREPLY+=("$value") ;;
            file) compopt -o default 2>/dev/null ;;
            dir) compopt -o dirnames 2>/dev/null ;;
        esac
    done < <(_FAZHI_COMPLETE=bash_complete COMP_LINE="${COMP_LINE:0:COMP_POINT}" "$1" 2>/dev/null)
}
complete -o nosort -F _fazhi_completion fazhi 2>/dev/null || complete -F _fazhi_completion fazhi
"""

_ZSH: Final = """\
#compdef fazhi
_fazhi_completion() {
    local -a values described fields
    local line
    for line in "${(@f)$(_FAZHI_COMPLETE=zsh_complete COMP_LINE="${(j: :)words[1,CURRENT-1]} $PREFIX" \
"${words[1]}" 2>/dev/null)}"; do
        fields=("${(@ps:\\t:)line}")
        case ${fields[1]} in
            plain) if [[ -n ${fields[3]} ]]; then
                    described+=("${fields[2]//:/\\\\:}:${fields[3]}")
                else
                    values+=("${fields[2]}")
                fi ;;
            file) _files ;;
            dir) _files -/ ;;
        esac
    done
    (( ${#described} )) && _describe -V 'fazhi' described
    (( ${#values} )) && compadd -V fazhi -a values
    return 0
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _fazhi_completion "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _fazhi_completion fazhi
fi
"""

_FISH: Final = """\
function _fazhi_completion
    set -l words (commandline -cpo)
    for line in (_FAZHI_COMPLETE=fish_complete COMP_LINE=(commandline -cp) command $words[1] 2>/dev/null)
        set -l fields (string split \\t -- $line)
        switch $fields[1]
            case plain
                string join \\t -- $fields[2..3]
            case file
                __fish_complete_path (commandline -ct)
            case dir
                __fish_complete_directories (commandline -ct)
        end
    end
end
complete --command fazhi --no-files --keep-order --arguments '(_fazhi_completion)'
"""

_POWERSHELL: Final = """\
Register-ArgumentCompleter -Native -CommandName fazhi, fazhi.exe -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = $cursorPosition - $commandAst.Extent.StartOffset
    $line = $commandAst.ToString().PadRight($before).Substring(0, $before)
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:_FAZHI_COMPLETE = 'powershell_complete'
        $env:COMP_LINE = $line
        $answers = & $commandAst.CommandElements[0].Value 2>$null
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item Env:_FAZHI_COMPLETE, Env:COMP_LINE -ErrorAction SilentlyContinue
    }
    foreach ($answer in $answers) {
        $kind, $value, $help = $answer -split "`t", 3
        if ($kind -eq 'plain') {
            $tip = if ($help) { $help } else { $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $tip)
        }
    }
}
"""


def words_of(line: str, *, escape: str = "\\") -> tuple[list[str], str]:
    """The finished words of a command line and the one being typed, without their quotes.

    >>> words_of("fazhi unit 区司")
    (['fazhi', 'unit'], '区司')
    """
    words: list[str] = []
    word: str | None = None
    quote = ""
    literal = False
    for char in line:
        if literal or (quote and char not in {quote, escape if quote == '"' else quote}):
            word, literal = (word or "") + char, False
        elif char == quote:
            quote = ""
        elif char == escape:
            word, literal = word or "", True
        elif char in "\"'":
            word, quote = word or "", char
        elif not char.isspace():
            word = (word or "") + char
        elif word is not None:
            words.append(word)
            word = None
    return words, word or ""


class _FazhiShell(ShellComplete):
    """What the four shells share."""

    keeps_option: ClassVar[bool] = True
    """Whether the shell replaces the whole of `--unit=区`, so that the answer must begin with `--unit=` too."""
    escape: ClassVar[str] = "\\"

    def get_completion_args(self) -> tuple[list[str], str]:
        """The finished words after the program's name, and the one being typed."""
        words, self._typed = words_of(argument_text(environ.get("COMP_LINE", "")), escape=self.escape)
        return words[1:], self._typed

    def format_completion(self, item: CompletionItem) -> str:
        """One answer."""
        name, equals, _ = self._typed.partition("=")
        value = f"{name}={item.value}" if self.keeps_option and equals and name.startswith("--") else item.value
        return f"{item.type}\t{value}\t{one_line(item.help or '', _HELP_WIDTH)}"


class Bash(_FazhiShell):
    """Bash 3.2 or later. It takes words apart at `=`, so only what follows is replaced."""

    name = "bash"
    source_template = _BASH
    keeps_option = False


class Zsh(_FazhiShell):
    """Zsh 5."""

    name = "zsh"
    source_template = _ZSH


class Fish(_FazhiShell):
    """Fish 3."""

    name = "fish"
    source_template = _FISH


class PowerShell(_FazhiShell):
    """Windows PowerShell 5.1 and PowerShell 7; a backslash is part of a path there."""

    name = "powershell"
    source_template = _POWERSHELL
    escape = ""


SHELLS: Final[dict[str, type[_FazhiShell]]] = {each.name: each for each in (Bash, Zsh, Fish, PowerShell)}


def script(shell: str) -> str:
    """The completion script of a shell."""
    return SHELLS[shell].source_template


def answer(group: click.Group, instruction: str) -> str:
    """What a shell gets that asks by `_FAZHI_COMPLETE=<instruction>`; nothing for what is not understood."""
    shell, _, what = instruction.partition("_")
    if shell not in SHELLS:
        return ""
    if what == "source":
        return script(shell)
    if what != "complete":
        return ""
    answers = SHELLS[shell](group, {}, "fazhi", COMPLETE_VAR).complete().splitlines()
    return "".join(f"{each}\n" for each in answers)
