#!/usr/bin/env python3
"""Takes the CloudFormation schemas that the PyPI package cfn-lint ships; gives one file of facts per resource type.

    generate.py                  fetches the package with pip into a temporary folder and writes the files
    generate.py --wheel FILE     reads a package that is already there
    generate.py --check          writes nothing; exit 1 if a file is missing, different or too many

Only facts are kept: names, types, required, enums, bounds, patterns, what is read-only or create-only. Never a
sentence of a description. A keyword this script does not know stops it, so that no fact is lost in silence.
The format is in README.md beside this file; policy/cloudformation/build.rs reads it.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

PACKAGE = "cfn-lint"
VERSION = "1.58.0"
REGION = "us-east-1"
HERE = pathlib.Path(__file__).resolve().parent

# Resource type -> file. The same facts hold in every region that has the type.
TYPES = {
    "AWS::ApplicationAutoScaling::ScalableTarget": "applicationautoscaling-scalabletarget",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "applicationautoscaling-scalingpolicy",
    "AWS::CloudWatch::Alarm": "cloudwatch-alarm",
    "AWS::DAX::Cluster": "dax-cluster",
    "AWS::DynamoDB::GlobalTable": "dynamodb-globaltable",
    "AWS::DynamoDB::Table": "dynamodb-table",
    "AWS::KMS::Key": "kms-key",
    "AWS::Kinesis::Stream": "kinesis-stream",
    "AWS::Lambda::EventSourceMapping": "lambda-eventsourcemapping",
}

# Types that CloudFormation has no schema of: written by hand from the source each file names.
KEPT_BY_HAND = {"serverless-simpletable"}

# Facts the schemas leave out, and where each was read. (type, definition, property) -> keywords that replace its own.
KEY_ELEMENT = {
    "AttributeName": {"type": "string", "minLength": 1, "maxLength": 255},
    "KeyType": {"type": "string", "enum": ["HASH", "RANGE"]},
}
ADDED = {
    # DynamoDB API reference, KeySchemaElement.
    ("AWS::DynamoDB::Table", "GlobalSecondaryIndex.KeySchema", "AttributeName"): KEY_ELEMENT["AttributeName"],
    ("AWS::DynamoDB::Table", "GlobalSecondaryIndex.KeySchema", "KeyType"): KEY_ELEMENT["KeyType"],
    # DynamoDB API reference, TableClass; the schema of AWS::DynamoDB::Table has it.
    ("AWS::DynamoDB::GlobalTable", "ReplicaSpecification", "TableClass"): {
        "type": "string",
        "enum": ["STANDARD", "STANDARD_INFREQUENT_ACCESS"],
    },
    # DAX API reference, ClusterEndpointEncryptionType.
    ("AWS::DAX::Cluster", "-", "ClusterEndpointEncryptionType"): {"type": "string", "enum": ["NONE", "TLS"]},
    # Lambda API reference, EventSourcePosition; the schema says it as a pattern.
    ("AWS::Lambda::EventSourceMapping", "-", "StartingPosition"): {
        "type": "string",
        "enum": ["AT_TIMESTAMP", "LATEST", "TRIM_HORIZON"],
    },
}

# Keywords that hold no fact about what a template may say, or one that is said elsewhere.
SKIPPED_OF_TYPE = {
    "$comment", "additionalIdentifiers", "definitions", "description", "handlers", "primaryIdentifier",
    "propertyTransform", "sourceUrl", "tagging", "typeName", "writeOnlyProperties",
    "allOf",  # a local index needs a sort key: a rule about keys says it, with the index as its place
    "createOnlyProperties", "conditionalCreateOnlyProperties", "readOnlyProperties",  # kept on each property
}
SKIPPED_OF_VALUE = {
    "default", "description", "insertionOrder",
    "format", "relationshipRef",  # what a reference should point at: a question of joins
    "prefixItems",  # the order of keys: a rule about keys says it
}


class Unknown(Exception):
    """The schemas say something this script has no word for."""


class Shapes:
    """The facts of one resource type, definition by definition."""

    def __init__(self, name, schema):
        self.name = name
        self.schema = schema
        self.objects = {}  # name in the file -> lines, in the order they are met
        self.added = {key for key in ADDED if key[0] == name}  # those that have not been met

    def lines(self):
        self.object("-", {k: v for k, v in self.schema.items() if k not in SKIPPED_OF_TYPE}, marks=self.marks())
        if self.added:
            raise Unknown(f"{sorted(self.added)}, which ADDED has and the schema does not")
        root = self.objects.pop("-")
        lines = ["", "object -"] + root
        for name in sorted(self.objects):
            lines += ["", f"object {name}"] + self.objects[name]
        return lines

    def marks(self):
        marks = {}
        for keyword, mark in (
            ("readOnlyProperties", "read-only"),
            ("createOnlyProperties", "create-only"),
            ("conditionalCreateOnlyProperties", "create-only-at-times"),
        ):
            for pointer in self.schema.get(keyword, []):
                parts = pointer.split("/")
                if parts[:2] != ["", "properties"] or len(parts) != 3:
                    raise Unknown(f"{self.name}: {keyword} {pointer}")
                marks.setdefault(parts[2], []).append(mark)
        return marks

    def object(self, name, schema, marks=None):
        """Writes down the object; gives how a property refers to it."""
        if name in self.objects:
            return f"{{{name}}}"
        self.objects[name] = lines = []  # taken before its properties, so that a cycle would end
        properties = schema.get("properties", {})
        known = {"type", "properties", "required", "additionalProperties"}
        rules = {"anyOf", "oneOf", "requiredXor", "dependencies", "dependentRequired", "dependentExcluded"}
        unknown = set(schema) - known - rules - SKIPPED_OF_VALUE
        if unknown or schema.get("additionalProperties") is not False:
            raise Unknown(f"{self.name}: {name}: {sorted(unknown) or 'open object'}")
        required = set(schema.get("required", []))
        for prop in sorted(properties):
            key = (self.name, name, prop)
            self.added.discard(key)
            shape = self.value(ADDED.get(key, properties[prop]), self.part(name, prop))
            words = (marks or {}).get(prop, [])
            if "read-only" in words:
                shape = shape.split()[0]  # nobody writes it, so no bound of it is ever asked for
            star = "*" if prop in required else ""
            lines.append(" ".join([f"  {prop}{star}", shape, *words]))
        lines += [f"  - {rule}" for rule in self.rules(name, schema)]
        return f"{{{name}}}"

    @staticmethod
    def part(name, prop):
        return prop if name == "-" else f"{name}.{prop}"

    def rules(self, name, schema):
        """What the object says about several of its properties at once."""
        rules = []
        for keyword, word in (("anyOf", "any-of"), ("oneOf", "one-of")):
            if keyword in schema:
                if any(set(branch) != {"required"} or len(branch["required"]) != 1 for branch in schema[keyword]):
                    raise Unknown(f"{self.name}: {name}: {keyword}")
                rules.append(" ".join([word, *(branch["required"][0] for branch in schema[keyword])]))
        exclusive = schema.get("requiredXor", [])
        if exclusive:
            rules.append(" ".join(["one-of", *exclusive]))
        for keyword in ("dependencies", "dependentRequired"):
            for prop, needed in sorted(schema.get(keyword, {}).items()):
                rules.append(" ".join(["needs", prop, *needed]))
        said = {frozenset((one, two)) for one in exclusive for two in exclusive}
        for prop, others in sorted(schema.get("dependentExcluded", {}).items()):
            new = [other for other in others if frozenset((prop, other)) not in said]
            said |= {frozenset((prop, other)) for other in new}
            if new:
                rules.append(" ".join(["excludes", prop, *new]))
        return rules

    def value(self, schema, name):
        """The type and the bounds of one value, as words of a line; `name` is for an object that has no other."""
        if "$ref" in schema:
            name = self.definition(schema)
        schema = self.resolved(schema)
        if "definition" in schema:
            return self.object(schema["definition"], schema["schema"])
        kind = schema.get("type")
        if kind == ["object", "string"]:
            return "json"
        if kind == "object":
            return self.object(name, schema)
        if kind == "array":
            return self.list(schema, name)
        words = [kind]
        if kind == "string":
            allowed = {"minLength", "maxLength", "enum", "pattern", "anyOf", "additionalProperties"}
            words += self.bounds(schema, "length", "minLength", "maxLength")
            if "enum" in schema:
                words.append("enum=" + "|".join(self.word(value) for value in sorted(schema["enum"])))
                words = [word for word in words if not word.startswith("length=")]
            elif "pattern" in schema and not self.matches_all(schema["pattern"]):
                words.append("pattern=" + schema["pattern"].replace(r"\p{Print}", r"[\x20-\x7E]").replace(" ", r"\x20"))
            for branch in schema.get("anyOf", []):
                if set(branch) != {"relationshipRef"}:
                    raise Unknown(f"{self.name}: {name}: anyOf")
        elif kind in ("integer", "number"):
            allowed = {"minimum", "maximum"}
            words += self.bounds(schema, "range", "minimum", "maximum")
        elif kind == "boolean":
            allowed = set()
        else:
            raise Unknown(f"{self.name}: {name}: type {kind}")
        self.only(schema, allowed | {"type"}, name)
        return " ".join(words)

    @staticmethod
    def matches_all(pattern):
        """Whether a pattern without anchors is found in every text, because it is found in none at all."""
        return not set("^$") & set(pattern) and "\\p{" not in pattern and re.search(pattern, "") is not None

    def list(self, schema, name):
        # Bounds of text on a list bind nothing. Properties of a list are meant of its elements.
        self.only(schema, {
            "type", "items", "minItems", "maxItems", "maxUniqueItems", "uniqueItems", "uniqueKeys", "properties",
            "minLength", "maxLength",
        }, name)
        words = ["list"]
        if schema.get("minItems") == 0:
            schema = {k: v for k, v in schema.items() if k != "minItems"}
        words += self.bounds(schema, "items", "minItems", "maxItems")
        if schema.get("uniqueItems"):
            words.append("unique")
        if "maxUniqueItems" in schema:
            words.append(f"distinct=..{schema['maxUniqueItems']}")
        if "uniqueKeys" in schema:
            words.append("unique-by=" + "|".join(schema["uniqueKeys"]))
        items = dict(schema["items"])
        if "properties" in schema:
            own = items["properties"]
            if not set(schema["properties"]) <= set(own):
                raise Unknown(f"{self.name}: {name}: properties of a list")
            items["properties"] = {prop: {**own[prop], **schema["properties"].get(prop, {})} for prop in own}
        return " ".join([*words, "of", self.value(items, name)])

    def resolved(self, schema):
        """Follows a reference; facts beside it win. An object keeps the name of its definition."""
        if "oneOf" in schema and "$ref" in schema["oneOf"][0]:
            # A list of key elements, or its retired form as a JSON object: the list counts.
            first, retired = schema["oneOf"]
            if retired != {"format": "json", "type": ["object", "string"]}:
                raise Unknown(f"{self.name}: oneOf")
            beside = {k: v for k, v in schema.items() if k not in ("oneOf", "description")}
            return self.resolved({**beside, **first})
        if "$ref" not in schema:
            return schema
        name = self.definition(schema)
        definition = self.schema["definitions"][name]
        beside = {k: v for k, v in schema.items() if k not in ("$ref", *SKIPPED_OF_VALUE)}
        if definition.get("type") == "object":
            if beside:
                raise Unknown(f"{self.name}: {name}: {sorted(beside)} beside a reference")
            return {"definition": name, "schema": definition}
        return self.resolved({**definition, **beside})

    @staticmethod
    def definition(schema):
        return schema["$ref"].removeprefix("#/definitions/")

    def bounds(self, schema, word, low, high):
        if low not in schema and high not in schema:
            return []
        ends = [schema.get(low, ""), schema.get(high, "")]
        if any(not isinstance(end, int) for end in ends if end != ""):
            raise Unknown(f"{self.name}: {word} {ends}")
        return [f"{word}={ends[0]}..{ends[1]}"]

    def only(self, schema, allowed, name):
        unknown = set(schema) - allowed - SKIPPED_OF_VALUE
        if unknown:
            raise Unknown(f"{self.name}: {name}: {sorted(unknown)}")

    def word(self, value):
        if not isinstance(value, str) or not value or any(sign in value for sign in " |\t\n"):
            raise Unknown(f"{self.name}: enum value {value!r}")
        return value


def read(wheel, name):
    """The schema of a type and the day its file has in the package."""
    with zipfile.ZipFile(wheel) as package:
        index = json.loads(package.read(f"cfnlint/data/schemas/providers/{REGION}.json"))
        path = f"cfnlint/data/schemas/resources/{index[name]}.json"
        day = "{:04}-{:02}-{:02}".format(*package.getinfo(path).date_time[:3])
        return json.loads(package.read(path)), day


def facts(wheel):
    """File name -> text, for every type."""
    files = {}
    for name, stem in TYPES.items():
        schema, day = read(wheel, name)
        lines = [
            f"# Property names, types and bounds of {name}. Facts only; no text of the source is kept.",
            "# Written by generate.py: do not edit.",
            f"type {name}",
            f"source {PACKAGE} {VERSION} (PyPI, MIT-0), CloudFormation schema for {REGION}",
            f"date {day}",
            *Shapes(name, schema).lines(),
        ]
        files[f"{stem}.schema"] = "\n".join(lines) + "\n"
    return files


def fetched(folder):
    """The wheel, by pip's ordinary download, without what it depends on."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder]
    subprocess.run([*command, f"{PACKAGE}=={VERSION}"], check=True)
    (wheel,) = pathlib.Path(folder).glob("*.whl")
    return wheel


def compare(files):
    """One line for each file that is not as it should be."""
    there = {path.name: path.read_text(encoding="utf-8") for path in HERE.glob("*.schema")}
    wanted = set(files) | {f"{stem}.schema" for stem in KEPT_BY_HAND}
    lines = [f"{name}: missing" for name in sorted(wanted - set(there))]
    lines += [f"{name}: no type has this file" for name in sorted(set(there) - wanted)]
    lines += [f"{name}: different" for name in sorted(files) if name in there and there[name] != files[name]]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=pathlib.Path, help=f"{PACKAGE} {VERSION}, if it is already there")
    parser.add_argument("--check", action="store_true", help="compare only")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = options.wheel or fetched(folder)
        if not wheel.name.startswith(f"cfn_lint-{VERSION}-"):
            sys.exit(f"error: {wheel.name} is not {PACKAGE} {VERSION}; change VERSION in generate.py first")
        try:
            files = facts(wheel)
        except Unknown as unknown:
            sys.exit(f"error: generate.py has no word for this: {unknown}")
    if options.check:
        lines = compare(files)
        if lines:
            sys.exit("\n".join([*lines, "error: run generate.py and commit what it writes"]))
        return
    for name, text in files.items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
