//! What identifies a scalable target: its resource id, dimension and namespace, and which table or index and which direction
//! they come to. Never says whether the target is well made.

use tablewarden_cloudformation::{Parts, Piece};

use crate::resource::fact::Fact;
use crate::resource::property::Property;
use crate::resource::table_names::{NamedTables, Tables};

/// Reads or writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    Read,
    Write,
}

impl Direction {
    pub(crate) const BOTH: [Self; 2] = [Self::Read, Self::Write];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    /// The property of a global table, or of a part of it, that has its provisioned capacity.
    pub(crate) fn settings(self) -> &'static str {
        match self {
            Self::Read => "ReadProvisionedThroughputSettings",
            Self::Write => "WriteProvisionedThroughputSettings",
        }
    }
}

/// What a resource id and a dimension say together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TargetIdentity<'d> {
    pub(crate) which: NamedTables,
    pub(crate) of: ScaledKind,
    /// What the resource id alone says.
    pub(crate) id_of: ScaledKind,
    /// The index, where it is one.
    pub(crate) index: Option<Parts<'d>>,
    pub(crate) direction: Option<Direction>,
    /// Whether it certainly is about DynamoDB, certainly not, or nobody can say.
    pub(crate) is_dynamodb: Option<bool>,
    /// Whether the resource id and the dimension certainly do not go together: nothing is scaled.
    pub(crate) is_broken: bool,
    pub(crate) id: Fact<'d>,
    pub(crate) dimension: Fact<'d>,
    pub(crate) namespace: Fact<'d>,
}

/// What is scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ScaledKind {
    Table,
    Index,
    /// Surely neither.
    Neither,
    Unknown,
}

impl ScaledKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Index => "index",
            Self::Neither => "neither",
            Self::Unknown => "unknown",
        }
    }
}

impl<'d> TargetIdentity<'d> {
    /// Reads `ResourceId`, `ScalableDimension` and `ServiceNamespace`.
    pub(crate) fn read(tables: &Tables<'_, 'd>, properties: &Property<'_, 'd>) -> Self {
        let id = properties.get("ResourceId");
        let dimension = properties.get("ScalableDimension").text();
        let namespace = properties.get("ServiceNamespace").text();
        Self::of(tables, id.parts(), id.text(), dimension, namespace)
    }

    pub(crate) fn of(
        tables: &Tables<'_, 'd>,
        parts: Option<Parts<'d>>,
        id: Fact<'d>,
        dimension: Fact<'d>,
        namespace: Fact<'d>,
    ) -> Self {
        let (dimension_of, direction) = match dimension.text() {
            Some("dynamodb:table:ReadCapacityUnits") => (ScaledKind::Table, Some(Direction::Read)),
            Some("dynamodb:table:WriteCapacityUnits") => (ScaledKind::Table, Some(Direction::Write)),
            Some("dynamodb:index:ReadCapacityUnits") => (ScaledKind::Index, Some(Direction::Read)),
            Some("dynamodb:index:WriteCapacityUnits") => (ScaledKind::Index, Some(Direction::Write)),
            _ => (ScaledKind::Unknown, None),
        };
        let rest = parts.as_ref().and_then(|parts| parts.strip_start("table/"));
        let says = |fact: &Fact<'_>, is_dynamodb: fn(&str) -> bool| fact.text().map(is_dynamodb);
        let says = [
            says(&namespace, |text| text == "dynamodb"),
            says(&dimension, |text| text.starts_with("dynamodb:")),
            parts.as_ref().and_then(|parts| match (&rest, parts.unknown()) {
                (Some(_), _) => Some(true),
                (None, None) => Some(false),
                (None, Some(_)) => None,
            }),
        ];
        let is_dynamodb = if says.contains(&Some(true)) { Some(true) } else { says.into_iter().flatten().next() };
        let (which, id_of, index) = match (&parts, rest) {
            (_, Some(rest)) => match rest.split_once("/index/") {
                Some((name, index)) => (tables.named(&name).which, ScaledKind::Index, Some(index)),
                None => {
                    let of = if rest.unknown().is_some_and(|piece| may_have_index(tables, piece)) {
                        ScaledKind::Unknown
                    } else {
                        ScaledKind::Table
                    };
                    (tables.named(&rest).which, of, None)
                }
            },
            (Some(parts), None) if is_no_path(tables, parts) => (NamedTables::None, ScaledKind::Neither, None),
            (Some(_), None) => (NamedTables::Any, ScaledKind::Unknown, None),
            (None, None) if id.is_unknown() => (NamedTables::Any, ScaledKind::Unknown, None),
            (None, None) => (NamedTables::None, ScaledKind::Unknown, None),
        };
        let is_broken = dimension_of != ScaledKind::Unknown && id_of != ScaledKind::Unknown && dimension_of != id_of;
        let of = match (dimension_of, id_of) {
            (ScaledKind::Unknown, ScaledKind::Neither) => ScaledKind::Unknown,
            (ScaledKind::Unknown, id_of) => id_of,
            (dimension_of, _) => dimension_of,
        };
        Self { which, of, id_of, index, direction, is_dynamodb, is_broken, id, dimension, namespace }
    }

    /// The number of the table, where it is one.
    pub(crate) fn tables(&self) -> &[usize] {
        match &self.which {
            NamedTables::Tables(numbers) => numbers,
            _ => &[],
        }
    }
}

/// Whether an unknown piece behind `table/` may hold `/index/` too: everything but a name of a resource.
fn may_have_index(tables: &Tables<'_, '_>, piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Ref(name) => tables.template().resource(name).is_none(),
        Piece::Parameter(_) | Piece::Opaque { .. } => true,
        _ => false,
    }
}

/// Whether a resource id that does not start with `table/` certainly never does.
fn is_no_path(tables: &Tables<'_, '_>, id: &Parts<'_>) -> bool {
    match id.pieces().first() {
        None => true,
        Some(Piece::Literal(text)) => id.unknown().is_none() || !"table/".starts_with(text.as_ref()),
        // The name, or the ARN, of a table.
        Some(Piece::Ref(name) | Piece::Attribute { logical_id: name, .. }) => tables.number(name).is_some(),
        _ => false,
    }
}
