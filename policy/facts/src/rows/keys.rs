//! Keys, indexes and attribute definitions. Data.

use crate::row::{Group, PART, Row, Value, WHAT, WHEN, WRONG_IN_NAME, given, known, list, maybe, texts};

pub(super) const KEYS: Group = Group {
    name: "keys of a table",
    about: "All lists are empty where `GlobalTableSourceArn` takes the keys of another table.",
    rows: &[
        WHEN,
        FORM,
        list("Partition", &KEY_ATTRIBUTE, "The partition key attributes of the table.", "`KeySchema`, `PrimaryKey`"),
        list("Sort", &KEY_ATTRIBUTE, "The sort key attributes of the table.", "`KeySchema`"),
        UNTYPED,
        list("Indexes", &INDEX, "The indexes.", "`GlobalSecondaryIndexes`, `LocalSecondaryIndexes`, `VectorIndexes`"),
        known("Whole", Value::Bool, "Whether there are certainly no other indexes.", "the lists of indexes"),
        maybe(
            "Projected",
            Value::Int,
            "How many attributes the projections of all indexes name.",
            "`NonKeyAttributes`",
        ),
        list("Definitions", &DEFINITION, "The attribute definitions.", "`AttributeDefinitions`"),
        DOUBLED,
        given("Import", "Whether the table is filled from a bucket.", "`ImportSourceSpecification`"),
    ],
};

const FORM: Row = maybe(
    "Form",
    Value::Text,
    "The types of the key's attributes in their order: `HASH, RANGE`; empty where a global table has no key.",
    "`KeyType`",
);

const UNTYPED: Row = list(
    "Untyped",
    &KEY_ATTRIBUTE,
    "The attributes of the key that are neither, or of which it is not known.",
    "`KeySchema`, `KeyType`",
);

const DOUBLED: Row = list(
    "Doubled",
    &DOUBLED_ATTRIBUTE,
    "The attributes of the key that an earlier attribute of it names already, each at its later name.",
    "`KeySchema`",
);

const DOUBLED_ATTRIBUTE: Group = Group {
    name: "doubled attribute",
    about: "",
    rows: &[known(
        "Name",
        Value::Text,
        "The attribute for people, whether its name is known or not.",
        "`AttributeName`",
    )],
};

const KEY_ATTRIBUTE: Group = Group {
    name: "key attribute",
    about: "",
    rows: &[
        maybe("Name", Value::Text, "The name of the attribute.", "`AttributeName`"),
        texts("Words", "The words of the name in lower case.", "`AttributeName`"),
        known("Last", Value::Text, "The last of the words; empty where the name is not known.", "`AttributeName`"),
        known("Flag", Value::Bool, "Whether the first of two or more words is `is` or `has`.", "`AttributeName`"),
        maybe("Type", Value::Text, "The type that the attribute's definition gives it.", "`AttributeType`"),
        maybe(
            "Defined",
            Value::OneOf(&["defined"]),
            "Whether a definition names the attribute; absent where none does.",
            "`AttributeDefinitions`",
        ),
        WHAT,
        PART.only(OF_AN_INDEX),
        known("Sole", Value::Bool, "Whether it is the only partition key attribute of its key.", "`KeySchema`"),
        maybe(
            "TableRole",
            Value::OneOf(&["partition", "sort"]),
            "What the attribute is in the key of the table; absent where it is not in it.",
            "`KeySchema` of the table",
        )
        .only("in the key of a local secondary index"),
    ],
};

const INDEX: Group = Group {
    name: "index",
    about: "",
    rows: &[
        maybe("Name", Value::Text, "The name of the index.", "`IndexName`"),
        WRONG_IN_NAME,
        known(
            "Kind",
            Value::OneOf(&["Global", "Local", "Vector"]),
            "What kind of index it is.",
            "the list it stands in",
        ),
        WHAT,
        PART.only(NAMED),
        FORM,
        DOUBLED,
        list("Partition", &KEY_ATTRIBUTE, "The partition key attributes of the index.", "`KeySchema`"),
        list("Sort", &KEY_ATTRIBUTE, "The sort key attributes of the index.", "`KeySchema`"),
        UNTYPED,
        given("Projecting", "Whether a projection is written.", "`Projection`"),
        maybe("Projection", Value::Text, "The type of the projection.", "`ProjectionType`"),
        maybe("Included", Value::Int, "How many attributes the projection names.", "`NonKeyAttributes`"),
        known("Named", Value::Bool, "Whether the projection certainly names attributes.", "`NonKeyAttributes`"),
        texts(
            "Attributes",
            "The attributes that the projection names, as far as they are known.",
            "`NonKeyAttributes`",
        ),
        list(
            "Repeated",
            &REPEATED_ATTRIBUTE,
            "The attributes that the projection names although they are in the key of the index or the table, or named before.",
            "`NonKeyAttributes`, `KeySchema`",
        ),
        known(
            "Number",
            Value::Int,
            "The number of the index among those of its kind, from 1.",
            "the list it stands in",
        ),
        maybe("Namesake", Value::Text, "An earlier index with the same name, for people.", "`IndexName`"),
        maybe("Twin", Value::Text, "The table or an earlier index with the same key, for people.", "`KeySchema`")
            .only("of a global secondary index"),
        maybe(
            "Overlap",
            Value::OneOf(&["both", "twin", "index", "neither"]),
            "Which of the two projects every attribute that the other does; absent where there is no twin, or it is not known.",
            "`Projection`",
        )
        .only("of a global secondary index"),
        maybe("Dimensions", Value::Number, "How many numbers a vector has.", "`Dimensions`").only(OF_A_VECTOR_INDEX),
        maybe("Distance", Value::Text, "How vectors are compared.", "`DistanceFunction`").only(OF_A_VECTOR_INDEX),
        maybe("Vector", Value::Text, "The attribute that holds the vector.", "`VectorAttribute`")
            .only(OF_A_VECTOR_INDEX),
        maybe(
            "Disagrees",
            Value::Text,
            "An earlier vector index that certainly gives the same attribute another number of dimensions, for people.",
            "`VectorAttribute`, `Dimensions`",
        )
        .only(OF_A_VECTOR_INDEX),
        list("Search", &SEARCHED, "The attributes that searches can be narrowed by.", "`SearchSchema`")
            .only(OF_A_VECTOR_INDEX),
        list(
            "Strays",
            &STRAY_WORD,
            "The words of the name that no key attribute has, where other words show that the index is named after its key.",
            "`IndexName`, `KeySchema`",
        ),
    ],
};

const REPEATED_ATTRIBUTE: Group = Group {
    name: "repeated attribute",
    about: "",
    rows: &[
        maybe("Name", Value::Text, "The name of the attribute.", "`NonKeyAttributes`"),
        known(
            "As",
            Value::OneOf(&["key", "attribute"]),
            "What names it already: a key, or this projection.",
            "derived",
        ),
    ],
};

const OF_AN_INDEX: &str = "in the key of an index whose name is known";
const NAMED: &str = "where the name is known";
const OF_A_VECTOR_INDEX: &str = "of a vector index";

const SEARCHED: Group = Group {
    name: "searched attribute",
    about: "",
    rows: &[
        maybe("Name", Value::Text, "The name of the attribute.", "`AttributeName`"),
        maybe("Kind", Value::Text, "How it narrows a search.", "`SearchSchemaElementType`"),
        maybe(
            "Defined",
            Value::OneOf(&["defined"]),
            "Whether a definition names the attribute; absent where none does.",
            "`AttributeDefinitions`",
        ),
        known("Number", Value::Int, "Its number among those of its kind, from 1.", "`SearchSchema`"),
    ],
};

const STRAY_WORD: Group = Group {
    name: "stray word",
    about: "",
    rows: &[known("Word", Value::Text, "The word in lower case.", "`IndexName`")],
};

const DEFINITION: Group = Group {
    name: "attribute definition",
    about: "",
    rows: &[
        maybe("Name", Value::Text, "The name of the attribute.", "`AttributeName`"),
        maybe("Type", Value::Text, "Its type.", "`AttributeType`"),
        maybe(
            "Use",
            Value::OneOf(&["key"]),
            "Whether a key uses the attribute; absent where none does.",
            "`KeySchema`",
        ),
        known("Reserved", Value::Bool, "Whether DynamoDB reserves the name for expressions.", "`AttributeName`"),
    ],
};
