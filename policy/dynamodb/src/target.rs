//! The scalable targets of a template that are about DynamoDB: which table or index each scales, and in which
//! direction. Never says whether one is well made.

use tablewarden_cloudformation::{Parts, Piece};

use crate::edge::{self, Edges};
use crate::fact::Fact;
use crate::spot::{Spot, World};
use crate::table::{Tables, Who};

pub(crate) const TYPE: &str = "AWS::ApplicationAutoScaling::ScalableTarget";

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

const PROPERTIES: [&str; 8] = [
    "ResourceId",
    "ScalableDimension",
    "ServiceNamespace",
    "MinCapacity",
    "MaxCapacity",
    "RoleARN",
    "ScheduledActions",
    "SuspendedState",
];

/// What a resource id and a dimension say together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reach<'d> {
    pub(crate) who: Who,
    pub(crate) of: Of,
    /// What the resource id alone says.
    pub(crate) id_of: Of,
    /// The index, where it is one.
    pub(crate) index: Option<Parts<'d>>,
    pub(crate) direction: Option<Direction>,
    /// Whether it surely is about DynamoDB, surely not, or nobody can say.
    pub(crate) is_dynamodb: Option<bool>,
    /// Whether the resource id and the dimension surely do not go together: nothing is scaled.
    pub(crate) is_broken: bool,
    pub(crate) id: Fact<'d>,
    pub(crate) dimension: Fact<'d>,
    pub(crate) namespace: Fact<'d>,
}

/// What is scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Of {
    Table,
    Index,
    /// Surely neither.
    Neither,
    Unknown,
}

impl Of {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Index => "index",
            Self::Neither => "neither",
            Self::Unknown => "unknown",
        }
    }
}

/// What a target says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Target<'d> {
    pub(crate) reach: Reach<'d>,
    pub(crate) minimum: Fact<'d>,
    pub(crate) maximum: Fact<'d>,
    /// Whether it may scale by the clock too.
    pub(crate) is_scheduled: bool,
    /// Whether scaling in, and scaling out, is suspended.
    pub(crate) suspended: [Fact<'d>; 2],
    pub(crate) role: Fact<'d>,
}

/// All scalable targets, those that are surely not about DynamoDB left out.
pub(crate) fn read<'t, 'd>(tables: &Tables<'t, 'd>) -> Vec<Edges<'t, 'd, Target<'d>>> {
    let template = tables.template();
    let edges = template.resources_of(TYPE).map(|resource| {
        edge::read(template, resource, &PROPERTIES, |world: World<'_, 'd>| {
            let properties = world.properties(resource);
            let reach = Reach::read(tables, &properties);
            let suspended = properties.get("SuspendedState");
            Target {
                reach,
                minimum: properties.get("MinCapacity").number(),
                maximum: properties.get("MaxCapacity").number(),
                is_scheduled: !properties.get("ScheduledActions").is_absent(),
                suspended: ["DynamicScalingInSuspended", "DynamicScalingOutSuspended"]
                    .map(|key| suspended.get(key).bool()),
                role: role(&properties.get("RoleARN")),
            }
        })
    });
    let is_ours = |target: &Target<'d>| target.reach.is_dynamodb != Some(false);
    edges.filter(|edges| edges.is_too_much || edges.each.iter().any(|(_, target)| is_ours(target))).collect()
}

/// Whether a role is given, at its key: `arn:aws` where it is one of that partition, else `other`.
fn role<'d>(spot: &Spot<'_, 'd>) -> Fact<'d> {
    let place = spot.nearest();
    let parts = spot.parts();
    let first = parts.as_ref().and_then(|parts| parts.pieces().first());
    match first {
        None if spot.is_absent() => Fact::absent(place),
        None | Some(Piece::Opaque { .. }) => Fact::unknown(place),
        Some(Piece::Literal(text)) if text.starts_with("arn:aws:") => Fact::known("arn:aws", place),
        Some(_) => Fact::known("other", place),
    }
}

impl<'d> Reach<'d> {
    /// Reads `ResourceId`, `ScalableDimension` and `ServiceNamespace`.
    pub(crate) fn read(tables: &Tables<'_, 'd>, properties: &Spot<'_, 'd>) -> Self {
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
            Some("dynamodb:table:ReadCapacityUnits") => (Of::Table, Some(Direction::Read)),
            Some("dynamodb:table:WriteCapacityUnits") => (Of::Table, Some(Direction::Write)),
            Some("dynamodb:index:ReadCapacityUnits") => (Of::Index, Some(Direction::Read)),
            Some("dynamodb:index:WriteCapacityUnits") => (Of::Index, Some(Direction::Write)),
            _ => (Of::Unknown, None),
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
        let (who, id_of, index) = match (&parts, rest) {
            (_, Some(rest)) => match rest.split_once("/index/") {
                Some((name, index)) => (tables.named(&name).who, Of::Index, Some(index)),
                None => {
                    let of = if rest.unknown().is_some_and(|piece| may_have_index(tables, piece)) {
                        Of::Unknown
                    } else {
                        Of::Table
                    };
                    (tables.named(&rest).who, of, None)
                }
            },
            (Some(parts), None) if is_no_path(tables, parts) => (Who::Nobody, Of::Neither, None),
            (Some(_), None) => (Who::Anybody, Of::Unknown, None),
            (None, None) if id.is_unknown() => (Who::Anybody, Of::Unknown, None),
            (None, None) => (Who::Nobody, Of::Unknown, None),
        };
        let is_broken = dimension_of != Of::Unknown && id_of != Of::Unknown && dimension_of != id_of;
        let of = match (dimension_of, id_of) {
            (Of::Unknown, Of::Neither) => Of::Unknown,
            (Of::Unknown, id_of) => id_of,
            (dimension_of, _) => dimension_of,
        };
        Self { who, of, id_of, index, direction, is_dynamodb, is_broken, id, dimension, namespace }
    }

    /// The number of the table, where it is one.
    pub(crate) fn tables(&self) -> &[usize] {
        match &self.who {
            Who::Tables(numbers) => numbers,
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

/// Whether a resource id that does not start with `table/` surely never does.
fn is_no_path(tables: &Tables<'_, '_>, id: &Parts<'_>) -> bool {
    match id.pieces().first() {
        None => true,
        Some(Piece::Literal(text)) => id.unknown().is_none() || !"table/".starts_with(text.as_ref()),
        // The name, or the ARN, of a table.
        Some(Piece::Ref(name) | Piece::Attribute { logical_id: name, .. }) => tables.number(name).is_some(),
        _ => false,
    }
}
