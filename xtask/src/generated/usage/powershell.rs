//! The completions of PowerShell, from version 5.1 on: tables of commands, options and values, and the block that reads them.
//! Files are left to PowerShell, which completes them where a block gives nothing.

use std::fmt::Write as _;

use tablewarden_usage::{COMMANDS, HELP, HELP_OF_COMMAND, Operands, VERSION, options};

use super::candidates::{Candidates, first_words, groups, of_option, of_word, second_words};
use super::rules::Rule;

/// The script.
pub(super) fn script(rules: &[Rule]) -> String {
    let mut text = BEGIN.to_owned();
    table(&mut text, "rules", rules.iter().map(|rule| (rule.id.clone(), rule.title.clone())));
    let global = [("help", "Print the help of a command"), ("--help", HELP), ("--version", VERSION)];
    let firsts = first_words().into_iter().map(|(word, about)| (word.to_owned(), about));
    let global = global.into_iter().map(|(word, about)| (word.to_owned(), about.to_owned()));
    table(&mut text, "commands", firsts.chain(global));
    text.push_str("    $groups = @{}\n");
    for group in groups() {
        let seconds = second_words(group).map(|(second, row)| (second.to_owned(), row.sentence.to_owned()));
        table(&mut text, &format!("groups['{group}']"), seconds);
    }
    text.push_str("    $options = @{}\n");
    for row in COMMANDS {
        let names = options(row.name).map(|option| (format!("--{}", option.name), option.sentence.to_owned()));
        let help = ("--help".to_owned(), HELP_OF_COMMAND.to_owned());
        table(&mut text, &format!("options['{}']", row.name), names.chain([help]));
    }
    text.push_str(
        "\n    # What a value may be: of an option, or of what a command takes besides options.\n    $values = @{\n",
    );
    for row in COMMANDS {
        for option in options(row.name) {
            if let Some(candidates) = of_option(option) {
                let _ = writeln!(text, "        '{} --{}' = {}", row.name, option.name, values(&candidates));
            }
        }
        let operand = match row.operands {
            Operands::None => continue,
            Operands::One(operand) | Operands::Many(operand) | Operands::OneAndMany(operand, _) => operand,
        };
        let _ = writeln!(text, "        '{}' = {}", row.name, values(&of_word(operand.word)));
    }
    text.push_str(END);
    text
}

/// Words and what they mean, in their order.
fn table(text: &mut String, name: &str, rows: impl Iterator<Item = (String, String)>) {
    let _ = writeln!(text, "    ${name} = [ordered]@{{");
    for (word, about) in rows {
        let _ = writeln!(text, "        '{word}' = '{}'", about.replace('\'', "''"));
    }
    text.push_str("    }\n");
}

fn values(candidates: &Candidates) -> String {
    match candidates {
        Candidates::Nothing | Candidates::Files | Candidates::Folders => "@()".to_owned(),
        Candidates::Words(words) | Candidates::Formats(words) => format!("@('{}')", words.join("', '")),
        Candidates::Rules => "@($rules.Keys)".to_owned(),
    }
}

const BEGIN: &str = r#"# Completions of tablewarden for PowerShell: `tablewarden completions powershell | Out-String | Invoke-Expression`.
# Made by `cargo xtask usage`.

Register-ArgumentCompleter -Native -CommandName 'tablewarden' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

"#;

const END: &str = r#"    }

    # The words before the one at the cursor, without the program.
    $typed = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    $current = [string]$wordToComplete
    if ($typed.Count -gt 0 -and $typed[0] -eq 'help') {
        $typed = @($typed | Select-Object -Skip 1)
        $options = @{}
    }

    $offer = {
        param($words, $meanings, $before)
        $words | Where-Object { "$before$_".StartsWith($current, [StringComparison]::OrdinalIgnoreCase) } | ForEach-Object {
            $meaning = if ($meanings -and $meanings.Contains($_)) { $meanings[$_] } else { $_ }
            [System.Management.Automation.CompletionResult]::new("$before$_", $_, 'ParameterValue', $meaning)
        }
    }

    if ($typed.Count -eq 0) {
        return & $offer $commands.Keys $commands ''
    }
    $command = $typed[0]
    $rest = @($typed | Select-Object -Skip 1)
    if ($groups.ContainsKey($command)) {
        if ($rest.Count -eq 0) {
            return & $offer $groups[$command].Keys $groups[$command] ''
        }
        $command = "$command $($rest[0])"
        $rest = @($rest | Select-Object -Skip 1)
    }
    if (-not $options.ContainsKey($command)) {
        return
    }

    $place = $command
    $before = ''
    if ($rest -notcontains '--') {
        if ($current -match '^(--[a-z-]+)=') {
            $place = "$command $($Matches[1])"
            $before = "$($Matches[1])="
        }
        elseif ($current.StartsWith('-')) {
            return & $offer $options[$command].Keys $options[$command] ''
        }
        elseif ($rest.Count -gt 0 -and $values.ContainsKey("$command $($rest[-1])")) {
            $place = "$command $($rest[-1])"
        }
    }
    & $offer $values[$place] $rules $before
}
"#;
