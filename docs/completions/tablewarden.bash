# Completions of tablewarden for bash: `source <(tablewarden completions bash)`.
# Made by `cargo xtask usage`.

_tablewarden() {
    local commands='check changes facts draw waive fix init parameters explain lsp rules completions man'
    local rules='DDB-A001 DDB-A002 DDB-A003 DDB-A004 DDB-A005 DDB-A006 DDB-A007 DDB-A008 DDB-A009 DDB-A010 DDB-A011 DDB-A012 DDB-A013 DDB-B001 DDB-B002 DDB-B003 DDB-B004 DDB-B005 DDB-B006 DDB-B007 DDB-B008 DDB-B009 DDB-B010 DDB-B011 DDB-B012 DDB-B013 DDB-B014 DDB-B015 DDB-B016 DDB-C001 DDB-C002 DDB-C003 DDB-C004 DDB-C005 DDB-C006 DDB-C007 DDB-C008 DDB-C009 DDB-E001 DDB-E002 DDB-E003 DDB-E004 DDB-E005 DDB-E006 DDB-E007 DDB-E008 DDB-E009 DDB-E010 DDB-G001 DDB-G002 DDB-G003 DDB-G004 DDB-G005 DDB-G006 DDB-G007 DDB-G008 DDB-G009 DDB-G010 DDB-G011 DDB-I001 DDB-I002 DDB-I003 DDB-I004 DDB-I005 DDB-K001 DDB-K002 DDB-K003 DDB-K004 DDB-K005 DDB-K006 DDB-K007 DDB-K008 DDB-K009 DDB-K010 DDB-K011 DDB-K012 DDB-K013 DDB-K014 DDB-K015 DDB-K016 DDB-K017 DDB-K018 DDB-R001 DDB-R002 DDB-R003 DDB-R004 DDB-R005 DDB-S001 DDB-S002 DDB-S003 DDB-S004 DDB-S005 DDB-S006 DDB-S007 DDB-T001 DDB-T002 DDB-T003 DDB-V001 DDB-V002 DDB-V003 DDB-V004 DDB-V005 DDB-V006 DDB-V007 DDB-V008 DDB-V009 DDB-V010 DDB-V011 DDB-V012 DDB-V013'

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
        rules) seconds='list test check parse format' ;;
    esac
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
        'check') options='--format --diff --output-file --statuses --no-fixes --max-findings --statistics --verbose --quiet --profile --fail-on --against --skip-other-files --exclude --baseline --no-baseline --write-baseline --list-files --advice --color --watch --time --now --rules --no-default-rules --dialect --input-parameters --region --account --partition --parameter --parameters --root --config --no-config --help' operands='files' ;;
        'changes') options='--format --output-file --skip-other-files --exclude --region --account --partition --parameter --parameters --root --config --no-config --help' operands='files' ;;
        'facts') options='--region --account --partition --parameter --parameters --root --config --no-config --help' operands='files' ;;
        'draw') options='--format --output --table --line --profile --now --rules --no-default-rules --dialect --region --account --partition --parameter --parameters --root --config --no-config --help' operands='files' ;;
        'waive') options='--rule --reason --expires --resource --diff --now --rules --no-default-rules --dialect --region --account --partition --parameter --parameters --root --config --no-config --help' operands='files' ;;
        'fix') options='--diff --rule --unsafe --quiet --profile --fail-on --skip-other-files --exclude --now --rules --no-default-rules --dialect --region --account --partition --parameter --parameters --root --config --no-config --help' operands='files' ;;
        'init') options='--help' operands='folders' ;;
        'parameters') options='--format --help' operands='files' ;;
        'explain') options='--help' operands='rules' ;;
        'lsp') options='--config --no-config --help' ;;
        'rules list') options='--format --help' ;;
        'rules test') options='--format --now --dialect --help' operands='files' ;;
        'rules check') options='--format --dialect --help' operands='files' ;;
        'rules parse') options='--dialect --help' operands='files' ;;
        'rules format') options='--dialect --check --help' operands='files' ;;
        'completions') options='--help' operands='words bash zsh fish powershell' ;;
        'man') options='--help' ;;
    esac

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
        'check --format') kind='formats text concise json jsonl sarif junit github gitlab cdk markdown' ;;
        'check --output-file') kind='files' ;;
        'check --max-findings') kind='' ;;
        'check --profile') kind='words minimal recommended strict' ;;
        'check --fail-on') kind='words error warning note never' ;;
        'check --against') kind='files' ;;
        'check --exclude') kind='' ;;
        'check --baseline') kind='files' ;;
        'check --write-baseline') kind='files' ;;
        'check --color') kind='words auto always never' ;;
        'check --now') kind='' ;;
        'check --rules') kind='files' ;;
        'check --dialect') kind='words 3.2.0 3.2.1' ;;
        'check --input-parameters') kind='files' ;;
        'check --region') kind='' ;;
        'check --account') kind='' ;;
        'check --partition') kind='' ;;
        'check --parameter') kind='' ;;
        'check --parameters') kind='files' ;;
        'check --root') kind='folders' ;;
        'check --config') kind='files' ;;
        'changes --format') kind='formats text json markdown' ;;
        'changes --output-file') kind='files' ;;
        'changes --exclude') kind='' ;;
        'changes --region') kind='' ;;
        'changes --account') kind='' ;;
        'changes --partition') kind='' ;;
        'changes --parameter') kind='' ;;
        'changes --parameters') kind='files' ;;
        'changes --root') kind='folders' ;;
        'changes --config') kind='files' ;;
        'facts --region') kind='' ;;
        'facts --account') kind='' ;;
        'facts --partition') kind='' ;;
        'facts --parameter') kind='' ;;
        'facts --parameters') kind='files' ;;
        'facts --root') kind='folders' ;;
        'facts --config') kind='files' ;;
        'draw --format') kind='words svg mermaid' ;;
        'draw --output') kind='folders' ;;
        'draw --table') kind='' ;;
        'draw --line') kind='' ;;
        'draw --profile') kind='words minimal recommended strict' ;;
        'draw --now') kind='' ;;
        'draw --rules') kind='files' ;;
        'draw --dialect') kind='words 3.2.0 3.2.1' ;;
        'draw --region') kind='' ;;
        'draw --account') kind='' ;;
        'draw --partition') kind='' ;;
        'draw --parameter') kind='' ;;
        'draw --parameters') kind='files' ;;
        'draw --root') kind='folders' ;;
        'draw --config') kind='files' ;;
        'waive --rule') kind='rules' ;;
        'waive --reason') kind='' ;;
        'waive --expires') kind='' ;;
        'waive --resource') kind='' ;;
        'waive --now') kind='' ;;
        'waive --rules') kind='files' ;;
        'waive --dialect') kind='words 3.2.0 3.2.1' ;;
        'waive --region') kind='' ;;
        'waive --account') kind='' ;;
        'waive --partition') kind='' ;;
        'waive --parameter') kind='' ;;
        'waive --parameters') kind='files' ;;
        'waive --root') kind='folders' ;;
        'waive --config') kind='files' ;;
        'fix --rule') kind='rules' ;;
        'fix --profile') kind='words minimal recommended strict' ;;
        'fix --fail-on') kind='words error warning note never' ;;
        'fix --exclude') kind='' ;;
        'fix --now') kind='' ;;
        'fix --rules') kind='files' ;;
        'fix --dialect') kind='words 3.2.0 3.2.1' ;;
        'fix --region') kind='' ;;
        'fix --account') kind='' ;;
        'fix --partition') kind='' ;;
        'fix --parameter') kind='' ;;
        'fix --parameters') kind='files' ;;
        'fix --root') kind='folders' ;;
        'fix --config') kind='files' ;;
        'parameters --format') kind='words text json' ;;
        'lsp --config') kind='files' ;;
        'rules list --format') kind='words text json' ;;
        'rules test --format') kind='words text json' ;;
        'rules test --now') kind='' ;;
        'rules test --dialect') kind='words 3.2.0 3.2.1' ;;
        'rules check --format') kind='words text json' ;;
        'rules check --dialect') kind='words 3.2.0 3.2.1' ;;
        'rules parse --dialect') kind='words 3.2.0 3.2.1' ;;
        'rules format --dialect') kind='words 3.2.0 3.2.1' ;;
    esac

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
