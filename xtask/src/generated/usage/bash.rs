//! The completions of bash, from version 3.2 on and without the package bash-completion. Files are left to readline, which knows
//! how they are quoted.

use std::fmt::Write as _;

use tablewarden_usage::{COMMANDS, Operands, options};

use super::candidates::{Candidates, first_words, groups, of_option, of_word, second_words};
use super::rules::Rule;

/// The script.
pub(super) fn script(rules: &[Rule]) -> String {
    let firsts: Vec<&str> = first_words().into_iter().map(|(word, _)| word).collect();
    let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let mut text = BEGIN.replace("@COMMANDS@", &firsts.join(" ")).replace("@RULES@", &ids.join(" "));
    for group in groups() {
        let seconds: Vec<&str> = second_words(group).map(|(second, _)| second).collect();
        let _ = writeln!(text, "        {group}) seconds='{}' ;;", seconds.join(" "));
    }
    text.push_str(COMMAND);
    for row in COMMANDS {
        let names: String = options(row.name).map(|option| format!("--{} ", option.name)).collect();
        let operands = match row.operands {
            Operands::None => String::new(),
            Operands::One(operand) | Operands::Many(operand) | Operands::OneAndMany(operand, _) => {
                let kind = kind(&of_word(operand.word));
                if kind.is_empty() { String::new() } else { format!(" operands='{kind}'") }
            }
        };
        let _ = writeln!(text, "        '{}') options='{names}--help'{operands} ;;", row.name);
    }
    text.push_str(OPTION);
    for row in COMMANDS {
        for option in options(row.name) {
            if let Some(candidates) = of_option(option) {
                let _ = writeln!(text, "        '{} --{}') kind='{}' ;;", row.name, option.name, kind(&candidates));
            }
        }
    }
    text.push_str(END);
    text
}

/// What a place takes, as the script reads it.
fn kind(candidates: &Candidates) -> String {
    match candidates {
        Candidates::Nothing => String::new(),
        Candidates::Words(words) => format!("words {}", words.join(" ")),
        Candidates::Formats(words) => format!("formats {}", words.join(" ")),
        Candidates::Files => "files".to_owned(),
        Candidates::Folders => "folders".to_owned(),
        Candidates::Rules => "rules".to_owned(),
    }
}

const BEGIN: &str = r#"# Completions of tablewarden for bash: `source <(tablewarden completions bash)`.
# Made by `cargo xtask usage`.

_tablewarden() {
    local commands='@COMMANDS@'
    local rules='@RULES@'

    # What was typed up to the cursor. Bash takes words apart at `=` and `:`; here they are in one piece.
    local words=() word glued='' i
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ ${#words[@]} -gt 0 && ( -n $glued || ( -n $word && $word != *[!=:]* ) ) ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        [[ -n $word && $word != *[!=:]* ]] && glued=1 || glued=''
    done
    local count=${#words[@]}
    local current=${words[count - 1]} before='' first=${words[0]} name=1 is_help=''
    COMPREPLY=()

    if [[ $first == help && $count -gt 1 ]]; then
        is_help=1
        words=("${words[@]:1}")
        count=$((count - 1))
        first=${words[0]}
    fi
    if [[ $count -eq 1 ]]; then
        [[ -n $is_help ]] || commands+=' help --help --version'
        COMPREPLY=($(compgen -W "$commands" -- "$current"))
        return
    fi
    local seconds='' command=$first
    case $first in
"#;

const COMMAND: &str = r#"    esac
    if [[ -n $seconds ]]; then
        if [[ $count -eq 2 ]]; then
            [[ -n $is_help ]] || seconds+=' --help'
            COMPREPLY=($(compgen -W "$seconds" -- "$current"))
            return
        fi
        command="$first ${words[1]}"
        name=2
    fi
    [[ -z $is_help ]] || return 0

    local options='' operands=''
    case $command in
"#;

const OPTION: &str = r#"    esac

    # The option whose value is typed, if one is: before the word, or in it before `=`.
    local option='' kind='' only_operands=''
    for ((i = name; i < count - 1; i++)); do
        [[ ${words[i]} != -- ]] || only_operands=1
    done
    if [[ -n $only_operands ]]; then
        kind=$operands
    else
        case $current in
        --*=*)
            option=${current%%=*}
            before="$option="
            current=${current#*=}
            ;;
        -*)
            COMPREPLY=($(compgen -W "$options" -- "$current"))
            return
            ;;
        *)
            kind=$operands
            [[ $count -le $((name + 1)) ]] || option=${words[count - 2]}
            ;;
        esac
    fi
    case "$command $option" in
"#;

const END: &str = r#"    esac

    case $kind in
    'words '*)
        COMPREPLY=($(compgen -W "${kind#* }" -- "$current"))
        ;;
    rules)
        COMPREPLY=($(compgen -W "$rules" -- "$current"))
        ;;
    'formats '*)
        if [[ $current == *=* ]]; then
            compopt -o default 2>/dev/null
        else
            COMPREPLY=($(compgen -W "${kind#* }" -- "$current"))
        fi
        ;;
    files)
        compopt -o default 2>/dev/null
        ;;
    folders)
        compopt -o dirnames 2>/dev/null
        ;;
    esac
    # Bash puts what is given in the place of what stands behind the last `=`, unless it was told to leave `=` alone.
    if [[ -n $before && $COMP_WORDBREAKS != *=* ]]; then
        COMPREPLY=("${COMPREPLY[@]/#/$before}")
    fi
}

if type compopt >/dev/null 2>&1; then
    complete -F _tablewarden tablewarden
else
    complete -o default -F _tablewarden tablewarden
fi
"#;
