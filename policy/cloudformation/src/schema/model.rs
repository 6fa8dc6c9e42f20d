//! What the schema of a resource type says: constants made from the tables in `rules/schema` while compiling. Knows
//! nothing of templates.

/// The schema of a resource type.
#[derive(Debug)]
pub struct TypeSchema {
    /// The type's name, `AWS::DynamoDB::Table`.
    pub name: &'static str,
    /// Where the facts come from, with its version.
    pub source: &'static str,
    /// The day the facts have there, `YYYY-MM-DD`.
    pub date: &'static str,
    /// The resource's `Properties`.
    pub root: &'static ObjectSchema,
}

impl TypeSchema {
    /// Whether `Fn::GetAtt` knows the attribute: a property that CloudFormation gives.
    ///
    /// A property that can be set is no attribute here, though some types return such ones too.
    #[must_use]
    pub fn has_attribute(&self, name: &str) -> bool {
        self.root.property(name).is_some_and(|property| property.read_only)
    }

    /// The attributes that `Fn::GetAtt` knows, by name.
    pub fn attributes(&self) -> impl Iterator<Item = &'static str> {
        self.root.properties.iter().filter(|property| property.read_only).map(|property| property.name)
    }
}

/// A mapping whose keys are given.
#[derive(Debug)]
pub struct ObjectSchema {
    /// By name.
    pub properties: &'static [Property],
    /// What holds for several properties at once.
    pub rules: &'static [Rule],
}

impl ObjectSchema {
    /// The property of that name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.get(self.position(name)?)
    }

    /// Objects have a few dozen properties at most, and nearly all of these differ in their length: to halve the list would
    /// compare more text.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.properties.iter().position(|property| property.name == name)
    }

    /// The name of the property at that position.
    pub(super) fn name(&self, position: usize) -> &'static str {
        self.properties.get(position).map_or("", |property| property.name)
    }
}

/// One property of an object.
#[derive(Debug)]
pub struct Property {
    /// Its key.
    pub name: &'static str,
    /// Whether the object is nothing without it.
    pub required: bool,
    /// CloudFormation gives it; a template cannot set it.
    pub read_only: bool,
    /// What a changed value does to the resource.
    pub update: Update,
    /// What its value may be.
    pub shape: Shape,
}

/// What a changed value does to the resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Update {
    /// The schema says nothing of a replacement.
    Free,
    /// The resource is replaced at times.
    MayReplace,
    /// The resource is replaced.
    Replaces,
}

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text.
    Text(&'static Text),
    /// A whole number.
    Integer(Bounds),
    /// A number.
    Number(Bounds),
    /// `true` or `false`.
    Boolean,
    /// A mapping or JSON text; what is in it is not known here.
    Json,
    /// A mapping with keys of the writer's choice.
    Map,
    /// A mapping with these keys.
    Object(&'static ObjectSchema),
    /// Values of one shape.
    List(&'static List),
}

/// What a text may be.
#[derive(Debug)]
pub struct Text {
    /// How many characters.
    pub length: Bounds,
    /// The only values; empty where there is no such list.
    pub values: Values,
    /// A regular expression that is found in the text; empty for none.
    pub pattern: &'static str,
}

/// The values of an enumeration: one text, the values joined by `|`, which is less to ship than a list.
#[derive(Debug, Clone, Copy)]
pub struct Values(&'static str);

impl Values {
    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The values, one after the other.
    pub fn iter(self) -> impl Iterator<Item = &'static str> + Clone {
        self.0.split('|').filter(|value| !value.is_empty())
    }
}

/// What a list may be.
#[derive(Debug)]
pub struct List {
    /// How many elements.
    pub items: Bounds,
    /// How many different elements.
    pub distinct: Bounds,
    /// No element stands twice.
    pub unique: bool,
    /// No two elements have the same value of one of these keys.
    pub unique_by: &'static [&'static str],
    /// What each element is.
    pub of: Shape,
}

/// A range of whole numbers, both ends in it; `i32::MIN` and `i32::MAX` stand for no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub low: i32,
    /// The most.
    pub high: i32,
}

impl Bounds {
    /// No bounds.
    pub const ANY: Self = Self { low: i32::MIN, high: i32::MAX };

    /// Whether `count` lies within.
    #[must_use]
    pub fn holds(self, count: usize) -> bool {
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        self.low <= count && count <= self.high
    }

    /// The least, if there is one.
    #[must_use]
    pub fn least(self) -> Option<i32> {
        (self.low != i32::MIN).then_some(self.low)
    }

    /// The most, if there is one.
    #[must_use]
    pub fn most(self) -> Option<i32> {
        (self.high != i32::MAX).then_some(self.high)
    }
}

/// What holds for several properties of an object; the numbers are places in its list of properties.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// Exactly one is there.
    OneOf(&'static [usize]),
    /// At least one is there.
    AnyOf(&'static [usize]),
    /// Where the first is, the others are.
    Needs(usize, &'static [usize]),
    /// Where the first is, the others are not.
    Excludes(usize, &'static [usize]),
}

include!(concat!(env!("OUT_DIR"), "/schema_tables.rs"));

/// The schema of a resource type, if there is one here.
#[must_use]
pub fn known_type(name: &str) -> Option<&'static TypeSchema> {
    TYPES.binary_search_by(|known| known.name.cmp(name)).ok().and_then(|index| TYPES.get(index))
}

/// All schemas, by name of their type.
#[must_use]
pub fn known_types() -> &'static [TypeSchema] {
    TYPES
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;

    #[test]
    fn every_type_of_the_rules_has_a_schema() {
        let names: Vec<_> = known_types().iter().map(|known| known.name).collect();
        let wanted = [
            "AWS::ApplicationAutoScaling::ScalableTarget",
            "AWS::ApplicationAutoScaling::ScalingPolicy",
            "AWS::CloudWatch::Alarm",
            "AWS::DAX::Cluster",
            "AWS::DynamoDB::GlobalTable",
            "AWS::DynamoDB::Table",
            "AWS::KMS::Key",
            "AWS::Kinesis::Stream",
            "AWS::Lambda::EventSourceMapping",
            "AWS::Serverless::SimpleTable",
        ];
        assert_eq!(names, wanted);
        for name in names {
            assert_eq!(known_type(name).unwrap().name, name);
        }
        assert!(known_type("AWS::S3::Bucket").is_none());
    }

    #[test]
    fn properties_are_found_whatever_their_case_order() {
        for known in known_types() {
            for property in known.root.properties {
                assert_eq!(known.root.property(property.name).unwrap().name, property.name);
            }
        }
    }

    #[test]
    fn facts_of_the_table_are_there() {
        let table = known_type("AWS::DynamoDB::Table").unwrap();
        assert_eq!(table.attributes().collect::<Vec<_>>(), ["Arn", "StreamArn"]);
        assert!(table.has_attribute("Arn") && !table.has_attribute("TableName") && !table.has_attribute("TableId"));
        assert_eq!(table.root.property("TableName").unwrap().update, Update::Replaces);
        assert_eq!(table.root.property("KeySchema").unwrap().update, Update::MayReplace);
        assert_eq!(table.root.property("Tags").unwrap().update, Update::Free);
        let required: Vec<_> =
            table.root.properties.iter().filter(|known| known.required).map(|known| known.name).collect();
        assert_eq!(required, ["KeySchema"]);
        let Shape::Text(mode) = table.root.property("BillingMode").unwrap().shape else { panic!("a text") };
        let Shape::Object(recovery) = table.root.property("PointInTimeRecoverySpecification").unwrap().shape else {
            panic!("a mapping")
        };
        let Shape::Integer(days) = recovery.property("RecoveryPeriodInDays").unwrap().shape else { panic!("a number") };
        assert_eq!((days.least(), days.most()), (Some(1), Some(35)));
        let Shape::List(keys) = table.root.property("KeySchema").unwrap().shape else { panic!("a list") };
        assert_eq!((keys.items.least(), keys.items.most(), keys.unique), (Some(1), Some(2), true));
        assert_eq!(keys.unique_by, ["AttributeName"]);
        assert_eq!(mode.values.iter().collect::<Vec<_>>(), ["PAY_PER_REQUEST", "PROVISIONED"]);
    }
}
