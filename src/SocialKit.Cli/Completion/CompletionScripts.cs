namespace SocialKit.Cli.Completion;

/// <summary>The scripts that make shells ask <c>socialkit complete</c> what could stand at the cursor. They know no command themselves, so that they never grow old.</summary>
internal static class CompletionScripts
{
    /// <summary>The shells there is a script for.</summary>
    public static ValueList<string> Shells => ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script for one of <see cref="Shells"/>; null for another.</summary>
    public static string? For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => Pwsh,
        _ => null,
    };

    // bash 3.2, which macOS has, knows no mapfile. Where nothing is suggested, bash's own file names are.
    private const string Bash = """
        # bash completion for socialkit. Put this line into ~/.bashrc:  eval "$(socialkit completion bash)"
        _socialkit() {
          local line
          COMPREPLY=()
          while IFS= read -r line; do
            COMPREPLY+=("${line%%$'\t'*}")
          done < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -o bashdefault -o default -F _socialkit socialkit
        """;

    private const string Zsh = """
        #compdef socialkit
        # zsh completion for socialkit. Put this line into ~/.zshrc, after compinit:  eval "$(socialkit completion zsh)"
        _socialkit() {
          local line
          local -a described
          while IFS= read -r line; do
            described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
          done < <("${words[1]}" complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
          if (( ${#described} )); then
            _describe 'socialkit' described
          else
            _files
          fi
        }
        if [ "$funcstack[1]" = "_socialkit" ]; then
          _socialkit "$@"
        else
          compdef _socialkit socialkit
        fi
        """;

    private const string Fish = """
        # fish completion for socialkit:  socialkit completion fish > ~/.config/fish/completions/socialkit.fish
        function __socialkit_complete
            set -l words (commandline --tokenize --current-process --cut-at-cursor)
            set -l current (commandline --current-token --cut-at-cursor)
            $words[1] complete -- $words[2..-1] "$current" 2>/dev/null
        end
        complete --command socialkit --arguments '(__socialkit_complete)'
        """;

    // Windows PowerShell drops empty arguments on their way to a program: a word that is just begun is handed over as one blank.
    private const string Pwsh = """
        # PowerShell completion for socialkit. Put this line into $PROFILE:  socialkit completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName socialkit -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | Select-Object -Skip 1 | ForEach-Object { $_.ToString().Trim("'", '"') })
            $current = if ($wordToComplete) { $wordToComplete } else { ' ' }
            & $commandAst.CommandElements[0].ToString() complete -- @words $current 2>$null | ForEach-Object {
                $value, $about = $_ -split "`t", 2
                [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $(if ($about) { $about } else { $value }))
            }
        }
        """;
}
