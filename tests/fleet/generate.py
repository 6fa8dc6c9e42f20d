"""Makes a fleet of templates of about 10 KB: python generate.py FOLDER COUNT

Writes ACCOUNT/REGION/STACK.yaml: the examples of this repository, half of them with faults, each among Lambda functions.
"""

import pathlib
import sys

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
PATTERNS = ["pattern1", "pattern1.corrected", "pattern2", "pattern2.corrected", "pattern3", "pattern3.corrected"]
REGIONS = ["eu-west-1", "us-east-1", "us-west-2"]
STACKS_OF_ACCOUNT = 100
SIZE = 10_000

FUNCTION = """\
  Function{number}:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      MemorySize: 256
      Role: !Sub arn:aws:iam::${{AWS::AccountId}}:role/function-{number}
      Code: {{S3Bucket: artifacts, S3Key: stack-{index}/function-{number}.zip}}
      Environment: {{Variables: {{STAGE: prod, NUMBER: "{number}"}}}}
"""


def template(index: int) -> str:
    """One template. The resources of the example come first, functions behind them until it has its size."""
    text = (EXAMPLES / f"{PATTERNS[index % len(PATTERNS)]}.yaml").read_text()
    head, resources = f"\n{text}".split("\nResources:\n", 1)
    functions, number = "", 0
    while len(text) + len(functions) < SIZE:
        functions += FUNCTION.format(index=index, number=number)
        number += 1
    return f"{head}\nResources:\n{functions}{resources}"


def generate(folder: pathlib.Path, count: int) -> None:
    for index in range(count):
        account = str(100_000_000_000 + index // STACKS_OF_ACCOUNT)
        place = folder / account / REGIONS[index % len(REGIONS)]
        place.mkdir(parents=True, exist_ok=True)
        (place / f"stack-{index:05}.yaml").write_text(template(index))


if __name__ == "__main__":
    generate(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
