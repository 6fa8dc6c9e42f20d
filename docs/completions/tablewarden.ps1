# Completions of tablewarden for PowerShell: `tablewarden completions powershell | Out-String | Invoke-Expression`.
# Made by `cargo xtask usage`.

Register-ArgumentCompleter -Native -CommandName 'tablewarden' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $rules = [ordered]@{
        'DDB-A001' = 'Use metrics and dimensions that DynamoDB publishes'
        'DDB-A002' = 'Name existing tables and indexes in alarms'
        'DDB-A003' = 'Alarm on throttled requests of every table'
        'DDB-A004' = 'Alarm on throttled requests of every index'
        'DDB-A005' = 'Alarm on errors of every table'
        'DDB-A006' = 'Give every alarm an action'
        'DDB-A007' = 'Treat missing data of an alarm as not breaching'
        'DDB-A008' = 'Use the statistic Sum for counts and for consumed capacity'
        'DDB-A009' = 'Enable CloudWatch Contributor Insights'
        'DDB-A010' = 'Alarm on the replication latency of a global table'
        'DDB-A011' = 'Alarm on provisioned capacity before it is used up'
        'DDB-A012' = 'Use at most ten metrics in an alarm'
        'DDB-A013' = 'Alarm on metrics that still carry data'
        'DDB-B001' = 'Scale provisioned capacity'
        'DDB-B002' = 'Provision no throughput with on-demand billing'
        'DDB-B003' = 'Give provisioned tables and indexes throughput'
        'DDB-B004' = 'Scale only provisioned tables'
        'DDB-B005' = 'Match a scalable target and its policy to what they scale'
        'DDB-B006' = 'Give every scalable target a scaling policy'
        'DDB-B007' = 'Scale in a range that leaves room'
        'DDB-B008' = 'Give all scaling policies of a table cooldowns, or none'
        'DDB-B009' = 'Set on-demand maxima only with on-demand billing'
        'DDB-B010' = 'Set the billing mode'
        'DDB-B011' = 'Cap on-demand throughput'
        'DDB-B012' = 'Stay within the default quota of capacity'
        'DDB-B013' = 'Use the infrequent-access class only for little traffic'
        'DDB-B014' = 'Leave the role out of scalable targets'
        'DDB-B015' = 'Use on-demand billing with vector indexes'
        'DDB-B016' = 'Set warm throughput at or above its minimum'
        'DDB-C001' = 'Keep the name, the key and the attribute types of a table'
        'DDB-C002' = 'Create or delete one index per update, and leave existing ones as they are'
        'DDB-C003' = 'Retain a table that leaves the template'
        'DDB-C004' = 'Keep what protects a table switched on'
        'DDB-C005' = 'Keep the stream of a table as it is'
        'DDB-C006' = 'Add or remove one replica per update'
        'DDB-C007' = 'Keep the type of a table'
        'DDB-C008' = 'Turn Time to Live off before its attribute changes'
        'DDB-C009' = 'Leave warm throughput as high as it was'
        'DDB-E001' = 'Encrypt the table with a key in your account'
        'DDB-E002' = 'Encrypt the table with a customer managed key'
        'DDB-E003' = 'Switch on the encryption that a KMS key is named for'
        'DDB-E004' = 'Rotate the key of the table'
        'DDB-E005' = 'Use an enabled, symmetric key for encryption'
        'DDB-E006' = 'Grant the use of the key to the callers of the table'
        'DDB-E007' = 'Name a key that exists'
        'DDB-E008' = 'Encrypt a DAX cluster at rest and in transit'
        'DDB-E009' = 'Run a DAX cluster with three nodes in three Availability Zones'
        'DDB-E010' = 'Encrypt a Kinesis stream that a table writes to'
        'DDB-G001' = 'Give a global table with several replicas a stream'
        'DDB-G002' = 'List each Region of a global table once, including the Region of the stack'
        'DDB-G003' = 'Give every replica a KMS key of its own Region, or none'
        'DDB-G004' = 'Set tags, recovery, keys and protection in each replica'
        'DDB-G005' = 'Scale the provisioned capacity of a global table with its own settings'
        'DDB-G006' = 'Give a strongly consistent global table three Regions of one set'
        'DDB-G007' = 'Name an index of the table in the index settings of a replica'
        'DDB-G008' = 'Give a global table more than one replica'
        'DDB-G009' = 'Set up all replicas alike'
        'DDB-G010' = 'Use strong consistency without Time to Live and local secondary indexes'
        'DDB-G011' = 'Let DynamoDB replicate to the other accounts of a global table'
        'DDB-I001' = 'Limit policies to the actions and tables that are needed'
        'DDB-I002' = 'Name the principals in a table''s resource policy'
        'DDB-I003' = 'Allow queries instead of scans'
        'DDB-I004' = 'Allow queries of indexes together with queries of the table'
        'DDB-I005' = 'Use action names that exist'
        'DDB-K001' = 'Avoid times and counters as partition keys'
        'DDB-K002' = 'Choose a partition key with many values'
        'DDB-K003' = 'Define every key attribute'
        'DDB-K004' = 'Define only key attributes'
        'DDB-K005' = 'Put the partition key first in every key, and each attribute in it once'
        'DDB-K006' = 'Give a local secondary index the table''s partition key and its own sort key'
        'DDB-K007' = 'Give every index of a table its own name'
        'DDB-K008' = 'Keep to 5 local and 20 global secondary indexes'
        'DDB-K009' = 'Name projected attributes with INCLUDE, and only with INCLUDE'
        'DDB-K010' = 'Use valid names for tables and indexes'
        'DDB-K011' = 'Have one global secondary index for each key'
        'DDB-K012' = 'Use global secondary indexes instead of local ones'
        'DDB-K013' = 'Project only the attributes that queries read'
        'DDB-K014' = 'Avoid reserved words as names of key and expiry attributes'
        'DDB-K015' = 'Let CloudFormation name the table'
        'DDB-K016' = 'Name an index after the attributes of its key'
        'DDB-K017' = 'Import into a table without local secondary indexes'
        'DDB-K018' = 'Keep vector indexes within what DynamoDB accepts'
        'DDB-R001' = 'Enable point-in-time recovery'
        'DDB-R002' = 'Enable deletion protection'
        'DDB-R003' = 'Retain a table that is deleted or replaced'
        'DDB-R004' = 'Set a recovery period from 1 to 35 days'
        'DDB-R005' = 'Back up the table'
        'DDB-S001' = 'Enable the stream of tables whose `StreamArn` is used'
        'DDB-S002' = 'Use a stream view type that exists'
        'DDB-S003' = 'Give every stream a consumer'
        'DDB-S004' = 'Limit the retries of stream consumers and keep failed records'
        'DDB-S005' = 'Give event sources the ARN of a stream and a valid starting position'
        'DDB-S006' = 'Keep the consumers of a stream to two'
        'DDB-S007' = 'Send changes to a DynamoDB stream or to Kinesis, not to both'
        'DDB-T001' = 'Name the TTL attribute'
        'DDB-T002' = 'Use a number outside of the key as the TTL attribute'
        'DDB-T003' = 'Let short-lived data expire'
        'DDB-V001' = 'Use only properties that the resource type has'
        'DDB-V002' = 'Set every required property'
        'DDB-V003' = 'Give every property a value that CloudFormation accepts'
        'DDB-V004' = 'Use only names that the template defines'
        'DDB-V005' = 'Check what macros, includes and loops make'
        'DDB-V006' = 'Give every table a name of its own'
        'DDB-V007' = 'Give tags keys and values that DynamoDB accepts'
        'DDB-V008' = 'Write every key of a mapping once'
        'DDB-V009' = 'Set the tags that your settings require'
        'DDB-V010' = 'Keep dependencies between resources free of circles'
        'DDB-V011' = 'Give every resource a logical ID, a type and properties that CloudFormation accepts'
        'DDB-V012' = 'Use only functions that CloudFormation has'
        'DDB-V013' = 'Write values out instead of YAML aliases'
    }
    $commands = [ordered]@{
        'check' = 'Check templates'
        'changes' = 'Print what an update does to each table'
        'facts' = 'Print what the rules see of a template, as JSON'
        'draw' = 'Draw the tables of a template'
        'waive' = 'Write a waiver of a finding into a template'
        'fix' = 'Fix what a check finds in templates'
        'init' = 'Write a settings file for the templates in a folder'
        'parameters' = 'Print the parameters of a template'
        'explain' = 'Print the page of a built-in rule'
        'lsp' = 'Serve an editor over standard input and output'
        'rules' = 'The commands list, test, check, parse or format'
        'completions' = 'Print the completions of a shell'
        'man' = 'Print the manual page'
        'help' = 'Print the help of a command'
        '--help' = 'Print this help; after a command, the help of the command'
        '--version' = 'Print the version and the SHA-256 of the engine'
    }
    $groups = @{}
    $groups['rules'] = [ordered]@{
        'list' = 'Print the built-in rules'
        'test' = 'Run the unit tests of rule files'
        'check' = 'Report what is probably a mistake in rule files'
        'parse' = 'Print the syntax tree of a rule file, as JSON'
        'format' = 'Rewrite rule files in the canonical form'
    }
    $options = @{}
    $options['check'] = [ordered]@{
        '--format' = 'What to print, or with =FILE what to write to a file'
        '--diff' = 'Show with each finding what `tablewarden fix` would change'
        '--output-file' = 'Write the report to this file and not to standard output'
        '--statuses' = 'Add the status of each rule to the format json'
        '--no-fixes' = 'Leave fixes out of reports, which are made sooner then'
        '--max-findings' = 'How many findings of one rule to list for one file. The others are counted'
        '--statistics' = 'Count the findings by rule, template and account'
        '--verbose' = 'Name the values that are not known, why, and what would make them known'
        '--quiet' = 'Print findings and errors only'
        '--profile' = 'Which rules to report'
        '--fail-on' = 'The lowest severity that gives exit code 1'
        '--against' = 'Check what changes too: since FILE, since the templates in FOLDER, or since REVISION in git. `git:BRANCH...` is where BRANCH and HEAD parted'
        '--skip-other-files' = 'Skip named files that are not templates'
        '--exclude' = 'Leave matching files and folders out when a folder is checked, as a line of a .gitignore would'
        '--baseline' = 'Report only what this file doesn''t know, and what it knows as a count'
        '--no-baseline' = 'Report everything, whatever baseline the settings name'
        '--write-baseline' = 'Write what is found to this file, so that later checks with --baseline report only what is new'
        '--list-files' = 'Print the files that would be checked, and check nothing'
        '--advice' = 'Add advice on what no template shows: queries, item sizes, restores, traffic, hot keys'
        '--color' = 'Whether to color the text'
        '--watch' = 'Check again after every change, and print what is new and what is gone; Ctrl+C stops'
        '--time' = 'Print the time taken, to standard error'
        '--now' = 'The current time, in seconds since 1970-01-01'
        '--rules' = 'Evaluate these rule files too'
        '--no-default-rules' = 'Leave the built-in rules out'
        '--dialect' = 'The version of cfn-guard that rule files are evaluated like'
        '--input-parameters' = 'Add the keys of this file to the template, for rule files'
        '--region' = 'The Region the stack is deployed to'
        '--account' = 'The account the stack is deployed to, twelve digits'
        '--partition' = 'The partition: aws, aws-cn or aws-us-gov'
        '--parameter' = 'Set a parameter of the template'
        '--parameters' = 'Read values of parameters from a file: of the AWS CLI, of CodePipeline, or of lines NAME: VALUE'
        '--root' = 'The folder that paths in reports start at'
        '--config' = 'The settings file'
        '--no-config' = 'Ignore settings files'
        '--help' = 'Print this help'
    }
    $options['changes'] = [ordered]@{
        '--format' = 'What to print, or with =FILE what to write to a file'
        '--output-file' = 'Write the report to this file and not to standard output'
        '--skip-other-files' = 'Skip named files that are not templates'
        '--exclude' = 'Leave matching files and folders out when a folder is checked, as a line of a .gitignore would'
        '--region' = 'The Region the stack is deployed to'
        '--account' = 'The account the stack is deployed to, twelve digits'
        '--partition' = 'The partition: aws, aws-cn or aws-us-gov'
        '--parameter' = 'Set a parameter of the template'
        '--parameters' = 'Read values of parameters from a file: of the AWS CLI, of CodePipeline, or of lines NAME: VALUE'
        '--root' = 'The folder that paths in reports start at'
        '--config' = 'The settings file'
        '--no-config' = 'Ignore settings files'
        '--help' = 'Print this help'
    }
    $options['facts'] = [ordered]@{
        '--region' = 'The Region the stack is deployed to'
        '--account' = 'The account the stack is deployed to, twelve digits'
        '--partition' = 'The partition: aws, aws-cn or aws-us-gov'
        '--parameter' = 'Set a parameter of the template'
        '--parameters' = 'Read values of parameters from a file: of the AWS CLI, of CodePipeline, or of lines NAME: VALUE'
        '--root' = 'The folder that paths in reports start at'
        '--config' = 'The settings file'
        '--no-config' = 'Ignore settings files'
        '--help' = 'Print this help'
    }
    $options['draw'] = [ordered]@{
        '--format' = 'What to draw: SVG, or flowcharts in the language of Mermaid'
        '--output' = 'Write each picture to a file in this folder'
        '--table' = 'Draw this table only'
        '--line' = 'Draw only the table that this line of the template belongs to; if there is none, the first table'
        '--profile' = 'Which rules to report'
        '--now' = 'The current time, in seconds since 1970-01-01'
        '--rules' = 'Evaluate these rule files too'
        '--no-default-rules' = 'Leave the built-in rules out'
        '--dialect' = 'The version of cfn-guard that rule files are evaluated like'
        '--region' = 'The Region the stack is deployed to'
        '--account' = 'The account the stack is deployed to, twelve digits'
        '--partition' = 'The partition: aws, aws-cn or aws-us-gov'
        '--parameter' = 'Set a parameter of the template'
        '--parameters' = 'Read values of parameters from a file: of the AWS CLI, of CodePipeline, or of lines NAME: VALUE'
        '--root' = 'The folder that paths in reports start at'
        '--config' = 'The settings file'
        '--no-config' = 'Ignore settings files'
        '--help' = 'Print this help'
    }
    $options['waive'] = [ordered]@{
        '--rule' = 'The rule to waive, by id or name'
        '--reason' = 'Why the finding is waived'
        '--expires' = 'The last day of the waiver'
        '--resource' = 'The resource that the finding is in'
        '--diff' = 'Print the difference and change nothing'
        '--now' = 'The current time, in seconds since 1970-01-01'
        '--rules' = 'Evaluate these rule files too'
        '--no-default-rules' = 'Leave the built-in rules out'
        '--dialect' = 'The version of cfn-guard that rule files are evaluated like'
        '--region' = 'The Region the stack is deployed to'
        '--account' = 'The account the stack is deployed to, twelve digits'
        '--partition' = 'The partition: aws, aws-cn or aws-us-gov'
        '--parameter' = 'Set a parameter of the template'
        '--parameters' = 'Read values of parameters from a file: of the AWS CLI, of CodePipeline, or of lines NAME: VALUE'
        '--root' = 'The folder that paths in reports start at'
        '--config' = 'The settings file'
        '--no-config' = 'Ignore settings files'
        '--help' = 'Print this help'
    }
    $options['fix'] = [ordered]@{
        '--diff' = 'Print the difference and change nothing'
        '--rule' = 'Fix only what this rule finds, by id or name'
        '--unsafe' = 'Make unsafe fixes too'
        '--quiet' = 'Print what can''t be fixed and errors only'
        '--profile' = 'Which rules to report'
        '--fail-on' = 'The lowest severity that gives exit code 1'
        '--skip-other-files' = 'Skip named files that are not templates'
        '--exclude' = 'Leave matching files and folders out when a folder is checked, as a line of a .gitignore would'
        '--now' = 'The current time, in seconds since 1970-01-01'
        '--rules' = 'Evaluate these rule files too'
        '--no-default-rules' = 'Leave the built-in rules out'
        '--dialect' = 'The version of cfn-guard that rule files are evaluated like'
        '--region' = 'The Region the stack is deployed to'
        '--account' = 'The account the stack is deployed to, twelve digits'
        '--partition' = 'The partition: aws, aws-cn or aws-us-gov'
        '--parameter' = 'Set a parameter of the template'
        '--parameters' = 'Read values of parameters from a file: of the AWS CLI, of CodePipeline, or of lines NAME: VALUE'
        '--root' = 'The folder that paths in reports start at'
        '--config' = 'The settings file'
        '--no-config' = 'Ignore settings files'
        '--help' = 'Print this help'
    }
    $options['init'] = [ordered]@{
        '--help' = 'Print this help'
    }
    $options['parameters'] = [ordered]@{
        '--format' = 'What to print'
        '--help' = 'Print this help'
    }
    $options['explain'] = [ordered]@{
        '--help' = 'Print this help'
    }
    $options['lsp'] = [ordered]@{
        '--config' = 'The settings file'
        '--no-config' = 'Ignore settings files'
        '--help' = 'Print this help'
    }
    $options['rules list'] = [ordered]@{
        '--format' = 'What to print'
        '--help' = 'Print this help'
    }
    $options['rules test'] = [ordered]@{
        '--format' = 'What to print'
        '--now' = 'The current time, in seconds since 1970-01-01'
        '--dialect' = 'The version of cfn-guard that rule files are evaluated like'
        '--help' = 'Print this help'
    }
    $options['rules check'] = [ordered]@{
        '--format' = 'What to print'
        '--dialect' = 'The version of cfn-guard that rule files are evaluated like'
        '--help' = 'Print this help'
    }
    $options['rules parse'] = [ordered]@{
        '--dialect' = 'The version of cfn-guard that rule files are evaluated like'
        '--help' = 'Print this help'
    }
    $options['rules format'] = [ordered]@{
        '--dialect' = 'The version of cfn-guard that rule files are evaluated like'
        '--check' = 'Rewrite nothing, and print the names of files that are not in the canonical form'
        '--help' = 'Print this help'
    }
    $options['completions'] = [ordered]@{
        '--help' = 'Print this help'
    }
    $options['man'] = [ordered]@{
        '--help' = 'Print this help'
    }

    # What a value may be: of an option, or of what a command takes besides options.
    $values = @{
        'check --format' = @('text', 'concise', 'json', 'jsonl', 'sarif', 'junit', 'github', 'gitlab', 'cdk', 'markdown')
        'check --output-file' = @()
        'check --max-findings' = @()
        'check --profile' = @('minimal', 'recommended', 'strict')
        'check --fail-on' = @('error', 'warning', 'note', 'never')
        'check --against' = @()
        'check --exclude' = @()
        'check --baseline' = @()
        'check --write-baseline' = @()
        'check --color' = @('auto', 'always', 'never')
        'check --now' = @()
        'check --rules' = @()
        'check --dialect' = @('3.2.0', '3.2.1')
        'check --input-parameters' = @()
        'check --region' = @()
        'check --account' = @()
        'check --partition' = @()
        'check --parameter' = @()
        'check --parameters' = @()
        'check --root' = @()
        'check --config' = @()
        'check' = @()
        'changes --format' = @('text', 'json', 'markdown')
        'changes --output-file' = @()
        'changes --exclude' = @()
        'changes --region' = @()
        'changes --account' = @()
        'changes --partition' = @()
        'changes --parameter' = @()
        'changes --parameters' = @()
        'changes --root' = @()
        'changes --config' = @()
        'changes' = @()
        'facts --region' = @()
        'facts --account' = @()
        'facts --partition' = @()
        'facts --parameter' = @()
        'facts --parameters' = @()
        'facts --root' = @()
        'facts --config' = @()
        'facts' = @()
        'draw --format' = @('svg', 'mermaid')
        'draw --output' = @()
        'draw --table' = @()
        'draw --line' = @()
        'draw --profile' = @('minimal', 'recommended', 'strict')
        'draw --now' = @()
        'draw --rules' = @()
        'draw --dialect' = @('3.2.0', '3.2.1')
        'draw --region' = @()
        'draw --account' = @()
        'draw --partition' = @()
        'draw --parameter' = @()
        'draw --parameters' = @()
        'draw --root' = @()
        'draw --config' = @()
        'draw' = @()
        'waive --rule' = @($rules.Keys)
        'waive --reason' = @()
        'waive --expires' = @()
        'waive --resource' = @()
        'waive --now' = @()
        'waive --rules' = @()
        'waive --dialect' = @('3.2.0', '3.2.1')
        'waive --region' = @()
        'waive --account' = @()
        'waive --partition' = @()
        'waive --parameter' = @()
        'waive --parameters' = @()
        'waive --root' = @()
        'waive --config' = @()
        'waive' = @()
        'fix --rule' = @($rules.Keys)
        'fix --profile' = @('minimal', 'recommended', 'strict')
        'fix --fail-on' = @('error', 'warning', 'note', 'never')
        'fix --exclude' = @()
        'fix --now' = @()
        'fix --rules' = @()
        'fix --dialect' = @('3.2.0', '3.2.1')
        'fix --region' = @()
        'fix --account' = @()
        'fix --partition' = @()
        'fix --parameter' = @()
        'fix --parameters' = @()
        'fix --root' = @()
        'fix --config' = @()
        'fix' = @()
        'init' = @()
        'parameters --format' = @('text', 'json')
        'parameters' = @()
        'explain' = @($rules.Keys)
        'lsp --config' = @()
        'rules list --format' = @('text', 'json')
        'rules test --format' = @('text', 'json')
        'rules test --now' = @()
        'rules test --dialect' = @('3.2.0', '3.2.1')
        'rules test' = @()
        'rules check --format' = @('text', 'json')
        'rules check --dialect' = @('3.2.0', '3.2.1')
        'rules check' = @()
        'rules parse --dialect' = @('3.2.0', '3.2.1')
        'rules parse' = @()
        'rules format --dialect' = @('3.2.0', '3.2.1')
        'rules format' = @()
        'completions' = @('bash', 'zsh', 'fish', 'powershell')
    }

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
