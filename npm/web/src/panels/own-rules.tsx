/** A line over the person's own rules: what they are, and a beginning for who has none. */
import { ownRules } from '../workspace/files.ts';

const EXAMPLE = `# Every table has a tag that says who owns it.
let tables = Resources.*[ Type == 'AWS::DynamoDB::Table' ]

rule tables_have_an_owner when %tables !empty {
  %tables {
    Properties.Tags[ Key == 'Owner' ] !empty
      <<Add a tag with the key Owner to this table.>>
  }
}
`;

const ADDRESS = 'https://github.com/tablewarden/tablewarden/blob/main/docs/guard.md';

export function OwnRulesBar() {
  return (
    <div class="own-rules-bar">
      <p>
        Rules in the{' '}
        <a href={ADDRESS} target="_blank" rel="noreferrer">
          AWS CloudFormation Guard language
        </a>
        . They are checked together with the built-in rules.
      </p>
      {ownRules.value.trim() === '' && (
        <button
          type="button"
          class="press"
          onClick={() => {
            ownRules.value = EXAMPLE;
          }}
        >
          Insert an example
        </button>
      )}
    </div>
  );
}
